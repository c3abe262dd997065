import Judgement
import Randomness
import Reporting
import SpinSystems

/// Reports made by hand, with everything in them that a recorder can trip over.
enum SyntheticReport {
  /// One finding of each verdict.
  static func everyVerdict(
    subject: String = "pytorch-rbm-L8-S0-T1.000.npy", size: Int = 8, levelCount: Int = 24,
    pictureCount: Int = 6
  ) throws -> Report {
    Report(
      subject: subject,
      ensemble: try .fixedMagnetization(size: size, temperature: 1, totalSpin: 0),
      sampleCount: 10_000, effectiveSampleCount: 9_870.4, reference: "exact, by transfer matrix",
      decisionRule: DecisionRule(),
      findings: [
        support, meanEnergy, correlation, variance, spinFlip, broken, identity, practical,
      ],
      seed: 20_210_407,
      command: "steelyard assess '\(subject)' --temperature 1 --total-spin 0 --seed 20210407",
      version: "0.1.0",
      notes: ["Read int8 of shape [10000, 8, 8] with values -1 and 1."],
      illustrations: [
        .distribution(distribution(levelCount: levelCount)), .curve(correlationCurve(size: size)),
        .configurations(gallery(size: size, count: pictureCount)),
      ])
  }

  /// A report in which every check passes.
  static func pass() throws -> Report {
    var report = try everyVerdict(subject: "perfect-L8-S0-T1.000.npy")
    report.findings = [identity]
    return report
  }

  /// A report on a claim, with a finding that decides and one that stands beside it.
  static func claim() throws -> Report {
    var beside = meanEnergy
    beside.isDecisive = false
    beside.criterion = "contains 0.23"
    var decisive = identity
    decisive.criterion = "above 0"
    var report = try everyVerdict(subject: "RBM emits energies that cannot be")
    report.topic = .claim(
      ClaimTopic(
        identifier: "F6b", source: "Azizi and Pleimling (2021), Fig. 6",
        setting: "L = 12, T = 1, ΣS = 0; 3 training seeds"))
    report.findings = [decisive, beside]
    report.illustrations = [.chart(chart)]
    return report
  }

  // MARK: Findings

  static let support = Finding(
    check: "allowed-support", title: "Allowed energies", verdict: .fail,
    evidence: Evidence(
      law: .broken,
      effect: Effect(
        name: "fraction of samples outside the support", value: 0.0037,
        interval: 0.0026...0.0051, tolerance: 0.0005, unit: ""),
      effectiveSampleCount: 10_000,
      measures: [
        .init("Kullback-Leibler divergence", .infinity, interval: nil, unit: "nat"),
        .init("total variation", 0.083, interval: 0.075...0.091, unit: ""),
      ],
      detail: "37 of 10,000 samples have an energy that no configuration with ΣS = 0 has: "
        + "H = -124 (31 samples) and H = -116 (6 samples)."),
    isProvedDifferent: true,
    detail: "37 of 10,000 samples have an energy that no configuration with ΣS = 0 has: "
      + "H = -124 (31 samples) and H = -116 (6 samples).")

  static let meanEnergy = Finding(
    check: "mean-energy", title: "Mean energy", verdict: .fail,
    evidence: Evidence(
      statistic: .init("z", 37.4), pValue: 1e-300,
      effect: Effect(
        name: "energy density, samples - exact", value: 0.01234, interval: 0.01193...0.01275,
        tolerance: 0.005, unit: "J per site"),
      effectiveSampleCount: 9_870.4, detectable: 0.0015,
      detail: "The samples are hotter than the ensemble: ε = -1.4877 against -1.5000."),
    adjustedPValue: 4e-300, isProvedDifferent: true,
    detail: "The samples are hotter than the ensemble: ε = -1.4877 against -1.5000.")

  static let correlation = Finding(
    check: "correlation", title: "Correlation C(r)", verdict: .inconclusive,
    evidence: Evidence(
      statistic: .init("Hotelling's T²", 6.2, degreesOfFreedom: 4), pValue: 0.184,
      effect: Effect(
        name: "largest deviation of C(r)", value: 0.0041, interval: -0.0063...0.0145,
        tolerance: 0.01, unit: ""),
      effectiveSampleCount: 812, detectable: 0.019,
      detail: "No difference is proved, and the largest deviation is at r = 4."),
    adjustedPValue: 0.55, furtherSamplesNeeded: 1_163,
    detail: "No difference is proved, and the largest deviation is at r = 4.")

  static let variance = Finding(
    check: "energy-variance", title: "Energy variance", verdict: .error, evidence: nil,
    detail: "The variance needs at least 2 samples; found 1.")

  static let spinFlip = Finding(
    check: "spin-flip", title: "Spin-flip symmetry", verdict: .notApplicable, evidence: nil,
    detail: "With ΣS = 4 fixed the ensemble has no spin-flip symmetry.")

  static let broken = Finding(
    check: "two-point", title: "A name that is much longer than any column of any table should be",
    verdict: .inconclusive,
    evidence: Evidence(
      law: .held, effectiveSampleCount: 3.5, detail: "Nothing to hold the samples against."),
    detail: "Nothing to hold the samples against.")

  static let identity = Finding(
    check: "identities", title: "C(1) = -ε/2", verdict: .pass,
    evidence: Evidence(
      law: .held,
      effect: Effect(
        name: "fraction of samples that break an identity", value: 0, interval: 0...0.0003,
        tolerance: 0.0005, unit: ""),
      effectiveSampleCount: 10_000, detail: "Every sample obeys C(0) = 1 and C(1) = -ε/2."),
    detail: "Every sample obeys C(0) = 1 and C(1) = -ε/2.")

  static let practical = Finding(
    check: "translation", title: "Translation", verdict: .tolerable,
    evidence: Evidence(
      statistic: .init("χ²", 101.5, degreesOfFreedom: 63), pValue: 1.2e-5,
      effect: Effect(
        name: "spread of ⟨S⟩ over sites", value: 0.00004, interval: 0.00001...0.00007,
        tolerance: 0.0002, unit: "μ_B"),
      effectiveSampleCount: 10_000, detail: "Sites differ by less than the tolerance."),
    adjustedPValue: 3.6e-5, isProvedDifferent: true,
    detail: "Sites differ by less than the tolerance.")

  // MARK: Illustrations

  /// A bell over `levelCount` levels with two forbidden ones near the ground state.
  static func distribution(levelCount: Int) -> LevelDistribution {
    let center = 0.35 * Double(levelCount)
    let width = 0.12 * Double(levelCount)
    func weight(_ index: Int) -> Double {
      let x = (Double(index) - center) / width
      return 1 / (1 + x * x * x * x)
    }
    let isForbidden = { (index: Int) in index == 1 || index == 3 }
    let total = (0..<levelCount).reduce(0) { $0 + (isForbidden($1) ? 0 : weight($1)) }
    let levels = (0..<levelCount).map { index in
      let reference = isForbidden(index) ? 0 : weight(index) / total
      let sampled = isForbidden(index) ? 0.004 : reference * (index.isMultiple(of: 2) ? 1.06 : 0.95)
      let error = 2 * (sampled / 10_000).squareRoot()
      return LevelDistribution.Level(
        position: Double(-128 + 4 * index) / 64, level: -128 + 4 * index, reference: reference,
        sampled: sampled, interval: max(0, sampled - error)...(sampled + error),
        isForbidden: isForbidden(index))
    }
    return LevelDistribution(title: "P(E)", axisLabel: "energy density ε (J)", levels: levels)
  }

  /// Two panels with series of every style, in all hues.
  static var chart: SeriesChart {
    let temperatures = [1, 1.5, 2, 2.269, 2.5, 3]
    func series(
      _ name: String, _ style: SeriesChart.Style, hue: Int, shift: Double = 0
    ) -> SeriesChart.Series {
      SeriesChart.Series(
        name, style: style, hue: hue,
        points: temperatures.map { temperature in
          let value = 0.3 + 0.1 * Double(hue) + shift + 0.2 * temperature
          return .init(
            temperature, value, interval: style == .points ? value - 0.04...value + 0.06 : nil)
        })
    }
    return SeriesChart(
      title: "Energies",
      panels: [
        .init(
          title: "(a)", xLabel: "T (J/k_B)", yLabel: "⟨E⟩ / N",
          series: [
            series("exact, L = 8", .dashedLine, hue: 0),
            series("RBM, k = 10", .points, hue: 0),
            series("RBM, k = 1000", .points, hue: 0, shift: 0.04),
            series("exact, L = 12", .line, hue: 1), series("RBM, L = 12", .points, hue: 1),
          ],
          marks: [.init(.x, at: 2.269, label: "T_c")]),
        .init(
          title: "(b)", xLabel: "T (J/k_B)", yLabel: "⟨|M|⟩", isYLogarithmic: true,
          series: [
            series("C", .points, hue: 2), series("D", .points, hue: 3),
            series("E", .points, hue: 4),
          ],
          marks: [.init(.y, at: 0.7, label: "level")]),
        .init(
          title: "(c)", xLabel: "k", yLabel: "e(k)", isXLogarithmic: true,
          series: [series("F", .points, hue: 5)]),
      ])
  }

  static func correlationCurve(size: Int) -> ReferenceCurve {
    let points = (0...(size / 2)).map { distance in
      let reference = 1 / (1 + 0.3 * Double(distance))
      let sampled = distance == 0 ? 1 : reference - 0.006 * Double(distance)
      return ReferenceCurve.Point(
        position: Double(distance), reference: reference, sampled: sampled,
        interval: (distance == 0 ? 1 : sampled - 0.004)...(distance == 0 ? 1 : sampled + 0.004))
    }
    return ReferenceCurve(
      title: "C(r)", axisLabel: "distance r (lattice constants)", valueLabel: "C(r)",
      points: points)
  }

  static func gallery(size: Int, count: Int) -> ConfigurationGallery {
    var generator = Xoshiro256PlusPlus(state: (1, 2, 3, 4))
    let pictures = (0..<count).map { index in
      ConfigurationGallery.Picture(
        caption: index == 2 ? "sample 17, ΣS = 2" : "sample \(index)", isForbidden: index == 2,
        spins: (0..<(size * size)).map { site in
          let isStripe = (site % size + index) % size < size / 2
          return isStripe == (generator.nextUnitInterval() < 0.93) ? 1 : -1
        })
    }
    return ConfigurationGallery(title: "Samples", size: size, pictures: pictures)
  }
}
