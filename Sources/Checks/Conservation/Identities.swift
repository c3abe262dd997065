import Comparisons
import Judgement
import SpinSystems

/// Do C(0) = 1, C(1) = -ε/2 and S(k = 0) = N·m² hold in every configuration?
///
/// Identities of the definitions (Azizi and Pleimling 2021, Eqs. 1, 2 and 5; the minus sign that is
/// missing in their Eq. 3 is needed). They bind what is counted in different ways: ε by a plain loop
/// over the bonds of up to 1,000 configurations, C(r) by XOR and rotation, S(0) by row and column
/// sums. A failure is a fault of the observables, not of the samples.
public struct Identities: Check {
  public let identifier = "identities"
  public let title = "Identities of the observables"
  public let summary = "C(0) = 1, C(1) = -ε/2 and S(0) = N·m² in every configuration (a law)."

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let inspected = weighing.inspected
    let observables = weighing.observables
    let sites = weighing.ensemble.lattice.siteCount
    var violations: [String] = []
    var largest = 0.0

    if observables.correlationSums(at: 0).contains(where: { $0 != Int32(2 * sites) }) {
      violations.append("C(0) = 1")
      largest = 1
    }
    let step = max(1, inspected.count / 1000)
    let nearest = observables.correlationSums(at: 1)
    for index in Swift.stride(from: 0, to: inspected.count, by: step) {
      let energy = inspected.energyByBonds(of: index)
      let deviation = abs(Int(nearest[index]) + energy)
      if deviation > 0 || energy != Int(observables.energies[index]) {
        if violations.last != "C(1) = -ε/2" { violations.append("C(1) = -ε/2") }
        largest = max(largest, Double(deviation) / Double(2 * sites))
      }
    }
    let batch = 4096
    search: for start in Swift.stride(from: 0, to: inspected.count, by: batch) {
      let range = start..<min(start + batch, inspected.count)
      let power = AxisModes(inspected, range: range).structureFactor(waveNumber: 0)
      for (offset, value) in power.enumerated() {
        let total = Double(observables.totalSpins[start + offset])
        let deviation = abs(value - total * total / Double(sites))
        // Both sides are exact integers over N; only the division rounds.
        if deviation > 1e-12 * Double(sites) {
          violations.append("S(0) = N·m²")
          largest = max(largest, deviation)
          break search
        }
      }
    }
    let held = violations.isEmpty
    return .evidence(
      Evidence(
        law: held ? .held : .broken,
        effect: Effect(
          name: "largest violation of an identity", value: largest, interval: largest...largest,
          tolerance: 0, unit: ""),
        effectiveSampleCount: Double(inspected.count),
        detail: held
          ? "C(0) = 1, C(1) = -ε/2 and S(0) = N·m² hold."
          : "Violated: \(violations.joined(separator: ", ")). The observables are wrong."))
  }
}

extension Check where Self == Identities {
  /// Do C(0) = 1, C(1) = -ε/2 and S(k = 0) = N·m² hold in every configuration?
  public static var identities: Identities { Identities() }
}

extension SampleSet {
  /// H of configuration `index` by a loop over its 2N bonds, as Eq. 1 is written.
  fileprivate func energyByBonds(of index: Int) -> Int {
    let size = lattice.size
    let spins = spins(of: index)
    var sum = 0
    for row in 0..<size {
      for column in 0..<size {
        let next = spins[row * size + (column + 1) % size]
        let below = spins[(row + 1) % size * size + column]
        sum += spins[row * size + column] * (next + below)
      }
    }
    return -sum
  }
}
