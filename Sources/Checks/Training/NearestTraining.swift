import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Are samples nearer to the training set than fresh configurations are? Then they are remembered, not drawn.
///
/// For each sample the number of spins in which it differs from the nearest training configuration, as it is
/// and up to the symmetries of the torus (S → -S where that is one), beside the same of as many fresh
/// configurations of the reference. Two one-sided tests of each: the rank sum, for samples that are all a
/// little too near, and the number that are nearer than every fresh one, for a few copies. Distances up to
/// symmetry are slow and looked at for few; so the number of samples that a symmetry takes into a training
/// configuration is also compared with that of fresh ones, by R. A. Fisher's exact test.
public struct NearestTraining: Check {
  public let identifier = "training-copies"
  public let title = "Nearness to the training set"
  public let summary =
    "Distance to the nearest training configuration, beside that of fresh ones."
  public let explanation = Explanation(
    equation: "spins in which a sample differs from the nearest training configuration, beside "
      + "fresh ones",
    sees: "A model that remembers instead of drawing, also up to symmetry.",
    blindTo: "A model that learnt the wrong law without remembering. It needs the training set.")

  /// Pairs of words that are compared for each set of samples.
  static let largestCost = 4e8
  /// With fewer samples nothing is said.
  static let fewestSamples = 20

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    guard let training = weighing.training else {
      return .notApplicable("No training set was given.")
    }
    let ensemble = weighing.ensemble
    // No more samples than they are worth: of a chain those two τ apart, or what is stated.
    let worth = weighing.mixing.slowest.size.count
    let samples = weighing.inspected.evenlySpaced(atMost: max(1, Int(worth)))
    guard samples.count >= Self.fewestSamples else {
      return .evidence(
        Evidence(
          effectiveSampleCount: Double(samples.count),
          detail: "Only \(samples.count) samples are as good as independent; "
            + "\(Self.fewestSamples) are wanted."))
    }
    guard let fresh = try weighing.referenceConfigurations()?.samples else {
      return .notApplicable("No fresh configurations can be had at this size.")
    }
    let nearest = NearestConfigurations(to: training)
    let flips = ensemble.isSpinFlipSymmetric
    let looks = [false, true].compactMap { upToSymmetry -> Look? in
      let most = Int(Self.largestCost / nearest.cost(upToSymmetry: upToSymmetry))
      guard most >= Self.fewestSamples, fresh.count >= Self.fewestSamples else { return nil }
      let (own, others) = (samples.evenlySpaced(atMost: most), fresh.evenlySpaced(atMost: most))
      guard min(own.count, others.count) >= Self.fewestSamples else { return nil }
      return Look(
        nearest.distances(of: own, flips: flips, upToSymmetry: upToSymmetry),
        fresh: nearest.distances(of: others, flips: flips, upToSymmetry: upToSymmetry),
        upToSymmetry: upToSymmetry)
    }
    guard let plain = looks.first else {
      return .notApplicable("The training set is too large to be searched.")
    }
    let worst = looks.min { $0.pValue < $1.pValue }!
    let copies = Self.copies(of: training, in: samples, fresh: fresh, flips: flips)
    let pValues = looks.map(\.pValue) + (copies.map { [$0.pValue] } ?? [])
    let below = looks.max { $0.below.count * $1.count < $1.below.count * $0.count }!
    let interval = clopperPearson(successes: below.below.count, trials: below.count)
    return weighing.examination(
      Evidence(
        statistic: .init("U/nm", worst.rank.probabilityOfLarger),
        pValue: min(1, Double(pValues.count) * pValues.min()!), hasDiscreteLaw: true,
        effect: Effect(
          name: "samples nearer to the training set than every fresh one, fraction",
          value: Double(below.below.count) / Double(below.count), interval: interval,
          tolerance: weighing.tolerances.copies, unit: "", convergence: .linear),
        effectiveSampleCount: Double(plain.count),
        measures: looks.flatMap(\.measures),
        detail: (looks.map(\.detail) + (copies.map { [$0.detail] } ?? [])).joined(separator: " ")))
  }

  /// How many samples a symmetry takes into a training configuration, beside how many fresh ones.
  private static func copies(
    of training: SampleSet, in samples: SampleSet, fresh: SampleSet, flips: Bool
  ) -> (pValue: Double, detail: String)? {
    guard samples.lattice.size <= SampleSet.largestCanonicalSize else { return nil }
    func forms(_ set: SampleSet) -> [UInt64] {
      set.canonicalForms(range: 0..<min(set.count, largestCanonicalCount), flips: flips)
        .fingerprints()
    }
    let known = Set(forms(training))
    let (own, others) = (forms(samples), forms(fresh))
    let (k, l) = (own.count(where: known.contains), others.count(where: known.contains))
    return (
      OccurrenceSummary(occurrences: k, trials: own.count).isMoreFrequentPValue(
        than: OccurrenceSummary(occurrences: l, trials: others.count)),
      "\(k) of \(own.count) samples are training configurations up to symmetry, "
        + "\(l) of \(others.count) fresh ones."
    )
  }

  /// At most so many configurations are brought into canonical form.
  private static let largestCanonicalCount = 1 << 14

  /// Distances of samples and of fresh configurations, and what their difference means.
  private struct Look {
    let rank: RankSumTest
    let below: (count: Int, pValue: Double)
    let count: Int
    let means: (own: Double, fresh: Double)
    let upToSymmetry: Bool

    init(_ own: [Double], fresh: [Double], upToSymmetry: Bool) {
      rank = RankSumTest(own, against: fresh)
      below = belowAll(own, of: fresh)
      count = own.count
      means = (Moments(of: own).mean, Moments(of: fresh).mean)
      self.upToSymmetry = upToSymmetry
    }

    /// Of both tests (Bonferroni).
    var pValue: Double { min(1, 2 * min(rank.pValueOfSmaller, below.pValue)) }

    private var way: String { upToSymmetry ? "up to symmetry" : "as they are" }

    var measures: [Evidence.Measure] {
      [
        .init("spins from the nearest, \(way), samples", means.own, interval: nil, unit: ""),
        .init("spins from the nearest, \(way), fresh", means.fresh, interval: nil, unit: ""),
      ]
    }

    var detail: String {
      (upToSymmetry ? "Up to symmetry" : "As they are,")
        + " \(count) samples differ from the nearest "
        + "training configuration in \(decimal(means.own, 2)) spins, fresh ones in "
        + "\(decimal(means.fresh, 2)); \(below.count) are nearer than every fresh one."
    }
  }
}

extension Check where Self == NearestTraining {
  /// Are samples nearer to the training set than fresh configurations are?
  public static var nearestTraining: NearestTraining { NearestTraining() }
}
