/// Numbers aligned to 64 bytes, as wide vectors want them; a value with copy on write.
///
/// An `Array<SIMD8<UInt64>>` will not do: its elements begin at multiples of 16 bytes only.
package struct AlignedBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Never shared while it is written to, hence `@unchecked`.
  @usableFromInline package var memory: AlignedMemory<Element>

  /// `count` elements, all of whose bits are zero.
  @inlinable package init(count: Int) { memory = AlignedMemory(count: count) }

  /// The elements, to be read while this value lives.
  @inlinable package func withUnsafeElements<Result>(
    _ body: (UnsafePointer<Element>) -> Result
  ) -> Result {
    withExtendedLifetime(memory) { body(UnsafePointer(memory.pointer)) }
  }

  /// The elements, to be written.
  @inlinable package mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutablePointer<Element>) -> Result
  ) -> Result {
    if !isKnownUniquelyReferenced(&memory) {
      let copy = AlignedMemory<Element>(count: memory.count)
      copy.pointer.update(from: memory.pointer, count: memory.count)
      memory = copy
    }
    return withExtendedLifetime(memory) { body(memory.pointer) }
  }
}

/// Memory at an address that is a multiple of 64 bytes; shared by all who have it, such as the scratch of
/// a thread.
///
/// Not for use by two threads at once unless both only read.
package final class AlignedMemory<Element: BitwiseCopyable> {
  /// Number of elements.
  package let count: Int
  package let pointer: UnsafeMutablePointer<Element>

  /// `count` elements, all of whose bits are zero.
  package init(count: Int) {
    self.count = count
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Element>.stride, alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    pointer = bytes.bindMemory(to: Element.self).baseAddress!
  }

  deinit { pointer.deallocate() }

  /// Sets all bits to zero.
  package func clear() {
    UnsafeMutableRawBufferPointer(start: pointer, count: count * MemoryLayout<Element>.stride)
      .initializeMemory(as: UInt8.self, repeating: 0)
  }
}
