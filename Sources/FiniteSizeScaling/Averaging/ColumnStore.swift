/// Columns of one length in memory that grows, with the loops of a Gram-Schmidt decomposition.
///
/// Ranges of rows begin and end at multiples of eight.
final class ColumnStore {
  private typealias Lane = SIMD8<Double>
  private let rows: Int
  private var capacity = 0
  private var memory: UnsafeMutablePointer<Lane>
  private var elements: UnsafeMutablePointer<Double>

  init(rows: Int) {
    precondition(rows % FitPoints.lane == 0)
    self.rows = rows
    (memory, elements) = Self.allocate(lanes: 0)
  }

  deinit { memory.deallocate() }

  private static func allocate(
    lanes count: Int
  ) -> (UnsafeMutablePointer<Lane>, UnsafeMutablePointer<Double>) {
    let memory = UnsafeMutablePointer<Lane>.allocate(capacity: max(1, count))
    memory.initialize(repeating: .zero, count: count)
    return (memory, UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Double.self))
  }

  /// Makes room for so many columns; what they held is lost where there was less.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    memory.deallocate()
    capacity = count
    (memory, elements) = Self.allocate(lanes: count * rows / FitPoints.lane)
  }

  func pointer(_ column: Int) -> UnsafeMutablePointer<Double> { elements + column * rows }

  subscript(row: Int, column: Int) -> Double {
    get { elements[column * rows + row] }
    set { elements[column * rows + row] = newValue }
  }

  func clear(_ column: Int, outside kept: Range<Int>? = nil) {
    let start = pointer(column)
    for row in 0..<rows where kept.map({ !$0.contains(row) }) ?? true { start[row] = 0 }
  }

  private func lanes(
    _ pointer: UnsafePointer<Double>, _ range: Range<Int>
  ) -> (UnsafePointer<Lane>, Int) {
    let start = UnsafeRawPointer(pointer + range.lowerBound).assumingMemoryBound(to: Lane.self)
    return (start, range.count / FitPoints.lane)
  }

  func dot(_ a: Int, _ b: Int, _ range: Range<Int>) -> Double {
    dot(UnsafePointer(pointer(a)), UnsafePointer(pointer(b)), range)
  }

  func dot(_ a: Int, _ b: [Double], _ range: Range<Int>) -> Double {
    b.withUnsafeBufferPointer { other in
      let column = pointer(a)
      var sum = 0.0
      for row in range { sum += column[row] * other[row] }
      return sum
    }
  }

  private func dot(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ range: Range<Int>
  ) -> Double {
    let (x, count) = lanes(a, range)
    let (y, _) = lanes(b, range)
    var sum = Lane.zero
    for k in 0..<count { sum += x[k] * y[k] }
    return sum.sum()
  }

  func norm(_ a: Int, _ range: Range<Int>) -> Double { dot(a, a, range).squareRoot() }

  func subtract(_ factor: Double, times a: Int, from b: Int, _ range: Range<Int>) {
    let (x, count) = lanes(UnsafePointer(pointer(a)), range)
    let y = UnsafeMutablePointer(mutating: lanes(UnsafePointer(pointer(b)), range).0)
    for k in 0..<count { y[k] -= factor * x[k] }
  }

  func scale(_ a: Int, by factor: Double, _ range: Range<Int>) {
    let x = UnsafeMutablePointer(mutating: lanes(UnsafePointer(pointer(a)), range).0)
    for k in 0..<range.count / FitPoints.lane { x[k] *= factor }
  }

  /// Takes the part along column `a` out of a vector, and returns it.
  func project(_ vector: inout [Double], on a: Int, _ range: Range<Int>) -> Double {
    let column = pointer(a)
    return vector.withUnsafeMutableBufferPointer { vector in
      var overlap = 0.0
      for row in range { overlap += column[row] * vector[row] }
      for row in range { vector[row] -= overlap * column[row] }
      return overlap
    }
  }
}
