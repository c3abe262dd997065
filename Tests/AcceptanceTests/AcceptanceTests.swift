import Checks
import DataFiles
import ExactIsing
import Foundation
import Judgement
import Reporting
import SpinSystems
import Studies
import Testing

/// The promises of Steelyard, tested on real files: what a newcomer gets from `swift test`.
@Suite(.leavesReport("acceptance"), .serialized)
struct `Steelyard` {
  // MARK: Samples that other programs wrote

  /// The checks that must see what is wrong with the restricted Boltzmann machine's samples.
  private static let violated = [
    "magnetization-conservation", "energy-support", "energy-distribution-chi-square",
    "energy-distribution-kl",
  ]

  /// What is known about the machine's samples (Fixtures/samples): the shares with ΣS ≠ 0 and at the
  /// forbidden level E₀ + 4, as they were counted when the samples were made.
  struct Machine: CustomTestStringConvertible, Sendable {
    var size: Int
    var wrongTotalSpin: Double
    var forbiddenLevel: Int
    var atForbiddenLevel: Double
    var testDescription: String { "L = \(size)" }
  }

  @Test(arguments: [
    Machine(size: 8, wrongTotalSpin: 0.265, forbiddenLevel: -92, atForbiddenLevel: 0.148),
    Machine(size: 12, wrongTotalSpin: 0.654, forbiddenLevel: -236, atForbiddenLevel: 0.187),
  ])
  func `detects the restricted Boltzmann machine by named checks`(machine: Machine) throws {
    let size = machine.size
    let report = try weigh("pytorch-rbm-L\(size)-S0-T1.000.npy", size: size)
    AcceptanceLedger.keep(report, as: "pytorch-rbm-L\(size)")
    let subject = "RBM samples, L = \(size), T = 1, ΣS = 0"
    AcceptanceLedger.record(
      "\(subject): the verdict is fail", found: report.verdict.label,
      holds: report.verdict == .fail)
    for check in Self.violated {
      let finding = try #require(report.findings.first { $0.check == check })
      AcceptanceLedger.record(
        "\(subject): \(check) fails", found: finding.verdict.label,
        holds: finding.verdict == .fail)
    }
    func effect(_ check: String) throws -> Effect {
      try #require(report.findings.first { $0.check == check }?.evidence?.effect)
    }
    // The shares are known to three decimals.
    let wrong = try effect("magnetization-conservation").value
    AcceptanceLedger.record(
      "\(subject): P(ΣS ≠ 0) = \(machine.wrongTotalSpin)", found: "\(wrong)",
      holds: abs(wrong - machine.wrongTotalSpin) <= 5e-4)
    let support = try #require(report.findings.first { $0.check == "energy-support" }?.evidence)
    let level = support.measures.first {
      $0.name.contains("H = \(machine.forbiddenLevel) (E₀ + 4)")
    }
    AcceptanceLedger.record(
      "\(subject): P(H = \(machine.forbiddenLevel)) = \(machine.atForbiddenLevel)",
      found: level.map { "\($0.value)" } ?? "not named",
      holds: level.map { abs($0.value - machine.atForbiddenLevel) <= 5e-4 } ?? false)
    // The point of the tale: the mean energy looks right all the same.
    let energy = try effect("mean-energy")
    AcceptanceLedger.record(
      "\(subject): the mean energy is within its tolerance", found: "off by \(energy.value)",
      holds: energy.isWithinTolerance)
    let divergence = try effect("energy-distribution-kl").value
    AcceptanceLedger.record(
      "\(subject): KL(samples ‖ exact) is infinite, for the support is broken",
      found: "\(divergence)", holds: divergence == .infinity)
  }

  @Test(arguments: [8, 12])
  func `passes perfect samples`(size: Int) throws {
    let report = try weigh("perfect-L\(size)-S0-T1.000.npy", size: size)
    AcceptanceLedger.keep(report, as: "perfect-L\(size)")
    let subject = "perfect samples, L = \(size), T = 1, ΣS = 0"
    for finding in report.findings {
      AcceptanceLedger.record(
        "\(subject): \(finding.check)", found: finding.verdict.label,
        holds: [.pass, .notApplicable].contains(finding.verdict))
    }
    AcceptanceLedger.record(
      "\(subject): the verdict is pass", found: report.verdict.label,
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
    for name in ["perfect-L8", "pytorch-rbm-L8", "perfect-L12", "pytorch-rbm-L12"].map({
      "\($0)-S0-T1.000.npy"
    }) {
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

  @Test(arguments: [6, 8, 12])
  func `knows that E₀ + 4 is forbidden at ΣS = 0`(size: Int) throws {
    // E₀ = -2L² + 4L, the two straight walls of a stripe, 2L of which exist.
    let ground = -2 * size * size + 4 * size
    let spectrum = try ExactSpectrum(size: size)
    let solution = try ExactSolution(
      .fixedMagnetization(size: size, temperature: 1, totalSpin: 0))
    let levels = solution.energyLevels.map(\.energy)
    AcceptanceLedger.record(
      "L = \(size), ΣS = 0: the ground level \(ground) has 2L states and \(ground + 4) none",
      found: "\(spectrum[energy: ground, totalSpin: 0]) states, then \(levels[1])",
      holds: levels[0] == ground && levels[1] == ground + 8
        && spectrum[energy: ground, totalSpin: 0] == BigInteger(2 * size))
  }

  @Test func `knows that the paper's forbidden level -236 is allowed at |ΣS| = 2`() throws {
    // The white square of Fig. 6 of Azizi and Pleimling (2021). At ΣS = 2 it is a stripe with one spin
    // more on a wall: 2L stripes, two walls, L places.
    let stripes = BigInteger(2 * 12 * 2 * 12)
    let spectrum = try ExactSpectrum(size: 12)
    let counts = [0, 2, -2].map { spectrum[energy: -236, totalSpin: $0] }
    AcceptanceLedger.record(
      "L = 12: g(-236, ΣS) is 0 at ΣS = 0, and 576 at ΣS = 2 and at -2",
      found: counts.map { "\($0)" }.joined(separator: ", "),
      holds: counts == [0, stripes, stripes])
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
}
