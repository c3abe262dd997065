import Statistics

/// How far apart the curves of several sizes lie where a scaling form would have them be one, with T_c and ν
/// given.
///
/// Each size's curve is followed by a polynomial of its own in x = (T - T_c) L^(1/ν), over the x that all
/// sizes reach. With v(L, x) that polynomial and ⟨v⟩(x) the mean over K sizes, the spread is
///
///     s² = mean over x of Σ_L (v(L, x) - ⟨v⟩(x))²/(K - 1)  /  (max ⟨v⟩ - min ⟨v⟩)²
///
/// in units of the change of the mean curve. It is 0 where the curves are one, whatever their errors: S and χ²
/// grow without bound as errors shrink, so that they do not tell which of two collapses is the better one.
/// Squares are taken as products of different training seeds, Σ_(i≠j) δ_i δ_j/(k (k - 1)), so that noise that
/// is independent between seeds adds nothing on average; s² may come out below 0.
public struct SizeSpread: Sendable {
  /// By seed, size and place.
  private let curves: [[[Double]]]

  /// Values of x.
  private static let placeCount = 21

  /// - Parameters:
  ///   - seeds: one table for each training seed, at least two, all with the same points.
  ///   - window: the points to use.
  ///   - parameters: T_c, ν and X.
  ///   - degree: of the polynomials.
  /// - Returns: nil where two sizes do not share any x, or have too few points for a polynomial.
  public init?(
    of seeds: [ScalingTable], in window: ScalingWindow, at parameters: CriticalParameters,
    degree: Int
  ) {
    guard seeds.count >= 2,
      let tables = try? seeds.map({ (table) throws in try table.restricted(to: window) }),
      tables[0].sizes.count >= 2
    else { return nil }
    let curves = tables.map(\.curves)
    let positions = curves[0].map { $0.map { parameters.scaledControl(of: $0) } }
    let low = positions.map { $0.min()! }.max()!
    let high = positions.map { $0.max()! }.min()!
    guard low < high else { return nil }
    let places = (0..<Self.placeCount).map {
      low + (high - low) * Double($0) / Double(Self.placeCount - 1)
    }
    // The same weights for all seeds: what a polynomial makes of values is linear.
    let errors = curves[0].indices.map { size in
      curves[0][size].indices.map { index in
        let squares = curves.map { parameters.scaledValue(of: $0[size][index]).error }
          .reduce(0) { $0 + $1 * $1 }
        return (squares / Double(curves.count)).squareRoot()
      }
    }
    var followed: [[[Double]]] = []
    for seed in curves {
      var sizes: [[Double]] = []
      for (size, curve) in seed.enumerated() {
        guard
          let polynomial = PolynomialLeastSquares(
            positions: positions[size],
            values: curve.map { parameters.scaledValue(of: $0).value }, errors: errors[size],
            degree: degree)
        else { return nil }
        sizes.append(places.map { polynomial($0) })
      }
      followed.append(sizes)
    }
    self.curves = followed
  }

  /// s².
  public var square: Double { Self.square(curves) }

  /// The pseudo-values of s², one for each seed: k s² - (k - 1) s² without that seed (J. W. Tukey 1958). Their
  /// mean and scatter give s² an interval.
  ///
  /// Empty with two seeds, of which one alone says nothing.
  public var pseudoValues: [Double] {
    guard curves.count >= 3 else { return [] }
    let (all, count) = (square, Double(curves.count))
    return curves.indices.map { left in
      var rest = curves
      rest.remove(at: left)
      return count * all - (count - 1) * Self.square(rest)
    }
  }

  private static func square(_ curves: [[[Double]]]) -> Double {
    let (seedCount, sizeCount) = (Double(curves.count), Double(curves[0].count))
    let placeCount = curves[0][0].count
    var (spread, low, high) = (0.0, Double.infinity, -Double.infinity)
    for place in 0..<placeCount {
      let means = curves.map { seed in seed.reduce(0) { $0 + $1[place] } / sizeCount }
      let mean = means.reduce(0, +) / seedCount
      (low, high) = (min(low, mean), max(high, mean))
      for size in curves[0].indices {
        let deviations = zip(curves, means).map { $0[size][place] - $1 }
        let sum = deviations.reduce(0, +)
        let squares = deviations.reduce(0) { $0 + $1 * $1 }
        spread += (sum * sum - squares) / (seedCount * (seedCount - 1) * (sizeCount - 1))
      }
    }
    let change = high - low
    return spread / Double(placeCount) / (change * change)
  }
}
