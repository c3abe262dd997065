/// Numbers aligned to 64 bytes, as wide vectors want them; a value with copy on write.
struct AlignedBuffer<Element: BitwiseCopyable & Numeric & Sendable>: Sendable {
  private var storage: Storage

  /// Never shared while it is written to, hence `@unchecked`.
  private final class Storage: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Element>

    init(count: Int) {
      let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, count) * MemoryLayout<Element>.stride, alignment: 64)
      elements = memory.bindMemory(to: Element.self)
      elements.initialize(repeating: 0)
    }

    deinit { elements.deallocate() }
  }

  /// `count` zeroes.
  init(count: Int) { storage = Storage(count: count) }

  /// The elements, to be read while this value lives.
  func withUnsafeElements<Result>(_ body: (UnsafePointer<Element>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(UnsafePointer(storage.elements.baseAddress!)) }
  }

  /// The elements, to be written.
  mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutablePointer<Element>) -> Result
  ) -> Result {
    if !isKnownUniquelyReferenced(&storage) {
      let copy = Storage(count: storage.elements.count)
      _ = copy.elements.update(fromContentsOf: storage.elements)
      storage = copy
    }
    return withExtendedLifetime(storage) { body(storage.elements.baseAddress!) }
  }
}
