import Comparisons
import ExactIsing
import Glibc
import Judgement
import SpinSystems
import Statistics

/// Do samples coincide more often than independent draws do, as they are or up to a symmetry of the torus?
///
/// The number of coinciding pairs of `n` independent draws has the mean n(n-1)/2 · Z(2β)/Z(β)². Given how
/// many samples have each (H, ΣS), its law is known at any temperature (`CoincidentPairs`). Copies that are
/// moved, turned, mirrored or flipped are looked for among rare levels.
///
/// Of a chain one configuration in ten autocorrelation times of the slowest mode is looked at, so that pairs
/// do not coincide in clusters, and pairs within fifty of them do not count.
public struct Duplicates: Check {
  public let identifier = "duplicates"
  public let title = "Copies"
  public let summary = "Coinciding configurations, also up to symmetry, against their exact number."

  /// Pairs up to symmetry are sought among at most this many configurations.
  static let largestCanonicalCount = 1 << 14
  /// Pairs closer than this many autocorrelation times are a matter of correlation.
  static let correlatedTimes = 50.0
  /// Configurations of a chain so many autocorrelation times apart are looked at.
  static let spacingTimes = 10.0

  /// Samples that all agree are no chain where one that is caught would agree less often than this.
  static let largestRestProbability = 1e-6

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let size = weighing.ensemble.lattice.size
    guard ExactSpectrum.sizes.contains(size), case .exact = weighing.reference.energy else {
      return .notApplicable("How many configurations share an energy is not known here.")
    }
    guard weighing.inspected.count >= 2 else {
      return .notApplicable("One configuration has no copy.")
    }
    if case .stated(let count) = weighing.order, count < Double(weighing.inspected.count),
      !weighing.isOneConfiguration
    {
      return .notApplicable(
        "The samples are said to be correlated, and their order does not show how: relatives in a chain "
          + "cannot be told from copies.")
    }
    let spacing = Self.spacing(of: weighing)
    let gap = spacing > 1 ? Int(Self.correlatedTimes / Self.spacingTimes) : 0
    let indices = Array(stride(from: 0, to: weighing.inspected.count, by: spacing))
    guard gap < indices.count / 2 else {
      return .notApplicable(
        "Samples that are \(gap * spacing) apart may still be correlated; copies cannot be told from that."
      )
    }
    let samples = spacing == 1 ? weighing.inspected : weighing.inspected.strided(by: spacing)
    let spectrum = try ExactSpectrum(size: size)
    let (numbers, counts) = spectrum.numbered
    let levels = indices.map { index in
      numbers[
        SIMD2(weighing.observables.energies[index], weighing.observables.totalSpins[index])]!
    }
    let plain = CoincidentPairs(
      samples.fingerprints(), levels: levels, stateCounts: counts, gap: gap)
    let moved = Self.pairsUpToSymmetry(
      samples, levels: levels, spectrum, counts: counts, gap: gap)
    let pValues = [plain.rarePValue, moved.rarePValue, plain.commonPValue].compactMap { $0 }

    let count = Double(samples.count)
    let excess = Double(plain.rare) - plain.rareMean
    // Poisson, with the rule of three for what was not seen.
    let margin = Estimate.normalQuantile * max(Double(plain.rare), plain.rareMean).squareRoot() + 3
    let evidence =
      Evidence(
        statistic: .init("coinciding pairs", Double(plain.rare + plain.common)),
        pValue: min(1, Double(pValues.count) * pValues.min()!),
        effect: Effect(
          name: "coinciding pairs beyond chance, per sample", value: excess / count,
          interval: (excess - margin) / count...(excess + margin) / count,
          tolerance: weighing.tolerances.copies, unit: "", convergence: .linear),
        effectiveSampleCount: count, detectable: margin / count,
        measures: [
          .init(
            "coinciding pairs by chance", plain.rareMean + plain.commonMean, interval: nil, unit: ""
          )
        ],
        detail: Self.detail(
          plain, moved, pValues.min()!, count: count, spacing: spacing, gap: gap))
    // What hardly moves may be a chain.
    return Self.isNoChain(weighing) ? .evidence(evidence) : weighing.examination(evidence)
  }

  /// Whether the samples are one configuration again and again as no chain of local moves gives it, not even
  /// one that is caught.
  private static func isNoChain(_ weighing: Weighing) -> Bool {
    guard weighing.isOneConfiguration else { return false }
    let excitations = LocalExcitations(of: weighing.samples.spins(of: 0), in: weighing.ensemble)
    return weighing.claimsIndependence
      || excitations.logProbabilityOfRest(weighing.count) < log(largestRestProbability)
  }

  /// How far apart the configurations are that are looked at: all of them unless they are seen to be a chain.
  private static func spacing(of weighing: Weighing) -> Int {
    guard weighing.order == .correlated else { return 1 }
    return max(
      2, Int((spacingTimes * weighing.mixing.slowest.autocorrelation.integratedTime).rounded(.up)))
  }

  /// Pairs that a symmetry takes into each other, S → -S among them.
  ///
  /// A level that is not symmetric itself is taken together with its flipped one, which has as many
  /// states. An orbit holds at most 16N configurations, so chance gives at most one pair in g/16N.
  private static func pairsUpToSymmetry(
    _ samples: SampleSet, levels: [Int], _ spectrum: ExactSpectrum, counts: [Double], gap: Int
  ) -> CoincidentPairs {
    let range = 0..<min(samples.count, largestCanonicalCount)
    let images = samples.canonicalForms(range: range, flips: true).fingerprints()
    let orbit = Double(16 * samples.lattice.siteCount)
    let numbers = spectrum.numbered.numbers
    let merged = spectrum.map { cell in
      numbers[SIMD2(Int32(cell.energy), Int32(-abs(cell.totalSpin)))]!
    }
    let states = spectrum.enumerated().map { index, cell in
      max(1, counts[index] * (cell.totalSpin == 0 ? 1 : 2) / orbit)
    }
    return CoincidentPairs(
      images, levels: range.map { merged[levels[$0]] }, stateCounts: states, gap: gap)
  }

  private static func detail(
    _ plain: CoincidentPairs, _ moved: CoincidentPairs, _ pValue: Double, count: Double,
    spacing: Int, gap: Int
  ) -> String {
    let found = plain.rare + plain.common
    let mean = plain.rareMean + plain.commonMean
    var sentences = [
      "\(found) pairs of configurations coincide, \(decimal(mean, 1)) by chance."
    ]
    if moved.rare > plain.rare, moved.rarePValue <= min(plain.rarePValue, plain.commonPValue ?? 1) {
      sentences.append(
        "Up to symmetry \(moved.rare) coincide, \(decimal(moved.rareMean, 1)) or fewer by chance.")
    }
    if pValue < 1e-3, Double(found) > mean {
      let pool = count * count / (2 * (Double(found) - mean))
      sentences.append(
        pool < 2
          ? "All samples are copies of one configuration."
          : "As from copies: so many come of drawing from about \(decimal(pool, 0)) configurations, "
            + "or of a correlated chain whose order is lost.")
    }
    if gap > 0 {
      sentences.append(
        "Looked for in every \(spacing)th configuration of the chain, more than \(gap * spacing) apart."
      )
    }
    return sentences.joined(separator: " ")
  }
}

extension Check where Self == Duplicates {
  /// Do samples coincide more often than independent draws do?
  public static var duplicates: Duplicates { Duplicates() }
}
