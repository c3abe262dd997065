import BatchRuns
import Judgement
import Reporting
import SpinSystems
import Statistics

/// F3d: "The outputs of PCA and SVM from datasets obtained for the constant-magnetization Ising model do not
/// exhibit the same scaling property" as the network's (text, on the paper's references 1 and 6).
///
/// Three sentences decide, one for each of the principal component and the support vector machines with a
/// linear and a quadratic kernel, at ΣS = 0 (`ScalingContrast`). They are read where the network is read, and
/// put to the same analysis. What is measured at free ΣS, against a network that was trained there, stands
/// beside.
///
/// The controls are those of F3c. Machines whose labels change at false temperatures, and machines that are
/// fed with nothing but the energy, know nothing of T_c; labels in random order leave nothing to learn. The
/// principal component has no labels; its control is the mean energy as it stands. False labels are read at
/// ΣS = 0 only, as for the network.
struct OtherMethodsClaim: ClassifierClaim {
  let identifier = "F3d"
  let summary = "Outputs of PCA and SVM do not scale as the network's does (text)."
  let change =
    "A component or a decision function that scales as well as the network's output by the same "
    + "fit, with the factor L^X of an order parameter or without it."
  let statement = "The outputs of PCA and SVM do not scale as the network's does"
  let place = "text on Fig. 3"
  let reference = "the network's collapse, and T_c and ν of the Ising model"

  func units(_ plan: ReproductionPlan) -> [any UnitOfWork] {
    let grid = ClassifierGrid(plan)
    return grid.studies(of: .paper) + grid.supportVectorStudies(.conserved)
      + grid.studies(of: .paper, .free) + grid.supportVectorStudies(.free)
  }

  func setting(_ settings: ClassifierGrid) -> String {
    "ΣS = 0, and free; machines trained on \(settings.supportVectors.trainingCount) configurations at each of "
      + "T = 1.0 … 3.2, by libsvm with C = \(brief(SupportVectorSettings.penalty)), and a network, for each of "
      + "L = \(settings.singleSize.sizes.map(String.init).joined(separator: ", ")); "
      + "\(settings.singleSize.replicates.count) training runs, with ΣS free "
      + "\(settings.singleSize.controlReplicates.count)"
  }

  func configurationCount(_ results: ClassifierResults) -> Int {
    Magnetization.allCases.reduce(0) {
      $0 + results.networks($1).configurationCount
        + results.supportVectors[$1]!.configurationCount
    }
  }

  func findings(_ results: ClassifierResults) throws -> [ClaimFinding] {
    Magnetization.allCases.flatMap { magnetization -> [ClaimFinding] in
      let series = results.supportVectors[magnetization]!
      guard !series.sizes.isEmpty else { return [] }
      let network = LearnerCurves(results.networks(magnetization)).flatMap { LearnerScaling($0) }
      return contrasts(series, network) + OtherMethodsControls(series: series).findings
    }
  }

  private func contrasts(
    _ series: SupportVectorSeries, _ network: LearnerScaling?
  ) -> [ClaimFinding] {
    let magnetization = series.magnetization
    return Learner.allCases.map { learner in
      let check = "\(learner.rawValue)-\(magnetization.slug)"
      let title = "\(magnetization.title): \(learner.title)"
      let isDecisive = magnetization == .conserved
      guard let curves = LearnerCurves(series, about: .critical, learner.value),
        let scaling = LearnerScaling(
          curves, smallestFall: learner.smallestFall, withDimension: true)
      else {
        return ClaimFinding(
          check, title,
          measure: .init("sizes", Double(series.sizes.count), interval: nil, unit: ""),
          observed: nil, confirmedIf: ScalingContrast.criterion, isDecisive: isDecisive,
          detail: "Two sizes are needed.")
      }
      return ScalingContrast(
        learner: scaling, network: network
      ).finding(check, title, isDecisive: isDecisive)
    }
  }

  func notes(_ results: ClassifierResults) -> [String] {
    [
      "Configurations S and -S are equally probable, with ΣS = 0 and free, so the mean of any linear function "
        + "of the spins is the same at all temperatures: a linear kernel has nothing to learn but noise.",
      "⟨|p₁|⟩/L is an order parameter: a finite-size scaling function times L^(-1/8). Without that factor its "
        + "curves cannot be one, with it they may; the paper speaks of a function of (T - T_c) L^(1/ν) alone.",
      "A spread between sizes is in units of the change over the temperatures compared. It is 0 for a perfect "
        + "collapse, and does not grow as errors shrink; S and χ² do.",
      "Whether the network's own collapse is that of the Ising model is what F3c decides.",
    ]
  }

  func illustrations(_ results: ClassifierResults) -> [Illustration] {
    Magnetization.allCases.flatMap { magnetization -> [SeriesChart] in
      let series = results.supportVectors[magnetization]!
      guard !series.sizes.isEmpty else { return [] }
      return OtherMethodsCharts(series: series, networks: results.networks(magnetization)).charts
    }.map { .chart($0) }
  }
}
