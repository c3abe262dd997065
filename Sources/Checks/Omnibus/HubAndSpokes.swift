import Comparisons
import Judgement
import Randomness
import SpinSystems
import Statistics

/// Are the samples as likely to be the start of a walk as its end? The exact test of J. Besag and
/// P. Clifford (Biometrika 76, 633, 1989), for observables of any kind.
///
/// From each sample a chain that is reversible with respect to the ensemble walks to a hub, and another
/// such walk leads from the hub to a spoke. If the sample comes from the ensemble, then, given the hub,
/// sample and spoke can be exchanged; so the differences of any observable between them are symmetric about
/// zero, and random signs give exact p-values (`SignFlipTest`). It needs no reference, works at any L, and
/// sees global observables, such as the largest cluster, for which no law is known.
public struct HubAndSpokes: Check {
  public let identifier = "hub-and-spokes"
  public let title = "Hub and spokes"
  public let summary =
    "Clusters, waves and C(r) against where a reversible chain takes the samples (exact, no reference)."
  public let explanation = Explanation(
    equation: "sample ← walk ← hub → walk → spoke: sample and spoke are exchangeable",
    sees: "Anything global that a walk of four sweeps changes: clusters, waves, walls, with "
      + "exact p-values and no reference.",
    blindTo: "What four sweeps leave as it is: slow modes such as the sign at low temperature.",
    fault: "cluster-bias",
    references: ["J. Besag and P. Clifford, Biometrika 76, 633 (1989)"])

  /// Sweeps to the hub, and from there to the spoke.
  static let sweeps = 4
  /// At most this many spins are walked, but those of a thousand configurations.
  static let largestSpinCount = 1 << 20
  /// Fewer samples of a chain, two autocorrelation times apart, are not walked.
  static let fewestOfChain = Int(EffectiveSize.fewestTimes / 2)
  /// With fewer pairs that differ the far tail is left to random signs alone.
  static let fewestChanges = 100

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    if let remark = weighing.foreignReferenceRemark { return .notApplicable(remark) }
    let inspected = Self.inspected(of: weighing)
    guard inspected.count >= 2 else {
      return .notApplicable("One configuration has no scatter to judge by.")
    }
    var samples = inspected
    var own = GlobalObservables(samples, of: ensemble)
    if weighing.order == .correlated {
      // Walks from neighbours in a chain are independent, the neighbours are not: together the walks reach
      // rare states that the chain has missed. So far apart that they try as often as the chain does.
      let slowest = own.columns.map { integratedAutocorrelationTime($0).integratedTime }.max()!
      samples = samples.strided(by: max(1, Int((2 * slowest).rounded(.up))))
      guard samples.count >= Self.fewestOfChain else {
        return .evidence(Self.tooShort(time: slowest, count: inspected.count))
      }
      own = GlobalObservables(samples, of: ensemble)
    }
    var generator = weighing.streams.stream("hub and spokes", for: ensemble)
    let others = Self.walked(samples, of: weighing, using: &generator)
    // In units of the standard deviation, which no exchange of sample and spoke changes.
    let scales = zip(own.columns, others.columns).map { Self.standardDeviation($0 + $1) }
    let varying = scales.indices.filter { scales[$0] > 0 }
    guard !varying.isEmpty else {
      return .notApplicable("Neither the samples nor the walks from them vary in any observable.")
    }
    let names = varying.map { own.names[$0] }
    let differences = varying.map { k in
      zip(own.columns[k], others.columns[k]).map { ($0 - $1) / scales[k] }
    }
    // Signs of single differences in a chain are not independent; those of long blocks are.
    let blocks = IndependentBlocks(differences, inOrder: weighing.order)
    guard blocks.suffice else {
      return .evidence(Self.tooShort(time: blocks.slowestTime, count: samples.count))
    }
    let changes = blocks.columns.map { $0.count { $0 != 0 } }.min()!
    let test = SignFlipTest(
      blocks.columns, isNormal: changes >= Self.fewestChanges, using: &generator)
    let effectiveCount = blocks.effectiveCount
    let pValue = blocks.worth < 1 ? nil : test.pValue

    let means = differences.map { $0.reduce(0, +) / Double(samples.count) }
    let intervals = differences.indices.map { k in
      let column = blocks.columns[k]
      let squares = column.reduce(0) { $0 + $1 * $1 } / Double(column.count)
      return MeanInterval(
        variance: squares, range: 2, effectiveCount: effectiveCount,
        simultaneous: differences.count)
    }
    let shown = ReportedComponent(
      of: means, intervals, furthest: test.furthest, pValue: pValue,
      tolerance: weighing.tolerances.walked)
    let direction = test.zScores[test.furthest] > 0 ? "large" : "small"
    var detail =
      "Of \(names.count) observables \(names[test.furthest]) is furthest off: too \(direction) by "
      + "\(decimal(abs(test.zScores[test.furthest]), 1)) standard errors."
    if samples.count < weighing.count {
      detail += " Measured on \(samples.count) evenly spaced configurations."
    }
    return weighing.examination(
      Evidence(
        statistic: .init("Σz²", test.statistic), pValue: pValue,
        effect: Effect(
          name: "\(names[shown.index]), samples - walked, in standard deviations",
          value: means[shown.index],
          interval: shown.interval.around(means[shown.index]),
          tolerance: weighing.tolerances.walked, unit: ""),
        effectiveSampleCount: effectiveCount, detectable: shown.interval.detectable,
        detail: detail))
  }

  /// The configurations that walks begin at: evenly spaced ones where there are too many.
  static func inspected(of weighing: Weighing) -> SampleSet {
    weighing.inspected.evenlySpaced(
      atMost: max(1000, largestSpinCount / weighing.ensemble.lattice.siteCount))
  }

  /// The observables of the spokes of `samples`.
  static func walked(
    _ samples: SampleSet, of weighing: Weighing, using generator: inout Xoshiro256PlusPlus
  ) -> GlobalObservables {
    let walk = ReversibleWalk(weighing.ensemble)
    let hubs = walk.walked(samples, sweeps: sweeps, using: &generator)
    let spokes = walk.walked(hubs, sweeps: sweeps, using: &generator)
    return GlobalObservables(spokes, of: weighing.ensemble)
  }

  private static func tooShort(time: Double, count: Int) -> Evidence {
    Evidence(
      effectiveSampleCount: max(1, Double(count) / (2 * time)),
      detail: "The chain is too short for the correlations of these observables: the slowest has "
        + "τ of about \(decimal(time, 1)) samples.")
  }

  private static func standardDeviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    // Integers and their squares: a true variance is not smaller than this.
    return squares > 1e-9 * mean * mean ? squares.squareRoot() : 0
  }
}

extension Check where Self == HubAndSpokes {
  /// Are the samples as likely to be the start of a walk as its end?
  public static var hubAndSpokes: HubAndSpokes { HubAndSpokes() }
}
