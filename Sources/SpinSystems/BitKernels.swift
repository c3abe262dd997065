import CSpinKernels
import Randomness

/// Calls into the C bit kernels, with memory and exhaustion dealt with in one place.
enum BitKernels {
  /// Runs `kernel` on the packed words of `samples` and on zeroed output buffers.
  ///
  /// - Parameters:
  ///   - lengths: the length of each output buffer.
  ///   - kernel: is given the words, the number of configurations, L, and the buffers; returns the
  ///     kernel's status, 0 where memory is exhausted.
  static func run<Value: FixedWidthInteger>(
    _ samples: SampleSet, range: Range<Int>? = nil, outputs lengths: [Int],
    _ kernel: (UnsafePointer<UInt64>, Int, Int, [UnsafeMutablePointer<Value>]) -> Int32
  ) -> [[Value]] {
    let range = range ?? 0..<samples.count
    precondition(range.lowerBound >= 0 && range.upperBound <= samples.count)
    var outputs = lengths.map { [Value](repeating: 0, count: $0) }
    guard !range.isEmpty else { return outputs }
    let offset = range.lowerBound * samples.lattice.wordsPerConfiguration
    samples.words.withUnsafeBufferPointer { words in
      withPointers(to: &outputs) { pointers in
        let status = kernel(
          words.baseAddress! + offset, range.count, samples.lattice.size, pointers)
        precondition(status != 0, "out of memory for a lattice of size \(samples.lattice.size)")
      }
    }
    return outputs
  }

  /// Configurations in a piece: a whole number of the blocks that kernels work on.
  private static let pieceSize = 2048

  /// Runs `kernel` on pieces of `count` configurations on all cores, each given by its first and their number; the
  /// status is 0 where it is for one of them.
  static func inPieces(_ count: Int, _ kernel: @Sendable (Int, Int) -> Int32) -> Int32 {
    guard count > pieceSize else { return kernel(0, count) }
    return IndexedWork.map(count: (count + pieceSize - 1) / pieceSize) { piece in
      kernel(piece * pieceSize, min(pieceSize, count - piece * pieceSize))
    }.min()!
  }

  private static func withPointers<Value>(
    to arrays: inout [[Value]], _ body: ([UnsafeMutablePointer<Value>]) -> Void
  ) {
    func descend(_ index: Int, _ pointers: [UnsafeMutablePointer<Value>]) {
      guard index < arrays.count else { return body(pointers) }
      var array: [Value] = []
      swap(&array, &arrays[index])
      array.withUnsafeMutableBufferPointer { descend(index + 1, pointers + [$0.baseAddress!]) }
      swap(&array, &arrays[index])
    }
    descend(0, [])
  }
}
