import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Is every product of spins in a window what its surroundings demand? A discrete kernel Stein
/// discrepancy that names the product that is furthest off.
///
/// The `SteinResiduals` have mean zero exactly under the ensemble, at any L and ΣS, so that no reference
/// is needed. T = n Σ_k λ_k x̄_k² with λ_k = ρ^|B| times the number of images of the window B is the
/// squared discrepancy of a kernel that decays with the Hamming distance of two windows (J. Yang, Q. Liu,
/// V. Rao and J. Neville, ICML 2018). It sees what no function of H, ΣS and C(r) shows, such as a wrong
/// four-spin product at the right energy.
public struct SteinDiscrepancy: Check {
  public let identifier = "stein-discrepancy"
  public let title = "Products of neighbouring spins"
  public let summary =
    "Window products against what the rest demands, by a kernel Stein discrepancy (no reference)."
  public let explanation = Explanation(
    equation: "T = n Σ_B λ_B x̄_B², x_B a window product less its mean given the rest",
    sees: "A local product of any order that is off, by name, such as a plaquette at the right "
      + "energy; no reference.",
    blindTo: "Global observables, and symmetries that are broken as a whole.",
    fault: "plaquette-bias",
    references: ["J. Yang, Q. Liu, V. Rao and J. Neville, ICML (2018)"])

  /// ρ. Smaller values favour faults that look like a wrong temperature, larger ones those of high order.
  static let decay = 0.5
  /// With fewer expected spins, or pairs, in the rarer of their two states the sums are small Poisson
  /// counts, to which normal theory does not apply, and no p-value is given.
  static let fewestEvents = 100.0
  /// At most this many spins are looked at: half a second's work.
  static let largestSpinCount = 1 << 26

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let ensemble = weighing.ensemble
    if let remark = weighing.foreignReferenceRemark { return .notApplicable(remark) }
    let smallest = SteinResiduals.smallestSize(of: ensemble)
    guard ensemble.lattice.size >= smallest else {
      return .notApplicable(
        "At L < \(smallest) a window of 3 × 3 holds a site twice, or all sites.")
    }
    guard weighing.inspected.count >= 2 else {
      return .notApplicable("One configuration has no scatter to judge by.")
    }
    let samples = Self.chosen(of: weighing.inspected)
    let residuals = Self.residuals(of: samples, in: ensemble)
    var generator = weighing.streams.stream("stein discrepancy", for: ensemble)
    let blocks = IndependentBlocks(residuals.columns, inOrder: weighing.order)
    guard blocks.suffice else {
      return .evidence(Self.tooShort(blocks, count: samples.count))
    }
    let test = VanishingMeansTest(
      blocks,
      weights: residuals.products.map {
        Double($0.orbitSize) * (0..<$0.order).reduce(1) { power, _ in power * Self.decay }
      }, using: &generator)
    // What a block is worth in samples: n / 2τ of them in all.
    let effectiveCount = Double(samples.count) / (2 * blocks.slowestTime)
    let events =
      residuals.events.reduce(0) { $0 + min(1, $1) } * effectiveCount
      / Double(samples.count)
    let intervals = test.variances.indices.map {
      MeanInterval(
        variance: test.variances[$0], range: 2, effectiveCount: test.effectiveCount,
        simultaneous: test.means.count)
    }
    let hasPValue = events >= Self.fewestEvents && effectiveCount >= VectorMeanTest.fewestSamples
    let shown = ReportedComponent(
      of: test.means, intervals, furthest: test.furthest, pValue: hasPValue ? test.pValue : nil,
      tolerance: weighing.tolerances.windowProduct)
    let names = residuals.products.map(\.phrase)
    return weighing.examination(
      Evidence(
        statistic: hasPValue ? .init("n·KSD²", test.statistic) : nil,
        pValue: hasPValue ? test.pValue : nil, hasDiscreteLaw: events < 1000,
        effect: Effect(
          name: "\(names[shown.index]), samples - demanded", value: test.means[shown.index],
          interval: shown.interval.around(test.means[shown.index]),
          tolerance: weighing.tolerances.windowProduct, unit: ""),
        effectiveSampleCount: effectiveCount, detectable: shown.interval.detectable,
        measures: names.indices.map {
          .init(
            "\(names[$0]), samples - demanded", test.means[$0],
            interval: intervals[$0].around(test.means[$0]), unit: "")
        },
        detail: Self.detail(
          test, names, events: events, examined: samples.count, of: weighing.count)))
  }

  /// The products that are looked at.
  static func residuals(of samples: SampleSet, in ensemble: Ensemble) -> SteinResiduals {
    SteinResiduals(
      samples, of: ensemble,
      products: WindowProduct.all(orders: ensemble.isSpinFlipSymmetric ? [1, 3] : [1, 2, 3]))
  }

  private static func tooShort(_ blocks: IndependentBlocks, count: Int) -> Evidence {
    Evidence(
      effectiveSampleCount: max(1, Double(count) / (2 * blocks.slowestTime)),
      detail:
        "The chain is too short for the correlations of the products: the slowest has τ of about "
        + "\(decimal(blocks.slowestTime, 1)) samples.")
  }

  /// Evenly spaced configurations where there are more spins than can be looked at.
  static func chosen(of samples: SampleSet) -> SampleSet {
    samples.evenlySpaced(atMost: max(1000, largestSpinCount / samples.lattice.siteCount))
  }

  private static func detail(
    _ test: VanishingMeansTest, _ names: [String], events: Double, examined: Int, of count: Int
  ) -> String {
    let furthest = test.furthest
    let size = decimal(abs(test.zScores[furthest]), 1)
    let direction = test.zScores[furthest] > 0 ? "large" : "small"
    var sentences = [
      "Of \(names.count) products \(names[furthest]) is furthest off: "
        + "too \(direction) by \(size) standard errors."
    ]
    if events < 1000 {
      sentences.append(
        "The p-value takes few values: \(decimal(events, 0)) excitations are expected.")
    }
    if events < fewestEvents {
      sentences = [
        "Too few excited configurations for a p-value: \(decimal(events, 0)) are expected, "
          + "\(Int(fewestEvents)) wanted."
      ]
    }
    if examined < count {
      sentences.append("Measured on \(examined) evenly spaced configurations.")
    }
    return sentences.joined(separator: " ")
  }
}

extension Check where Self == SteinDiscrepancy {
  /// Is every product of spins in a window what its surroundings demand?
  public static var steinDiscrepancy: SteinDiscrepancy { SteinDiscrepancy() }
}
