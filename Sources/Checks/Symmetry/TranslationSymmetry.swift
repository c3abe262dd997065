import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Is every place of the lattice like every other?
///
/// The mean profiles of three fields, spins, bonds to the next column and bonds to the next row, along
/// both axes must be flat. Each of the six profiles is a vector of deviations from its average, tested
/// by Hotelling's T²; the smallest p-value counts six times (Bonferroni). The bond profiles show open
/// boundaries and defects that leave the mean spin alone.
public struct TranslationSymmetry: Check {
  public let identifier = "translation-symmetry"
  public let title = "Symmetry under translation"
  public let summary = "Profiles of spins and bonds along both axes are flat (Hotelling's T²)."

  /// A profile has at most this many bands of neighbouring lines.
  static let largestBandCount = 16

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let bonds = weighing.inspected.bondFields()
    let fields = [
      ("spins", weighing.inspected), ("bonds to the next column", bonds.right),
      ("bonds to the next row", bonds.down),
    ]
    let profiles = fields.flatMap { name, field in
      let modes = AxisModes(field)
      return AxisModes.Axis.allCases.map { axis in
        Profile(
          name: "\(name) along \(axis == .x ? "x" : "y")", modes.lineSums(axis),
          size: field.lattice.size)
      }
    }
    let furthest = profiles.max { $0.interval.upperBound < $1.interval.upperBound }!
    let significant = profiles.filter { $0.test.pValue != nil }
      .min { $0.test.pValue! < $1.test.pValue! }
    return .evidence(
      Evidence(
        statistic: significant.map {
          .init("T²", $0.test.statistic!, degreesOfFreedom: Double($0.test.rank))
        },
        pValue: significant.map { min(1, Double(profiles.count) * $0.test.pValue!) },
        effect: Effect(
          name: "unevenness of \(furthest.name)", value: furthest.norm,
          interval: furthest.interval, tolerance: weighing.tolerances.symmetry, unit: ""),
        effectiveSampleCount: profiles.map(\.test.effectiveCount).min()!,
        detectable: furthest.noise,
        measures: profiles.map {
          .init("unevenness of \($0.name)", $0.norm, interval: $0.interval, unit: "")
        },
        detail: "The most uneven profile is that of \(furthest.name): its root mean square "
          + "deviation from flat is \(decimal(furthest.norm, 3)), noise alone up to "
          + "\(decimal(furthest.noise, 3))."))
  }
}

extension Check where Self == TranslationSymmetry {
  /// Is every place of the lattice like every other?
  public static var translationSymmetry: TranslationSymmetry { TranslationSymmetry() }
}

/// The mean profile of a field along one axis, as deviations of bands of lines from the average.
private struct Profile {
  let name: String
  let test: VectorMeanTest
  /// Root mean square deviation over the bands, per site.
  let norm: Double
  /// The 95 % quantile of what noise alone adds to the deviations, in the same norm.
  let noise: Double

  init(name: String, _ lines: [ArraySlice<Int32>], size: Int) {
    self.name = name
    let count = lines[0].count
    let bands = min(size, TranslationSymmetry.largestBandCount)
    var totals = [Int32](repeating: 0, count: count)
    var sums = [[Int32]](repeating: totals, count: bands)
    var widths = [Int32](repeating: 0, count: bands)
    for (index, line) in lines.enumerated() {
      let band = index * bands / size
      widths[band] += 1
      for (sample, value) in line.enumerated() {
        totals[sample] += value
        sums[band][sample] += value
      }
    }
    // L · (sum of the band) - (its width) · (sum of all): an integer with mean zero.
    for band in 0..<bands {
      for sample in 0..<count {
        sums[band][sample] = Int32(size) * sums[band][sample] - widths[band] * totals[sample]
      }
    }
    let effectiveCount = integratedAutocorrelationTime(
      components: sums.map { $0.map(Double.init) }
    ).effectiveSampleCount
    test = VectorMeanTest(
      sums, expected: [Double](repeating: 0, count: bands), effectiveCount: effectiveCount)

    // Back to one site: a band has width · L sites and the extra factor L.
    let scales = widths.map { 1 / (Double($0) * Double(size * size)) }
    let squares = zip(test.mean, scales).map { ($0 * $1) * ($0 * $1) }
    norm = (squares.reduce(0, +) / Double(bands)).squareRoot()
    noise = Self.noiseQuantile(
      variances: zip(test.variance, scales).map { $0 * $1 * $1 / effectiveCount },
      directions: test.rank + test.skewedDirections, effectiveCount: effectiveCount)
  }

  /// The true norm lies within `noise` of the measured one, by the triangle inequality.
  var interval: ClosedRange<Double> { max(0, norm - noise)...norm + noise }

  /// The norm of the noise squared is a weighted sum of χ²₁; a scaled χ² of the same mean, and no more
  /// degrees of freedom than the profile has directions, bounds its upper quantile in practice
  /// (Satterthwaite 1946, with the equal-weights case replaced by the largest plausible spread).
  private static func noiseQuantile(
    variances: [Double], directions: Int, effectiveCount: Double
  ) -> Double {
    let mean = variances.reduce(0, +) / Double(variances.count)
    // Two degrees of freedom: one travelling mode, a sine and a cosine, carries all the noise.
    let freedom = Double(max(1, min(directions, 2)))
    let quantile = chiSquareQuantile(0.95, degreesOfFreedom: freedom) / freedom
    return (mean * quantile).squareRoot() + 3 * 2 / effectiveCount
  }
}
