import Statistics

/// Why numbers that a collapse came to are not determined by the points.
public enum CollapseDoubt: Sendable, Hashable, CustomStringConvertible {
  /// The interval of the critical point is wider than where the largest size was measured.
  case criticalPoint(symbol: String)
  /// The interval of ν reaches a factor of two.
  case nu
  /// The interval of X is wider than 1.
  case scalingDimension(observable: String)
  /// With two sizes nothing tells a correction from the rest.
  case twoSizes
  /// Corrections fall more slowly than the powers that are tried, such as by logarithms.
  case slowCorrections
  /// Powers describe the points clearly worse than a logarithm does.
  case logarithm
  /// S is far from 1.
  case spread(quality: Double)
  /// The largest sizes cross elsewhere.
  case crossing(symbol: String, sizes: [Double], control: Double)

  /// S beyond which a collapse does not show.
  static let largestQuality = 3.0

  public var description: String {
    switch self {
    case .criticalPoint(let symbol):
      "the interval of \(symbol)_c is wider than the range in which the largest size was measured"
    case .nu: "the interval of ν reaches a factor of two"
    case .scalingDimension(let name):
      "the interval of the scaling dimension of \(name) is wider than 1"
    case .twoSizes:
      "two sizes cannot tell corrections to scaling from the rest; wanted three or more, or the "
        + "knowledge that there are none"
    case .slowCorrections:
      "the corrections to scaling fall more slowly with the size than any power that can be resolved, as "
        + "logarithms do"
    case .logarithm:
      "x = t [L / ln(L/ℓ)^½]^(1/ν) describes the curves clearly better than any power, and what powers say "
        + "of the critical point and of ν may be off by many of their errors"
    case .spread(let quality): "S = \(brief(quality)) is far from 1"
    case .crossing(let symbol, let sizes, let control):
      "the curves of the largest sizes, \(sizes.map(\.brief).joined(separator: " and ")), cross "
        + "elsewhere, at \(symbol) = \(brief(control, 6))"
    }
  }
}
