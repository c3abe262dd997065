import Checks
import DataFiles
import ExactIsing
import Judgement
import NeuralModels
import Randomness
import Reporting
import SpinSystems
import Studies
import Testing

/// What Steelyard must see in configurations that its own Gibbs chains draw from shipped machines.
extension `Steelyard` {
  /// The checks that must see what is wrong with a machine.
  private static let violated = [
    "magnetization-conservation", "energy-support", "energy-distribution-chi-square",
    "energy-distribution-kl", "correlation",
  ]
  /// Those of them that still do once ΣS is imposed. The two laws then hold by construction.
  private static let violatedThoughConserved = [
    "energy-distribution-chi-square", "energy-distribution-kl", "correlation",
  ]
  /// The paper's white square, E₀ + 4, where the ensemble has no configurations.
  private static let forbiddenLevel = -236

  @Test(arguments: ShippedMachine.all)
  func `detects a shipped machine by what it draws`(machine: ShippedMachine) throws {
    let report = try weigh(try machine.samples(), "Fixtures/machines/\(machine.file)")
    AcceptanceLedger.keep(report, as: machine.file.replacing(".npz", with: ""))
    let subject = "\(machine.trainer) machine, L = 12, T = 1, ΣS = 0"
    AcceptanceLedger.record(
      "\(subject): the verdict is fail", found: report.verdict.label,
      holds: report.verdict == .fail)
    for check in Self.violated {
      let finding = try finding(check, in: report)
      AcceptanceLedger.record(
        "\(subject): \(check) fails", found: finding.verdict.label,
        holds: finding.verdict == .fail)
    }
    let level = try forbiddenLevel(in: report)
    AcceptanceLedger.record(
      "\(subject): P(H = \(Self.forbiddenLevel)) is above 0.1 with 95 % confidence",
      found: "\(level.value) in \(level.interval!)", holds: level.interval!.lowerBound > 0.1)
    let divergence = try #require(
      finding("energy-distribution-kl", in: report).evidence?.effect?.value)
    AcceptanceLedger.record(
      "\(subject): KL(samples ‖ exact) is infinite", found: "\(divergence)",
      holds: divergence == .infinity)
    let deviating = try deviatingDistances(in: report)
    AcceptanceLedger.record(
      "\(subject): C(r) is off at some r ≥ 2, beyond simultaneous 95 % intervals",
      found: "r = \(deviating.map { "\($0)" }.joined(separator: ", "))",
      holds: deviating.contains { $0 >= 2 })
    try recordMeanEnergy(in: report, subject)
  }

  /// The point of the tale: the mean energy looks right all the same.
  ///
  /// Right is what lies within 0.03 J per site (`Tolerances.energyDensity`), 2 % of the lowest energies:
  /// the size of a symbol in the paper's Fig. 5a, where no difference is to be seen.
  private func recordMeanEnergy(in report: Report, _ subject: String) throws {
    let effect = try #require(finding("mean-energy", in: report).evidence?.effect)
    AcceptanceLedger.record(
      "\(subject): the mean energy agrees within 0.03 J per site",
      found: "off by \(effect.value) in \(effect.interval)",
      holds: effect.tolerance == 0.03 && effect.isWithinTolerance)
  }

  @Test func `draws from PyTorch's machine what PyTorch drew`() throws {
    let ours = try ShippedMachine.all[0].samples()
    let theirs = try SampleFile.read(fixture("pytorch-rbm-L12-S0-T1.000.npy")).samples
    let shares = [ours, theirs].map { samples in
      let observables = Observables(samples)
      let (n, laws) = (
        Double(samples.count),
        [
          observables.energies.count { $0 == Self.forbiddenLevel },
          observables.totalSpins.count { $0 != 0 },
        ]
      )
      return laws.map { (share: Double($0) / n, count: n) }
    }
    for (index, name) in ["P(H = -236)", "P(ΣS ≠ 0)"].enumerated() {
      let (a, b) = (shares[0][index], shares[1][index])
      // Independent chains on both sides: binomial shares.
      let error =
        (a.share * (1 - a.share) / a.count + b.share * (1 - b.share) / b.count).squareRoot()
      AcceptanceLedger.record(
        "our chains and PyTorch's of the same machine agree on \(name)",
        found: "\(a.share) and \(b.share)", holds: abs(a.share - b.share) < 4 * error)
    }
  }

  @Test func `does not see in perfect samples what it sees in machines`() throws {
    var stream = RandomStreams(seed: 1).stream("acceptance perfect samples")
    let samples = try PerfectSampler(ShippedMachine.ensemble)
      .sample(count: 10_000, using: &stream)
    let report = try weigh(samples, "perfect samples")
    for check in Self.violated {
      let finding = try finding(check, in: report)
      AcceptanceLedger.record(
        "10,000 perfect samples, L = 12, T = 1, ΣS = 0: \(check) passes",
        found: finding.verdict.label, holds: finding.verdict == .pass)
    }
    try recordMeanEnergy(in: report, "10,000 perfect samples, L = 12, T = 1, ΣS = 0")
  }

  @Test(arguments: ShippedMachine.all)
  func `still sees a machine that is made to conserve ΣS`(machine: ShippedMachine) throws {
    // Fewer steps, because a draw that conserves ΣS takes longer; the faults do not wait for them.
    let report = try weigh(
      try machine.samples(conserving: 0, steps: 300),
      "Fixtures/machines/\(machine.file), ΣS imposed")
    let subject = "\(machine.trainer) machine with ΣS = 0 imposed"
    for check in ["magnetization-conservation", "energy-support"] {
      let finding = try finding(check, in: report)
      AcceptanceLedger.record(
        "\(subject): \(check) passes", found: finding.verdict.label,
        holds: finding.verdict == .pass)
    }
    for check in Self.violatedThoughConserved {
      let finding = try finding(check, in: report)
      AcceptanceLedger.record(
        "\(subject): \(check) fails all the same", found: finding.verdict.label,
        holds: finding.verdict == .fail)
    }
  }

  // MARK: -

  private func weigh(_ samples: SampleSet, _ subject: String) throws -> Report {
    try Assessment(against: .exact(ShippedMachine.ensemble)).report(
      on: samples, subject: subject,
      command: "steelyard rbm evaluate \(subject) --temperature 1 --total-spin 0 "
        + "--count \(ShippedMachine.count) --seed 1")
  }

  private func finding(_ check: String, in report: Report) throws -> Finding {
    try #require(report.findings.first { $0.check == check })
  }

  /// The share of the forbidden level, with its exact interval (Clopper and Pearson 1934).
  private func forbiddenLevel(in report: Report) throws -> Evidence.Measure {
    let evidence = try #require(finding("energy-support", in: report).evidence)
    let level = try #require(
      evidence.measures.first { $0.name.contains("H = \(Self.forbiddenLevel) (E₀ + 4)") })
    _ = try #require(level.interval)
    return level
  }

  /// The distances at which the exact C(r) lies outside the interval of the samples'.
  private func deviatingDistances(in report: Report) throws -> [Int] {
    let exact = try ExactSolution(ShippedMachine.ensemble).correlation
    let measures = try #require(finding("correlation", in: report).evidence?.measures)
    return (1...6).filter { distance in
      let interval = measures.first { $0.name == "C(\(distance))" }?.interval
      return interval.map { !$0.contains(exact[distance]) } ?? false
    }
  }
}
