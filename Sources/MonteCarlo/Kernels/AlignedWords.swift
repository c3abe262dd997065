/// Words aligned to 64 bytes, as wide vectors want them; a value with copy on write.
///
/// An `Array<SIMD8<UInt64>>` will not do: its elements begin at multiples of 16 bytes only.
struct AlignedWords: Sendable {
  private var storage: Storage

  /// Never shared while it is written to, hence `@unchecked`.
  private final class Storage: @unchecked Sendable {
    let words: UnsafeMutableBufferPointer<UInt64>

    init(count: Int) {
      let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: count * MemoryLayout<UInt64>.stride, alignment: 64)
      words = memory.bindMemory(to: UInt64.self)
      words.initialize(repeating: 0)
    }

    deinit { words.deallocate() }
  }

  /// `count` zeroes.
  init(count: Int) { storage = Storage(count: count) }

  func withUnsafeWords<Result>(
    _ body: (UnsafeMutableBufferPointer<UInt64>) -> Result
  ) -> Result {
    withExtendedLifetime(storage) { body(storage.words) }
  }

  mutating func withUnsafeMutableWords<Result>(
    _ body: (UnsafeMutableBufferPointer<UInt64>) -> Result
  ) -> Result {
    if !isKnownUniquelyReferenced(&storage) {
      let copy = Storage(count: storage.words.count)
      _ = copy.words.update(fromContentsOf: storage.words)
      storage = copy
    }
    return withExtendedLifetime(storage) { body(storage.words) }
  }
}
