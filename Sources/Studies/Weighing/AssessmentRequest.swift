import Checks
import Comparisons
import DataFiles
import Judgement
import References
import SpinSystems

/// What is asked about samples, as people say it: everything but the samples and their temperature.
public struct AssessmentRequest: Sendable {
  /// The conserved ΣS; nil where it is free.
  public var totalSpin: Int?
  /// The array to read from an archive.
  public var array: String?
  /// L, where a file fits two.
  public var size: Int?
  /// What the samples are held against; nil for the standard reference.
  public var reference: ReferenceChoice?
  /// Configurations of a Monte Carlo reference.
  public var referenceCount = Reference.monteCarloCount
  /// What turns evidence into verdicts.
  public var decisionRule = DecisionRule()
  /// Tolerances that take the place of single checks' own.
  public var tolerances: [ToleranceChoice] = []
  /// Which of the checks are run.
  public var checks = CheckChoice.all
  /// Whether successive samples are claimed to be independent.
  public var claimsIndependence = false
  /// Whether the checks that take seconds are wanted.
  public var isThorough = false
  /// What the samples are worth, where their order was lost.
  public var effectiveCount: Double?
  /// The chain's integrated autocorrelation time, where the order was lost.
  public var integratedTime: Double?
  /// The file that a model was trained on.
  public var training: String?
  /// What a model says of the probability of its samples.
  public var likelihood = LikelihoodFiles(
    logProbability: nil, logWeights: nil, probe: nil, probeLogProbability: nil)
  /// Of the random numbers behind p-values and intervals.
  public var seed = Assessment.defaultSeed

  /// A request by the standard checks, against the standard reference.
  public init() {}

  /// What is stated of the samples' correlation.
  public var correlation: StatedCorrelation? {
    get throws {
      try StatedCorrelation(effectiveCount: effectiveCount, integratedTime: integratedTime)
    }
  }

  /// The assessment of `samples`, which were read from `file`.
  ///
  /// - Parameters:
  ///   - samples: the configurations.
  ///   - file: where they are from, for what stands beside them.
  ///   - temperature: what they claim.
  ///   - progress: hears what is being computed.
  /// - Throws: where there is no such ensemble or reference, and where one of the other files cannot be read.
  public func assessment(
    of samples: SampleSet, from file: String, at temperature: TemperatureChoice,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Assessment {
    let (claimed, error) = try temperature.ensemble(
      of: samples, totalSpin: totalSpin, stating: correlation)
    var assessment = Assessment(
      against: try ReferenceChoice.reference(
        reference, for: claimed, count: referenceCount, seed: seed, progress: progress),
      decisionRule: decisionRule, claimsIndependence: claimsIndependence,
      stating: try correlation, seed: seed,
      checks: checks.chosen(
        from: allChecks + (isThorough ? thoroughChecks : [])
          + (likelihood.isEmpty ? [] : likelihoodChecks)))
    assessment.checkRemark = checks.remark
    assessment.fittedTemperatureError = error
    try likelihood.read(besides: file, count: samples.count, into: &assessment)
    assessment.toleranceChoices = tolerances
    assessment.training = try training.map { try SampleFile.read($0, size: size).samples }
    return assessment
  }
}
