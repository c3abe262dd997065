import Judgement
import SpinSystems
import Statistics

/// Everything that was found out about one set of samples, as a value.
///
/// Recorders (JSON, Markdown, HTML, JUnit, terminal) turn it into text; none of them computes.
public struct Report: Sendable {
  /// Whether the report weighs samples or judges a claim.
  public var topic: Topic
  /// What was weighed, usually the name of a file; or the claim, in a sentence.
  public var subject: String
  /// Of the samples; of a claim on several ensembles, one of them.
  public var ensemble: Ensemble
  /// Number of configurations.
  public var sampleCount: Int
  /// What the samples are worth for the slowest of their modes; every check has its own beside it.
  public var effectiveSampleCount: Double
  /// What the samples were held against, for example "exact, by transfer matrix".
  public var reference: String
  /// The rule by which evidence became verdicts.
  public var decisionRule: DecisionRule
  /// One finding for each check, in the order of the checks.
  public var findings: [Finding]
  /// Seed of every random number used (bootstrap, Monte Carlo p-values).
  public var seed: UInt64
  /// The command line that makes this report again; nil where a program made it through the library.
  public var command: String?
  /// The version of Steelyard.
  public var version: String
  /// How the input was read and other remarks, one sentence each.
  public var notes: [String]
  /// Pictures of the samples beside the reference.
  public var illustrations: [Illustration]
  /// What became of the samples since a baseline, where they were compared with one.
  public var comparison: BaselineComparison?

  /// What the samples' own log-probabilities say, where they were given.
  public var likelihood: Likelihood?

  /// What the samples' own log-probabilities say, for programs; people read it in the findings.
  public struct Likelihood: Sendable {
    /// p/q of the samples.
    public var weights: ImportanceWeights
    /// The exact ln Z.
    public var logPartitionFunction: Double
    /// KL(p ‖ q), where perfect samples were scored.
    public var forwardDivergence: Estimate?

    /// The weights of samples of an ensemble, and its exact ln Z.
    public init(
      weights: ImportanceWeights, logPartitionFunction: Double, forwardDivergence: Estimate? = nil
    ) {
      self.weights = weights
      self.logPartitionFunction = logPartitionFunction
      self.forwardDivergence = forwardDivergence
    }
  }

  /// A report of findings that are there already; nothing is computed.
  public init(
    topic: Topic = .samples, subject: String, ensemble: Ensemble, sampleCount: Int,
    effectiveSampleCount: Double,
    reference: String, decisionRule: DecisionRule, findings: [Finding], seed: UInt64,
    command: String? = nil, version: String, notes: [String] = [],
    illustrations: [Illustration] = []
  ) {
    self.topic = topic
    self.subject = subject
    self.ensemble = ensemble
    self.sampleCount = sampleCount
    self.effectiveSampleCount = effectiveSampleCount
    self.reference = reference
    self.decisionRule = decisionRule
    self.findings = findings
    self.seed = seed
    self.command = command
    self.version = version
    self.notes = notes
    self.illustrations = illustrations
  }

  /// The verdict on the whole set, or on the claim: the worst of the decisive findings'.
  public var verdict: Verdict {
    Verdict.overall(findings.lazy.filter(\.isDecisive).map(\.verdict))
  }

  /// The findings, worst first, otherwise in the order of the checks.
  public var findingsWorstFirst: [Finding] {
    findings.enumerated()
      .sorted { a, b in
        (b.element.verdict.severity, a.offset) < (a.element.verdict.severity, b.offset)
      }
      .map(\.element)
  }
}
