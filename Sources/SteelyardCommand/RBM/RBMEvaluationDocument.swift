import Judgement
import NeuralModels
import Reporting
import SpinSystems

/// What `steelyard rbm evaluate` prints.
struct RBMEvaluationDocument: Encodable {
  struct Machine: Encodable {
    let file: String
    let size: Int
    let visibleUnits: Int
    let hiddenUnits: Int
    /// The mean of |θ| over all weights and biases.
    let meanAbsoluteParameter: Double
  }

  /// What chains of one start came to.
  struct Part: Encodable {
    /// "random", "data" or "conserved".
    let start: String
    /// e(k).
    let mixingCurve: [MixingCurve.Point]
    let report: EncodedReport
  }

  let machine: Machine
  let ensemble: Ensemble
  /// What e(k) should come to.
  let referenceEnergyDensity: Double
  /// The worst verdict on the machine as it is, without ΣS imposed.
  let verdict: EncodedReport.Verdict
  @OrNull var likelihood: RBMLikelihood?
  @OrNull var exactModel: RBMExactModel?
  let parts: [Part]
  /// Those of the parts, for the text.
  let reports: [Report]

  init(_ evaluation: RBMEvaluation) {
    let (source, machine) = (evaluation.source, evaluation.source.machine)
    self.machine = Machine(
      file: source.path, size: source.lattice.size, visibleUnits: machine.visibleCount,
      hiddenUnits: machine.hiddenCount, meanAbsoluteParameter: machine.meanAbsoluteParameter)
    ensemble = evaluation.ensemble
    referenceEnergyDensity = evaluation.reference.energyDensity
    reports = evaluation.parts.map(\.report)
    parts = evaluation.parts.map {
      Part(
        start: $0.start.rawValue, mixingCurve: $0.curve.points, report: EncodedReport($0.report))
    }
    verdict = EncodedReport.Verdict(rawValue: evaluation.verdict.rawValue)!
    likelihood = evaluation.likelihood
    exactModel = evaluation.exactModel
  }

  private enum CodingKeys: CodingKey {
    case machine, ensemble, referenceEnergyDensity, verdict, likelihood, exactModel, parts
  }
}
