import DataFiles
import Judgement
import Programs
import Reporting
import SpinSystems
import Statistics
import Studies

/// Draws from a program until its verdict is clear: the count doubles, and the error rate holds over all looks.
///
/// Half of the rate α is for P(H), followed draw by draw by a `MixtureMartingale` where it is known exactly and the
/// draws are independent; the k-th look at all checks has α/2ᵏ⁺¹, which adds up to the other half. A pass needs every
/// interval inside its tolerance, and the intervals hold for all checks at all looks together (Bonferroni).
public struct UntilDecided: Sendable {
  /// One look.
  public struct Look: Sendable {
    /// Draws so far.
    public var count: Int
    /// What all checks said.
    public var verdict: Verdict
    /// The largest ln E of P(H) so far; nil where it is not followed.
    public var logEvidence: Double?
    /// The finding that says most.
    public var worst: Finding?

    /// The look as a rung of a ladder.
    public var text: String {
      let evidence = logEvidence.map { "  ln E = \(decimal($0, 1))" } ?? ""
      return "n = \(NumberText.count(count))  \(verdict.label)\(evidence)  \(worst?.title ?? "")"
    }
  }

  /// What it came to.
  public struct Outcome: Sendable {
    /// The report on all draws at the last look.
    public var report: Report
    /// The looks, in their order.
    public var looks: [Look]
    /// The draw with which P(H) was proved wrong; nil where it was not.
    public var decisiveDraw: Int?
  }

  /// The program.
  public var generator: Generator
  /// Where draws are held against.
  public var request: AssessmentRequest
  /// What is drawn before the first look.
  public var first: Int
  /// At most so many draws.
  public var most: Int

  /// A search by a program that is told its count and its seed.
  ///
  /// - Throws: `ProgramError.command` unless it is told both, since every call would draw the same.
  public init(
    _ generator: Generator, for request: AssessmentRequest, first: Int = 100, most: Int
  ) throws(ProgramError) {
    guard generator.isToldCount, generator.isToldSeed else {
      throw .command(
        generator.command,
        "is not told how many to draw and by which seed; wanted {count} and {seed}, since every call would draw the same"
      )
    }
    self.generator = generator
    self.request = request
    self.first = max(2, min(first, most))
    self.most = most
  }

  /// The most looks that there can be.
  private var lookCount: Int {
    var (count, looks) = (first, 1)
    while count < most { (count, looks) = (min(2 * count, most), looks + 1) }
    return looks
  }

  /// Draws and looks until there is a verdict, or `most` draws.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that the program claims.
  ///   - command: the command line that makes the report again, if one does.
  ///   - progress: hears what is being done.
  ///   - look: hears of each look.
  public func outcome(
    of ensemble: Ensemble, command: String? = nil,
    progress: @escaping @Sendable (String) -> Void = { _ in }, look: (Look) -> Void = { _ in }
  ) async throws -> Outcome {
    var samples = SampleSet(lattice: ensemble.lattice)
    var looks: [Look] = []
    var evidence: EnergyEvidence?
    while true {
      let wanted = looks.isEmpty ? first : min(2 * samples.count, most)
      progress("drawing \(wanted - samples.count) …")
      let seed = Generator.seed(for: ensemble, call: looks.count + 1, of: request.seed)
      let drawn = try await generator.draw(wanted - samples.count, of: ensemble, seed: seed)
      samples.append(packed: drawn.samples.words)
      progress("weighing \(samples.count) …")
      let rate = request.decisionRule.falseAlarmRate / Double(1 << (looks.count + 2))
      var assessment = try request.assessment(
        of: samples, from: generator.command, at: .claimed(ensemble.temperature),
        progress: progress)
      assessment.decisionRule.falseAlarmRate = rate
      let weighed = try assessment.weigh(
        samples, subject: generator.command, keepsBaseline: false,
        notes: ["\(drawn.format); values \(drawn.encoding)."] + drawn.notes, command: command)
      if looks.isEmpty {
        evidence = EnergyEvidence(
          assessment.reference, rate: request.decisionRule.falseAlarmRate / 2)
      }
      evidence?.observe(samples)
      var report = weighed.report
      // A martingale is one only of independent draws.
      let followed = weighed.order == .independent ? evidence : nil
      report.findings = findings(weighed.outcomes, followed, under: assessment.decisionRule)
      looks.append(
        Look(
          count: samples.count, verdict: report.verdict, logEvidence: followed?.logLargest,
          worst: report.findings.sayingMost))
      look(looks.last!)
      let isDecided = report.verdict.isGood || report.verdict.isBad
      guard isDecided || samples.count >= most else { continue }
      report.decisionRule = request.decisionRule
      report.notes += notes(looks, followed)
      return Outcome(
        report: report, looks: looks,
        decisiveDraw: followed?.crossing)
    }
  }

  /// The findings of all checks at this look, whose intervals are made wider, and of P(H) draw by draw.
  private func findings(
    _ outcomes: [CheckOutcome], _ evidence: EnergyEvidence?, under rule: DecisionRule
  ) -> [Finding] {
    let comparisons = Double(outcomes.count * lookCount)
    let factor = normalQuantile(1 - 0.025 / comparisons) / normalQuantile(0.975)
    var findings = rule.findings(from: outcomes.map { $0.widened(by: factor) })
    if let proof = evidence?.outcome {
      var own = rule
      own.falseAlarmRate = request.decisionRule.falseAlarmRate / 2
      findings += own.findings(from: [proof])
    }
    return findings
  }

  private func notes(_ looks: [Look], _ evidence: EnergyEvidence?) -> [String] {
    let counts = looks.map { "\(NumberText.count($0.count)) (\($0.verdict.label))" }
    var notes = [
      "Looked at after \(counts.joined(separator: ", ")) draws. The rate holds over all looks: half of it for P(H) "
        + "draw by draw, and α/2ᵏ⁺¹ for all checks at the k-th look. Intervals hold for all checks and looks at once."
    ]
    if evidence == nil {
      notes.append(
        "P(H) was not followed draw by draw: the draws are correlated, or it is not known exactly.")
    }
    return notes
  }
}
