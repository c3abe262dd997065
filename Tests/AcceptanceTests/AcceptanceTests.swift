import Checks
import ExactIsing
import Foundation
import SampleFiles
import SpinSystems
import Testing
import Validation

/// The promises of Steelyard, tested on real files: what a newcomer gets from `swift test`.
@Suite(.leavesReport("acceptance"), .serialized)
struct `Steelyard` {
  // MARK: Samples that other programs wrote

  /// The checks that must see what is wrong with the restricted Boltzmann machine's samples.
  private static let violated = [
    "magnetization-conservation", "energy-support", "energy-distribution-chi-square",
    "energy-distribution-kl",
  ]

  @Test func `detects the restricted Boltzmann machine at L = 8, by named checks`() throws {
    let report = try weigh("pytorch-rbm-L8-S0-T1.000.npy", size: 8)
    AcceptanceLedger.keep(report, as: "pytorch-rbm-L8")
    AcceptanceLedger.record(
      "RBM samples, L = 8, T = 1, ΣS = 0: the verdict is fail", found: report.verdict.label,
      holds: report.verdict == .fail)
    for check in Self.violated {
      let finding = try #require(report.findings.first { $0.check == check })
      AcceptanceLedger.record(
        "RBM samples, L = 8: \(check) fails", found: finding.verdict.label,
        holds: finding.verdict == .fail)
    }
    // The shares that were counted when the samples were made: 0.265 and 0.148 (Fixtures/samples).
    try expectEffect(of: "magnetization-conservation", in: report, near: 0.265, within: 5e-4)
    let support = try #require(report.findings.first { $0.check == "energy-support" }?.evidence)
    let level = try #require(support.measures.first { $0.name.contains("H = -92 (E₀ + 4)") })
    AcceptanceLedger.record(
      "RBM samples, L = 8: P(forbidden level -92) = 0.148", found: "\(level.value)",
      holds: abs(level.value - 0.148) < 5e-4)
    // The point of the tale: the mean energy is right all the same.
    let energy = try #require(report.findings.first { $0.check == "mean-energy" })
    AcceptanceLedger.record(
      "RBM samples, L = 8: the mean energy is within its tolerance",
      found: energy.evidence?.detail ?? "",
      holds: energy.evidence?.effect?.isWithinTolerance == true)
  }

  @Test func `passes perfect samples at L = 8`() throws {
    let report = try weigh("perfect-L8-S0-T1.000.npy", size: 8)
    AcceptanceLedger.keep(report, as: "perfect-L8")
    for finding in report.findings {
      AcceptanceLedger.record(
        "perfect samples, L = 8, T = 1, ΣS = 0: \(finding.check)", found: finding.verdict.label,
        holds: [.pass, .notApplicable].contains(finding.verdict))
    }
    AcceptanceLedger.record(
      "perfect samples, L = 8: the verdict is pass", found: report.verdict.label,
      holds: report.verdict == .pass)
  }

  @Test func `is not convinced by thirty perfect samples`() throws {
    let report = try weigh("perfect-L8-S0-T1.000.npy", size: 8, first: 30)
    AcceptanceLedger.record(
      "thirty perfect samples, L = 8: the verdict is inconclusive", found: report.verdict.label,
      holds: report.verdict == .inconclusive)
    let undecided = report.findings.filter { $0.verdict == .inconclusive }
    AcceptanceLedger.record(
      "thirty perfect samples, L = 8: it says how many more would do",
      found: undecided.map { "\($0.check) \($0.furtherSamplesNeeded ?? 0)" }
        .joined(separator: ", "),
      holds: undecided.allSatisfy { ($0.furtherSamplesNeeded ?? 0) > 0 })
  }

  @Test func `finds C(1) = -ε/2 in every configuration of every file`() throws {
    for name in ["perfect-L8-S0-T1.000.npy", "pytorch-rbm-L8-S0-T1.000.npy"] {
      let samples = try SampleFile.read(fixture(name)).samples
      let observables = Observables(samples)
      let holds = zip(observables.correlationSums(at: 1), observables.energies)
        .allSatisfy { $0 == -$1 }
      AcceptanceLedger.record(
        "C(1) = -ε/2 in \(name)", found: "\(samples.count) configurations", holds: holds)
    }
  }

  // MARK: Exact spectra

  @Test func `knows the published spectrum of the 4 × 4 lattice`() throws {
    // Beale (1996) and enumeration of all 65,536 configurations.
    let published = [
      -32: 2, -24: 32, -20: 64, -16: 424, -12: 1728, -8: 6688, -4: 13568, 0: 20524, 4: 13568,
      8: 6688, 12: 1728, 16: 424, 20: 64, 24: 32, 32: 2,
    ]
    let conserved = [
      -16: 8, -8: 768, -4: 1600, 0: 4356, 4: 3264, 8: 2112, 12: 576, 16: 120, 20: 64, 32: 2,
    ]
    let spectrum = try ExactSpectrum(size: 4)
    var all: [Int: Int] = [:]
    var zero: [Int: Int] = [:]
    for level in spectrum {
      let count = try #require(Int("\(level.count)"))
      all[level.energy, default: 0] += count
      if level.totalSpin == 0 { zero[level.energy] = count }
    }
    AcceptanceLedger.record(
      "g(E) of the 4 × 4 lattice is the published one", found: "\(all.count) levels",
      holds: all == published)
    AcceptanceLedger.record(
      "g(E | ΣS = 0) of the 4 × 4 lattice is the enumerated one", found: "\(zero.count) levels",
      holds: zero == conserved)
  }

  @Test(arguments: [
    (4, 1.0, -0.9834675800855), (4, 2.0, -0.5778556650895), (4, 3.0, -0.3479275212442),
    (8, 1.0, -1.461378264507), (8, 1.5, -1.239130211980), (8, 2.0, -1.022124171250),
    (8, 3.0, -0.6724583095926),
  ])
  func `knows the exact energy at fixed magnetization`(
    size: Int, temperature: Double, energyDensity: Double
  ) throws {
    let solution = try ExactSolution(
      .fixedMagnetization(size: size, temperature: temperature, totalSpin: 0))
    AcceptanceLedger.record(
      "ε at L = \(size), ΣS = 0, T = \(temperature) is \(energyDensity)",
      found: "\(solution.energyDensity)",
      holds: abs(solution.energyDensity - energyDensity) < 1e-11)
  }

  @Test func `knows that E₀ + 4 is forbidden at L = 8, ΣS = 0`() throws {
    let solution = try ExactSolution(
      .fixedMagnetization(size: 8, temperature: 1, totalSpin: 0))
    let levels = solution.energyLevels.map(\.energy)
    AcceptanceLedger.record(
      "at L = 8, ΣS = 0 the lowest levels are -96 and -88, and -92 is empty",
      found: levels.prefix(3).map(String.init).joined(separator: ", "),
      holds: Array(levels.prefix(2)) == [-96, -88])
  }

  // MARK: -

  private func weigh(_ name: String, size: Int, first count: Int? = nil) throws -> Report {
    var samples = try SampleFile.read(fixture(name)).samples
    if let count { samples = samples.prefix(count) }
    let ensemble = try Ensemble.fixedMagnetization(size: size, temperature: 1, totalSpin: 0)
    return try Assessment(against: .exact(ensemble)).report(
      on: samples, subject: "Fixtures/samples/\(name)",
      command: "steelyard assess Fixtures/samples/\(name) --temperature 1 --total-spin 0")
  }

  private func expectEffect(
    of check: String, in report: Report, near value: Double, within tolerance: Double
  ) throws {
    let finding = try #require(report.findings.first { $0.check == check })
    let found = try #require(finding.evidence?.effect).value
    AcceptanceLedger.record(
      "RBM samples, L = \(report.ensemble.lattice.size): \(check) finds \(value)",
      found: "\(found)", holds: abs(found - value) <= tolerance)
  }
}
