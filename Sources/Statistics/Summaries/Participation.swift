/// How many terms make up a sum of d_i: the participation number (Σ d²)²/Σ d⁴, n where all are of one size, and the
/// number of those that differ from zero where few do.
///
/// The excess kurtosis of a sum of terms of random signs is about 1/m, m the participation number, so a tail of
/// the normal law at z is off by a factor of exp(z⁴/(24 m)) (Feller 1971, XVI.7): 1.08 at z = 4.4, p = 10⁻⁵, and
/// m = 200.
public struct Participation: Sendable, Equatable {
  /// m; 0 where all terms vanish.
  public let number: Double

  /// With fewer terms a sum is not taken as normal.
  public static let fewest = 200.0

  /// Whether a sum of the terms may be taken as normal.
  public var isNormal: Bool { number >= Self.fewest }

  /// The participation number of some terms.
  public init(of terms: [Double]) {
    var (squares, fourths) = (0.0, 0.0)
    for term in terms {
      squares += term * term
      fourths += term * term * term * term
    }
    number = fourths > 0 ? squares * squares / fourths : 0
  }
}
