import SpinSystems

/// What is left of configurations when only their longest waves are kept, whatever the lattice size: the
/// input of a classifier that is to obey finite-size scaling.
///
/// A configuration is read as a field on the unit torus, constant ±1 on the square of each site. Of its
/// Fourier coefficients c(n), n a pair of integers, those with 0 < n² ≤ 5 are kept, 20 in all. The map
/// is their sum at the centres of an 8 × 8 grid, over its root mean square (Σ |c|²)^½:
///
///     map(r) = Σ c(n) exp(2πi n·r) / (Σ |c(n)|²)^½,   r = ((X + ½)/8, (Y + ½)/8).
///
/// **Why.** The map knows neither the lattice constant nor the amplitude of the field. So near T_c its
/// distribution depends on L and T only through (T - T_c) L^(1/ν), up to corrections to scaling, and so
/// does the mean of *any fixed* function of it, such as a network trained at one size. A configuration
/// magnified by a whole number has the same map exactly: that is why the field is constant on squares.
/// It multiplies the lattice sum by sin(πn/L)/(πn/L) for each direction, which, by the way, takes the
/// lattice dispersion out of a Gaussian S(k) ∝ 1/(4 sin²(k/2)).
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
  /// - Parameter zeroLevel: what the mean spin is measured from if n = 0 is to be kept too: 0 for the
  ///   Ising model at free magnetization; nil, the default, to leave it out, as one has to where ΣS is
  ///   fixed.
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
