import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Do bonds and spins keep their means at every place? A wall, a lost neighbour or a wrong index names itself.
public struct PlaceDrift: Check {
  public let identifier = "places"
  public let title = "Bonds and spins by place"
  public let summary = "Products of neighbours and spins by row and column must keep their means."
  public let explanation = Explanation(
    equation: "⟨f(s') - f(s)⟩ = 0 for bonds and spins of every row and column",
    sees: "A wall, a lost neighbour, a wrong index: it names the place.",
    blindTo: "What is the same everywhere.")

  /// The check, which has no settings.
  public init() {}

  public func examine(_ transition: Transition) throws -> Examination {
    let (before, after) = (Self.sums(transition.before), Self.sums(transition.after))
    let differences = PairedDifferences(
      before.map(\.0), before: before.map(\.1), after: after.map(\.1))
    return transition.examination(
      of: differences, stream: "places", tolerance: transition.tolerances.walked)
  }

  private static func sums(_ samples: SampleSet) -> [(String, [Double])] {
    let size = samples.lattice.size
    let bonds = samples.bondFields()
    /// The sums over the lines perpendicular to each axis: columns along x, rows along y.
    func sums(_ field: SampleSet, _ name: (AxisModes.Axis, Int) -> String) -> [(String, [Double])] {
      let modes = AxisModes(field)
      return AxisModes.Axis.allCases.flatMap { axis in
        modes.lineSums(axis).enumerated().map { line, sums in
          (name(axis, line), sums.map { Double($0) })
        }
      }
    }
    return sums(samples) { axis, line in
      axis == .x ? "the spins of column \(line)" : "the spins of row \(line)"
    }
      + sums(bonds.right) { axis, line in
        axis == .x
          ? "the bonds from column \(line) to \((line + 1) % size)" : "the bonds along row \(line)"
      }
      + sums(bonds.down) { axis, line in
        axis == .y
          ? "the bonds from row \(line) to \((line + 1) % size)" : "the bonds along column \(line)"
      }
  }
}

extension Check where Self == PlaceDrift {
  /// Do bonds and spins keep their means at every place?
  public static var placeDrift: PlaceDrift { PlaceDrift() }
}
