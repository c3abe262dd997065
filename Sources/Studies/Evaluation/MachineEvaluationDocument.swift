import Judgement
import NeuralModels
import Reporting
import SpinSystems

/// What `steelyard rbm evaluate` prints.
package struct MachineEvaluationDocument: Encodable {
  struct Machine: Encodable {
    let file: String
    let size: Int
    let visibleUnits: Int
    let hiddenUnits: Int
    /// The mean of |θ| over all weights and biases.
    let meanAbsoluteParameter: Double
    /// The values that the units were taken to have, "0 and 1" or "-1 and +1".
    let units: String
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
  @OrNull var likelihood: MachineLikelihood?
  /// Called `exactModel` in the document.
  @OrNull var summedModel: SummedModel?
  let parts: [Part]
  /// Those of the parts, for the text.
  let reports: [Report]

  package init(_ evaluation: MachineEvaluation) {
    let (source, machine) = (evaluation.source, evaluation.source.machine)
    self.machine = Machine(
      file: source.path, size: source.lattice.size, visibleUnits: machine.visibleCount,
      hiddenUnits: machine.hiddenCount, meanAbsoluteParameter: machine.meanAbsoluteParameter,
      units: evaluation.source.units.values)
    ensemble = evaluation.reference.ensemble
    referenceEnergyDensity = evaluation.reference.energyDensity
    reports = evaluation.parts.map(\.report)
    parts = evaluation.parts.map {
      Part(
        start: $0.start.rawValue, mixingCurve: $0.curve.points, report: EncodedReport($0.report))
    }
    verdict = EncodedReport.Verdict(rawValue: evaluation.verdict.rawValue)!
    likelihood = evaluation.likelihood
    summedModel = evaluation.summedModel
  }

  private enum CodingKeys: String, CodingKey {
    case machine, ensemble, referenceEnergyDensity, verdict, likelihood
    case summedModel = "exactModel"
    case parts
  }
}
