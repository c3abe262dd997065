import Comparisons
import Judgement
import Statistics

/// Has the chain seen enough of its slowest modes for anything to be judged?
///
/// Not a test of the samples' law but of what they can show: see `Mixing`. Where it is inconclusive, so is
/// every check of what depends on the mode; laws, and relations that hold whatever the slow modes do, are
/// judged all the same.
public struct ChainMixing: Check {
  public let identifier = "mixing"
  public let title = "Mixing of the chain"
  public let summary = "Whether a chain has explored its slowest modes: n/τ, and variance explored."
  public let explanation = Explanation(
    equation: "n/τ of the slowest modes, and the variance that a chain explored beside the "
      + "equilibrium's",
    sees: "Chains that are too short for anything to be judged; it names the mode.",
    blindTo: "Whether the samples are right: it never fails samples.",
    references: ["A. D. Sokal, in Functional Integration (1997), for τ"])

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let mixing = weighing.mixing
    let slowest = mixing.slowest
    let n = Double(slowest.autocorrelation.sampleCount)
    if let obstacle = mixing.obstacle(to: .odd) {
      return .evidence(
        Evidence(
          effectiveSampleCount: obstacle.size.count, measures: Self.measures(of: mixing),
          detail: mixing.remark(on: obstacle)))
    }
    guard mixing.order == .correlated else {
      return .notApplicable(
        mixing.order == .independent
          ? "No correlation is seen between successive samples; they are taken as independent."
          : "How many independent draws the samples are worth is stated, not seen.")
    }
    // In units of what is wanted: 1 is a chain just long enough.
    let value = slowest.autocorrelation.integratedTime / n
    return .evidence(
      Evidence(
        effect: Effect(
          name: "τ / n of \(slowest.name)", value: value, interval: 0...value,
          tolerance: 1 / EffectiveSize.fewestTimes, unit: "", convergence: .linear),
        effectiveSampleCount: slowest.size.count, measures: Self.measures(of: mixing),
        detail: "n/τ = \(decimal(1 / value, 0)) of the slowest mode, \(slowest.name)."))
  }

  private static func measures(of mixing: Mixing) -> [Evidence.Measure] {
    mixing.modes.map {
      .init("τ of \($0.name)", $0.autocorrelation.integratedTime, interval: nil, unit: "samples")
    }
  }
}

extension Check where Self == ChainMixing {
  /// Has the chain seen enough of its slowest modes for anything to be judged?
  public static var chainMixing: ChainMixing { ChainMixing() }
}
