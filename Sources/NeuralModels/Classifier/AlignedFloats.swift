/// Numbers at an address that is a multiple of 64 bytes, as the kernels want them.
///
/// Not for use by two threads at once unless both only read.
final class AlignedFloats {
  let count: Int
  let pointer: UnsafeMutablePointer<Float>

  /// `count` zeros.
  init(count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    pointer = memory.bindMemory(to: Float.self, capacity: max(count, 1))
    pointer.initialize(repeating: 0, count: count)
  }

  deinit { pointer.deallocate() }

  /// Sets all numbers to zero.
  func clear() { pointer.update(repeating: 0, count: count) }

  /// `count` rounded up to a multiple of 16, the length of the kernels' vectors.
  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
