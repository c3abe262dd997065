import SpinSystems

/// What is known about which energies an ensemble can have.
public enum EnergyLevels: Sendable {
  /// All of them: g(E) > 0 at exactly these.
  case all(Set<Int>)
  /// Those that arithmetic does not exclude. Samples cannot prove that a level is empty.
  case notExcluded(EnergyArithmetic)

  /// The lowest level, or the lowest that is not excluded.
  public var lowest: Int {
    switch self {
    case .all(let levels): levels.min()!
    case .notExcluded(let arithmetic): arithmetic.range.lowerBound
    }
  }

  /// The number of levels, or of those that are not excluded.
  public var count: Int {
    switch self {
    case .all(let levels): levels.count
    case .notExcluded(let arithmetic):
      (arithmetic.range.upperBound - arithmetic.range.lowerBound) / 4 + 1
    }
  }

  /// Whether the ensemble is proved not to have this energy.
  public func excludes(_ energy: Int) -> Bool {
    switch self {
    case .all(let levels): !levels.contains(energy)
    case .notExcluded(let arithmetic): !arithmetic.allows(energy)
    }
  }
}

/// Energies that no configuration of a lattice, at a given ΣS, can have by arithmetic alone.
///
/// H = -2N + 2P with P the number of bonds between opposite spins. Each of the 2L rings of bonds has an
/// even number of those, so P is even and H + 2N a multiple of 4. A ring of odd length has one bond
/// between equal spins at least, so P ≤ 2N - 2L for odd L. And n ≤ N/2 spins of the rarer kind have
/// P ≥ min(2L, 2⌈2√n⌉): if they fill no row and no column, those they touch, a rows and b columns with
/// ab ≥ n, have two such bonds each; if they fill a row, every column that they do not fill has two,
/// and if they fill rows and columns, the a rows and b columns that they do not fill have, with
/// ab ≥ N - n.
public struct EnergyArithmetic: Sendable, Equatable {
  /// The smallest and the largest energy that is not excluded.
  public let range: ClosedRange<Int>
  private let siteCount: Int

  /// What arithmetic says of the energies of `ensemble`.
  public init(_ ensemble: Ensemble) {
    let size = ensemble.lattice.size
    let sites = ensemble.lattice.siteCount
    siteCount = sites
    var fewest = 0
    var most = size.isMultiple(of: 2) ? 2 * sites : 2 * sites - 2 * size
    if let totalSpin = ensemble.totalSpin {
      let rarer = (sites - abs(totalSpin)) / 2
      if rarer > 0 { fewest = min(2 * size, 2 * Self.ceilingOfRoot(of: 4 * rarer)) }
      // Each spin of the rarer kind has four bonds.
      most = min(most, 4 * rarer)
    }
    most = max(fewest, most)
    range = -2 * sites + 2 * fewest ... -2 * sites + 2 * most
  }

  /// Whether arithmetic leaves `energy` possible.
  public func allows(_ energy: Int) -> Bool {
    range.contains(energy) && (energy + 2 * siteCount).isMultiple(of: 4)
  }

  private static func ceilingOfRoot(of number: Int) -> Int {
    var root = Int(Double(number).squareRoot())
    while root * root < number { root += 1 }
    while root > 0, (root - 1) * (root - 1) >= number { root -= 1 }
    return root
  }
}
