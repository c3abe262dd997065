import Comparisons
import Reporting
import SpinSystems
import Statistics

extension Illustration {
  /// The pictures of a report: P(E), C(r), what ln q of perfect samples is worth, and some configurations.
  package static func all(of weighing: Weighing) -> [Illustration] {
    var pictures = [Illustration.distribution(energyDistribution(of: weighing))]
    if let reference = weighing.reference.correlation {
      pictures.append(.curve(correlation(of: weighing, beside: reference.mean)))
    }
    if let weights = weighing.probedWeights {
      pictures.append(.curve(calibration(of: weights)))
    }
    return pictures + [.configurations(gallery(of: weighing))]
  }

  private static func energyDistribution(of weighing: Weighing) -> LevelDistribution {
    let sampled = weighing.energyDistribution
    let sites = Double(weighing.ensemble.lattice.siteCount)
    let total = Double(weighing.count)
    // Levels that neither side populates enough to be seen would only stretch the axis.
    let shown = sampled.reference.levels.indices.filter {
      sampled.counts[$0] > 0 || sampled.reference.probabilities[$0] > 1e-6
    }
    let range = (shown.first ?? 0)...(shown.last ?? 0)
    return LevelDistribution(
      title: "Energy distribution", axisLabel: "energy density ε = H / N (J per site)",
      levels: range.map { index in
        let level = sampled.reference.levels[index]
        let fraction = Double(sampled.counts[index]) / total
        return .init(
          position: Double(level) / sites, level: level,
          reference: sampled.reference.probabilities[index], sampled: fraction,
          interval: clopperPearson(
            fraction: fraction, effectiveCount: sampled.effectiveCount),
          isForbidden: weighing.reference.energyLevels.excludes(level))
      })
  }

  private static func correlation(
    of weighing: Weighing, beside reference: [Double]
  ) -> ReferenceCurve {
    let norm = Double(2 * weighing.ensemble.lattice.siteCount)
    return ReferenceCurve(
      title: "Spin correlations", axisLabel: "distance r", valueLabel: "C(r)",
      points: (0...weighing.observables.largestDistance).map { distance in
        let sums = weighing.observables.correlationSums(at: distance)
        let moments = Moments(of: sums)
        let interval = MeanInterval(
          variance: moments.variance / (norm * norm), range: distance == 0 ? 0 : 2,
          size: weighing.order.size(of: sums))
        return .init(
          position: Double(distance), reference: reference[distance],
          sampled: moments.mean / norm, interval: interval.around(moments.mean / norm))
      })
  }

  /// The share of the model's own configurations in bins of what ln q says that it is.
  private static func calibration(of weights: ProbedWeights) -> ReferenceCurve {
    ReferenceCurve(
      title: "Calibration of ln q", axisLabel: "q/(p + q), by ln q",
      valueLabel: "share of the model's own",
      points: weights.calibration().map { bin in
        .init(
          position: bin.expectedShare, reference: bin.expectedShare, sampled: bin.share,
          interval: clopperPearson(successes: bin.ownCount, trials: bin.count))
      })
  }

  /// The first few configurations, and the first few that break a law of the ensemble.
  private static func gallery(of weighing: Weighing) -> ConfigurationGallery {
    func breaksLaw(_ index: Int) -> Bool {
      let wrongSpin = weighing.ensemble.totalSpin.map { $0 != Int(weighing.totalSpins[index]) }
      return wrongSpin ?? false
        || weighing.reference.energyLevels.excludes(Int(weighing.energies[index]))
    }
    let first = Array(0..<min(4, weighing.count))
    let broken = (first.count..<max(first.count, weighing.count)).lazy.filter(breaksLaw).prefix(4)
    return ConfigurationGallery(
      title: "Configurations", size: weighing.ensemble.lattice.size,
      pictures: (first + broken).map { index in
        .init(
          caption: "sample \(index): H = \(weighing.energies[index]), "
            + "ΣS = \(weighing.totalSpins[index])",
          isForbidden: breaksLaw(index), spins: weighing.samples.spins(of: index))
      })
  }
}
