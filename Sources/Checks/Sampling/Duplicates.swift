import Comparisons
import ExactIsing
import Judgement
import SpinSystems
import Statistics

/// Do samples coincide more often than independent draws do, as they are or up to a symmetry of the torus?
///
/// The number of coinciding pairs of `n` independent draws has the mean n(n-1)/2 · Z(2β)/Z(β)². Given how
/// many samples have each (H, ΣS), its law is known at any temperature (`CoincidentPairs`). Copies that are
/// moved, turned, mirrored or flipped are looked for among rare levels. That is for samples that are
/// independent, or claim to be: a chain does come back to where it was. But none goes the same way again, so that
/// a stretch of samples that stands in the file twice (`RepeatedStretches`) is a broken law in any.
public struct Duplicates: Check {
  public let identifier = "duplicates"
  public let title = "Copies"
  public let summary = "Coinciding configurations, also up to symmetry, against their exact number."
  public let explanation = Explanation(
    equation: "coinciding pairs: n(n - 1)/2 · Z(2β)/Z(β)² on average",
    sees: "Copies, also turned, shifted, mirrored or flipped ones, and draws from a few stored "
      + "configurations.",
    blindTo: "Copies among so many states that none coincide by chance or otherwise. It is for "
      + "independent draws.",
    fault: "few-configurations")

  /// Pairs up to symmetry are sought among at most this many configurations.
  static let largestCanonicalCount = 1 << 14

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    if let evidence = RepetitionInOrder.evidence(in: weighing) { return .evidence(evidence) }
    let size = weighing.ensemble.lattice.size
    guard ExactSpectrum.sizes.contains(size), case .exact = weighing.reference.energy else {
      return .notApplicable("How many configurations share an energy is not known here.")
    }
    let samples = weighing.inspected
    guard samples.count >= 2 else { return .notApplicable("One configuration has no copy.") }
    if let copies = weighing.copiesOfOne, Self.maybeChain(weighing) {
      return .evidence(
        Evidence(
          effectiveSampleCount: 1,
          detail:
            "\(copies) of \(weighing.count) samples are copies of one configuration, and worth "
            + "one draw. A cold chain that rests in its ground state is like that; samples that are "
            + "claimed to be independent fail by it."))
    }
    guard
      weighing.order == .independent || weighing.claimsIndependence || weighing.copiesOfOne != nil
    else {
      return .notApplicable(
        "A chain returns to where it was; copies cannot be told from that, unless the samples are "
          + "claimed to be independent.")
    }
    let spectrum = try ExactSpectrum(size: size)
    let (numbers, counts) = spectrum.numbered
    let levels = (0..<samples.count).map { index in
      numbers[
        SIMD2(weighing.observables.energies[index], weighing.observables.totalSpins[index])]!
    }
    let plain = CoincidentPairs(
      samples.fingerprints(), levels: levels, stateCounts: counts)
    let moved = Self.pairsUpToSymmetry(
      samples, levels: levels, spectrum, counts: counts)
    let pValues = [plain.rarePValue, moved.rarePValue, plain.commonPValue].compactMap { $0 }

    let count = Double(samples.count)
    // Of the kind of pairs that is proved too many, if one is.
    let isProved = pValues.min()! <= DecisionRule.defaultFalseAlarmRate
    let isMoved = isProved && moved.rarePValue < min(plain.rarePValue, plain.commonPValue ?? 1)
    let isCommon = isProved && !isMoved && plain.rarePValue > plain.commonPValue ?? 1
    let shown = isMoved ? moved : plain
    let found = Double(shown.rare + (isCommon ? shown.common : 0))
    let expected = shown.rareMean + (isCommon ? shown.commonMean : 0)
    let excess = found - expected
    // Poisson where pairs are rare, with the rule of three for what was not seen.
    let variance =
      max(Double(shown.rare), shown.rareMean) + (isCommon ? shown.commonVariance : 0)
    let margin = Estimate.normalQuantile * variance.squareRoot() + 3
    return .evidence(
      Evidence(
        statistic: .init("coinciding pairs", Double(plain.rare + plain.common)),
        pValue: min(1, Double(pValues.count) * pValues.min()!), hasDiscreteLaw: true,
        effect: Effect(
          name: "coinciding pairs\(isMoved ? " up to symmetry" : "") beyond chance, per sample",
          value: excess / count,
          interval: (excess - margin) / count...(excess + margin) / count,
          tolerance: weighing.tolerances.copies, unit: "", convergence: .linear),
        effectiveSampleCount: count, detectable: margin / count,
        measures: [
          .init(
            "coinciding pairs by chance", plain.rareMean + plain.commonMean, interval: nil, unit: ""
          )
        ],
        detail: Self.detail(plain, moved, pValues.min()!, count: count)))
  }

  /// Whether samples that are nearly all one configuration can be a chain that has not moved yet: one of few
  /// samples, or one that rests in a ground state. In any other state a chain is pushed about.
  private static func maybeChain(_ weighing: Weighing) -> Bool {
    guard !weighing.claimsIndependence else { return false }
    guard weighing.count >= fewestResting else { return true }
    let lowest = weighing.reference.energy.distribution.levels.first
    return weighing.energies.count { Int($0) == lowest } * 2 > weighing.count
  }

  /// So many samples of a chain are not all the same but in a ground state.
  private static let fewestResting = 1000

  /// Pairs that a symmetry takes into each other, S → -S among them.
  ///
  /// A level that is not symmetric itself is taken together with its flipped one, which has as many
  /// states. An orbit holds at most 16N configurations, so chance gives at most one pair in g/16N.
  private static func pairsUpToSymmetry(
    _ samples: SampleSet, levels: [Int], _ spectrum: ExactSpectrum, counts: [Double]
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
      images, levels: range.map { merged[levels[$0]] }, stateCounts: states)
  }

  private static func detail(
    _ plain: CoincidentPairs, _ moved: CoincidentPairs, _ pValue: Double, count: Double
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
          : "As from copies: so many come of drawing from about \(decimal(pool, 0)) configurations, of a "
            + "correlated chain whose order is lost, or of configurations of one energy that are not "
            + "equally likely.")
    }
    return sentences.joined(separator: " ")
  }
}

extension Check where Self == Duplicates {
  /// Do samples coincide more often than independent draws do?
  public static var duplicates: Duplicates { Duplicates() }
}
