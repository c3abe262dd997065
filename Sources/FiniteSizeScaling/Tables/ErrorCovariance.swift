import DataFiles
import Statistics
import Storage

/// The covariance of the errors of all points.
public struct ErrorCovariance: Sendable, Hashable {
  /// The number of points.
  public let dimension: Int
  /// Row by row.
  let elements: [Double]

  subscript(i: Int, j: Int) -> Double { elements[i * dimension + j] }

  /// The variance of a point.
  func variance(of point: Int) -> Double { self[point, point] }

  /// - Precondition: as many elements as the square of the dimension.
  public init(dimension: Int, elements: [Double]) {
    precondition(elements.count == dimension * dimension)
    self.dimension = dimension
    self.elements = elements
  }

  /// Reads a square `.npy` array, with rows in the order of the table's lines, the observables of a line one
  /// after another where there are several.
  ///
  /// - Throws: `ScalingTextError` where it is no symmetric, positive definite matrix of that size.
  public init(path: String, for files: ScalingTableFiles) throws {
    let array = try NumericArray.read(path)
    let counts = files.lineOrder.map(\.count)
    let count = counts.reduce(0, +)
    guard array.shape == [count, count] else {
      throw ScalingTextError(
        file: path, found: "an array of shape \(array.shape)",
        wanted: "[\(count), \(count)], the covariance of \(count) points")
    }
    let values = array.doubles
    // Lines hold all observables; the data hold one observable after another.
    let sources = files.lineOrder.enumerated().flatMap { observable, order in
      order.map { $0 * files.lineOrder.count + observable }
    }
    let elements = sources.flatMap { i in sources.map { values[i * count + $0] } }
    let scale = (0..<count).map { elements[$0 * count + $0] }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }),
      (0..<count).allSatisfy({ i in
        (0..<i).allSatisfy { j in
          let difference = abs(elements[i * count + j] - elements[j * count + i])
          return difference <= 1e-6 * (scale[i] * scale[j]).squareRoot()
        }
      }), CholeskyFactor(elements, dimension: count) != nil
    else {
      throw ScalingTextError(
        file: path, found: "a matrix that is no covariance",
        wanted: "a symmetric, positive definite one")
    }
    self.init(dimension: count, elements: elements)
  }
}
