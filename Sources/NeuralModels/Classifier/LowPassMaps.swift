import SpinSystems

/// What is left of configurations when only their longest waves are kept, whatever the lattice size: the
/// input of a classifier that is to obey finite-size scaling.
///
/// Of a configuration's Fourier coefficients c(n) = N⁻¹ Σ S(x, y) exp(-2πi (n_x (x + ½) + n_y (y + ½))/L)
/// those with 0 < n² ≤ 5 are kept, 20 in all. The map is their sum at the centres of an 8 × 8 grid, over
/// its root mean square:
///
///     map(X, Y) = Σ c(n) exp(2πi (n_x (X + ½) + n_y (Y + ½))/8) / (Σ |c(n)|²)^½.
///
/// **Why.** The map knows neither the lattice constant nor the amplitude of the field. So near T_c its
/// distribution depends on L and T only through (T - T_c) L^(1/ν), up to corrections to scaling, and so
/// does the mean of *any fixed* function of it, such as a network trained at one size. A configuration
/// magnified by a whole number has nearly the same map: its coefficients are those of the small one times
/// a factor of each direction between 1 and sin(πn/L)/(πn/L), which is 1 - O(n²/L²).
public struct LowPassMaps: Sendable {
  /// The number of points along an edge of a map.
  public static let side = 8
  /// The number of points of a map.
  public static let pointCount = side * side

  /// The number of maps.
  public let count: Int
  /// The maps, [count][8][8], row by row. A configuration without long waves has a map of zeros.
  public private(set) var values: [Float]

  /// The maps of the configurations in `range` of `samples`, by default all of them.
  ///
  /// - Parameters:
  ///   - samples: the configurations that are smoothed.
  ///   - range: the numbers of the configurations that are looked at; nil for all.
  ///   - zeroLevel: what the mean spin is measured from if n = 0 is to be kept too: 0 for the
  ///     Ising model at free magnetization; nil, the default, to leave it out, as one has to where ΣS is
  ///     fixed.
  public init(_ samples: SampleSet, range: Range<Int>? = nil, zeroLevel: Double? = nil) {
    let range = range ?? 0..<samples.count
    precondition(range.lowerBound >= 0 && range.upperBound <= samples.count)
    let analysis = LongWaveAnalysis(samples.lattice)
    let synthesis = LongWaveSynthesis(keepsUniform: zeroLevel != nil)
    count = range.count
    values = [Float](repeating: 0, count: range.count * Self.pointCount)
    samples.words.withUnsafeBufferPointer { words in
      values.withUnsafeMutableBufferPointer { values in
        for (number, index) in range.enumerated() {
          var waves = analysis.waves(words, index)
          if let zeroLevel { waves[0][0] -= Float(zeroLevel) }
          synthesis.write(waves, to: values.baseAddress! + number * Self.pointCount)
        }
      }
    }
  }

  /// Map `index`, row by row.
  public subscript(index: Int) -> ArraySlice<Float> {
    values[index * Self.pointCount..<(index + 1) * Self.pointCount]
  }

  /// Appends the maps of `other`.
  public mutating func append(_ other: LowPassMaps) {
    self = LowPassMaps(values: values + other.values)
  }

  private init(values: [Float]) {
    self.values = values
    count = values.count / Self.pointCount
  }
}
