import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Is every place of the lattice like every other?
///
/// The mean profiles of three fields, spins, bonds to the next column and bonds to the next row, along
/// both axes must be flat. Each of the six profiles is a vector of deviations from its average, tested
/// by Hotelling's T², or of a chain mode by mode; the smallest p-value counts six times (Šidák). The bond
/// profiles show open boundaries and defects that leave the mean spin alone.
///
/// A reference of believed samples has what profile it has; then the samples must have the same.
public struct TranslationSymmetry: Check {
  public let identifier = "translation-symmetry"
  public let title = "Symmetry under translation"
  public let summary = "Profiles of spins and bonds along both axes are flat (Hotelling's T²)."
  public let explanation = Explanation(
    equation: "⟨S⟩ and ⟨S S'⟩ of every row and column are those of every other",
    sees: "Open boundaries, defects, stripes that always stand in one place, a network that "
      + "knows its edges.",
    blindTo: "What moves along with the lattice.",
    fault: "pinned-position",
    references: ["H. Hotelling, Ann. Math. Stat. 2, 360 (1931)"])

  /// A profile has at most this many bands of neighbouring lines.
  static let largestBandCount = 16

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let own = Self.profiles(of: weighing.inspected)
    var believed: (profiles: [LineProfile], order: SampleOrder)?
    if case .samples(let samples, let order) = weighing.reference.basis {
      believed = (Self.profiles(of: samples), order)
    }
    let profiles = own.indices.map { index in
      ProfileComparison(
        own[index], order: weighing.order,
        reference: believed.map { ($0.profiles[index].columns, $0.order) })
    }
    let furthest = profiles.max { $0.interval.upperBound < $1.interval.upperBound }!
    let significant = profiles.filter { $0.pValue != nil }.min { $0.pValue! < $1.pValue! }
    let tested = profiles.count { $0.pValue != nil }
    // One profile that cannot be judged keeps the smallest of the others from being one of six.
    let isTooShort = profiles.contains(where: \.isTooShort)
    let evidence = Evidence(
      statistic: significant?.statistic,
      pValue: significant.map { sidakCombined($0.pValue!, tested) },
      effect: Effect(
        name: "unevenness of \(furthest.name)", value: furthest.norm,
        interval: furthest.interval, tolerance: weighing.tolerances.symmetry, unit: ""),
      effectiveSampleCount: profiles.map(\.effectiveCount).min()!,
      detectable: furthest.noise,
      measures: profiles.map {
        .init("unevenness of \($0.name)", $0.norm, interval: $0.interval, unit: "")
      },
      detail: "The most uneven profile is that of \(furthest.name): its root mean square "
        + "deviation from \(believed == nil ? "flat" : "the reference's") is "
        + "\(decimal(furthest.norm, 3)), noise alone up to \(decimal(furthest.noise, 3)).")
    return weighing.examination(
      isTooShort
        ? evidence.withoutJudgement(because: "The chain is too short for one of the profiles.")
        : evidence)
  }

  /// The six profiles of `samples`.
  static func profiles(of samples: SampleSet) -> [LineProfile] {
    let bonds = samples.bondFields()
    let fields = [
      ("spins", samples), ("bonds to the next column", bonds.right),
      ("bonds to the next row", bonds.down),
    ]
    return fields.flatMap { name, field in
      let modes = AxisModes(field)
      return AxisModes.Axis.allCases.map { axis in
        LineProfile(
          name: "\(name) along \(axis)", modes.lineSums(axis), size: field.lattice.size)
      }
    }
  }
}

extension Check where Self == TranslationSymmetry {
  /// Is every place of the lattice like every other?
  public static var translationSymmetry: TranslationSymmetry { TranslationSymmetry() }
}
