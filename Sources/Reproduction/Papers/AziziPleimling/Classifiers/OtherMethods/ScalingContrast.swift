import FiniteSizeScaling
import Judgement
import Statistics

/// A learner beside the network of the same sizes and temperatures: does it lack a scaling that the network
/// has?
///
/// It does if one of three things is proved. Its mean does not change with temperature, so that there is
/// nothing to scale. Or its sizes lie further from one function of (T - T_c) L than the network's, by the
/// difference of the squared spreads. Or its own T_c or ν is neither the Ising model's nor the network's, whose
/// are the Ising model's.
///
/// It does not if it has what F3c demands of the network, an interval of T_c within 0.5 % and one of ν within
/// 5 % of what they are, and sizes that are shown to spread no further than the network's by more than what is
/// of no consequence. Anything else is open.
struct ScalingContrast: Sendable {
  let learner: LearnerScaling
  let network: LearnerScaling?

  static let temperatureTolerance = 0.005
  static let nuTolerance = 0.05
  /// A spread that is larger by so much of the change, in quadrature, is of no consequence.
  static let spreadTolerance = 0.02
  /// A decision function is ±1 at the margins; a change by a twentieth of what lies between them is none.
  static let smallestDecisionFall = 0.1

  /// Squared spread less the network's, by training run; nil with fewer than three of either.
  var difference: SeedMean? {
    guard let network else { return nil }
    let pairs = zip(learner.spreads, network.spreads).map { $0 - $1 }
    return pairs.count < SeedMean.fewestSeeds ? nil : SeedMean(pairs)
  }

  /// What is proved to differ, in words.
  var proofs: [String] {
    if learner.isFlat { return ["its mean does not change with T, so there is nothing to scale"] }
    var proofs: [String] = []
    if let difference, difference.interval.lowerBound > 0 {
      proofs.append("its sizes lie further apart than the network's")
    }
    proofs += disagreeing.map {
      "its interval excludes the \($0 == .nu ? "ν" : "T_c") of the Ising model, which the network's holds, and "
        + "has nothing in common with the network's"
    }
    return proofs
  }

  /// Those of T_c and ν that the learner does not have and the network has.
  ///
  /// That one interval excludes a value which another holds proves no difference: a network of which little is
  /// known holds anything. The two intervals must be apart as well.
  var disagreeing: [CriticalParameter] {
    guard let ours = learner.average?.estimates, let theirs = network?.average?.estimates,
      network?.excluded.isEmpty == true
    else { return [] }
    return learner.excluded.filter { !ours[$0]!.interval.overlaps(theirs[$0]!.interval) }
  }

  /// What decides; nil with too few training runs.
  var contrast: Contrast? {
    if learner.isFlat { return Contrast(isProved: true, isExcluded: false) }
    guard let difference else { return nil }
    let isProved = !proofs.isEmpty
    let isAsGood = difference.interval.upperBound < Self.spreadTolerance * Self.spreadTolerance
    return Contrast(
      isProved: isProved,
      isExcluded: !isProved && isAsGood
        && learner.findsIsing(
          temperatureTolerance: Self.temperatureTolerance, nuTolerance: Self.nuTolerance)
    )
  }

  static let criterion = Criterion<Contrast>.differing(
    "no collapse, a worse one than the network's, or T_c or ν excluded where the network has them")

  /// The finding, in a claim's report.
  func finding(_ check: String, _ title: String, isDecisive: Bool) -> ClaimFinding {
    let proofs =
      proofs.isEmpty
      ? "Nothing is proved to differ"
      : "Proved: "
        + proofs.joined(separator: "; ")
    let networkText = network.map { "The network: \($0.text)." } ?? "There is no network beside it."
    var finding = ClaimFinding(
      check, title, measure: measure, observed: contrast, confirmedIf: Self.criterion,
      isDecisive: isDecisive,
      detail: "\(proofs). \(learnerText) \(networkText)")
    if let nu = learner.nu, !learner.isFlat {
      finding.measures.append(.init("ν", nu.value, interval: nu.interval, unit: ""))
    }
    if let temperature = learner.criticalTemperature, !learner.isFlat {
      finding.measures.append(
        .init("T_c", temperature.value, interval: temperature.interval, unit: ""))
    }
    return finding
  }

  private var measure: Evidence.Measure {
    guard !learner.isFlat, let difference else {
      let fall = learner.fall
      return .init(
        "fall of the mean through the label", fall.mean,
        interval: fall.values.count > 1 ? fall.interval : nil, unit: "")
    }
    return .init(
      "squared spread of sizes less the network's", difference.mean,
      interval: difference.interval, unit: "of the squared change")
  }

  private var learnerText: String {
    let fall = learner.fall
    let fallText = "The mean falls by \(brief(fall.mean)) through the window"
    return learner.isFlat
      ? "\(fallText)." : "\(fallText). It: \(learner.text); \(learner.dimensionText)."
  }
}
