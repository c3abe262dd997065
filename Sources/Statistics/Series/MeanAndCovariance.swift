/// The mean vector and the covariance matrix of a stream of vectors.
///
/// Updates follow B. P. Welford (Technometrics 4, 419, 1962); two accumulators merge by the formula of
/// T. F. Chan, G. H. Golub and R. J. LeVeque (Am. Stat. 37, 242, 1983). Both are free of the
/// cancellation of Σ x² - (Σ x)²/n.
public struct MeanAndCovariance: Sendable {
  /// The length of the vectors.
  public let dimension: Int
  /// The number of vectors added.
  public private(set) var count = 0
  /// The mean of the vectors added; zero before the first.
  public private(set) var mean: [Double]
  /// Σ (x_i - mean_i)(x_j - mean_j) for j ≤ i, row by row.
  private var scatter: [Double]
  private var deviation: [Double]

  /// An accumulator without vectors.
  public init(dimension: Int) {
    precondition(dimension >= 1)
    self.dimension = dimension
    mean = [Double](repeating: 0, count: dimension)
    deviation = mean
    scatter = [Double](repeating: 0, count: dimension * (dimension + 1) / 2)
  }

  /// Adds one vector.
  ///
  /// - Precondition: it has `dimension` elements.
  public mutating func add(_ vector: [Double]) {
    vector.withUnsafeBufferPointer { add($0) }
  }

  /// Adds one vector that lies in memory, such as a row of a table.
  ///
  /// - Precondition: it has `dimension` elements.
  public mutating func add(_ vector: UnsafeBufferPointer<Double>) {
    precondition(vector.count == dimension)
    count += 1
    let inverse = 1 / Double(count)
    for i in 0..<dimension {
      deviation[i] = vector[i] - mean[i]
      mean[i] += deviation[i] * inverse
    }
    addScatter(factor: 1 - inverse)
  }

  /// Adds all vectors of another accumulator.
  ///
  /// - Precondition: the same dimension.
  public mutating func merge(_ other: MeanAndCovariance) {
    precondition(other.dimension == dimension)
    guard other.count > 0 else { return }
    let (ours, theirs) = (Double(count), Double(other.count))
    for i in 0..<dimension {
      deviation[i] = other.mean[i] - mean[i]
      mean[i] += deviation[i] * theirs / (ours + theirs)
    }
    for index in scatter.indices { scatter[index] += other.scatter[index] }
    addScatter(factor: ours * theirs / (ours + theirs))
    count += other.count
  }

  private mutating func addScatter(factor: Double) {
    // Without bounds to check the inner loop becomes one of vectors.
    deviation.withUnsafeBufferPointer { deviation in
      scatter.withUnsafeMutableBufferPointer { scatter in
        var index = 0
        for i in 0..<deviation.count {
          let scaled = factor * deviation[i]
          for j in 0...i { scatter[index + j] += scaled * deviation[j] }
          index += i + 1
        }
      }
    }
  }

  /// The sample covariance matrix, with divisor n - 1.
  ///
  /// - Precondition: at least two vectors were added.
  public var covariance: [[Double]] {
    precondition(count >= 2, "a covariance needs two vectors, not \(count)")
    return (0..<dimension).map { i in
      (0..<dimension).map { j in
        let (row, column) = (max(i, j), min(i, j))
        return scatter[row * (row + 1) / 2 + column] / Double(count - 1)
      }
    }
  }

  /// The sample variances, the diagonal of the covariance matrix.
  ///
  /// - Precondition: at least two vectors were added.
  public var variances: [Double] {
    precondition(count >= 2, "a variance needs two vectors, not \(count)")
    let divisor = Double(count - 1)
    return (0..<dimension).map { (row: Int) -> Double in
      scatter[row * (row + 1) / 2 + row] / divisor
    }
  }
}
