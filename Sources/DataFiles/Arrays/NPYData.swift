import Storage

/// The bytes behind a `.npy` header, and what the header promises about them.
struct NPYData {
  let reader: ByteReader
  /// Whether the promised bytes are certainly there. Where they are not, memory is taken only as
  /// they arrive: a header can promise anything.
  let isCertain: Bool
  /// The number of bytes that the header promises.
  let byteCount: Int
  private let contents: String

  /// Compares the promise with what is certainly there, and with the memory that there is, before any is
  /// taken.
  ///
  /// - Parameter taken: bytes that are spoken for already.
  init(
    _ reader: ByteReader, header: NPYHeader, type: NPYElementType, count: Int,
    bytesPerConfiguration: Int, packedBytesPerConfiguration: Int,
    fitting contents: String = "configurations that fit, with what is to be measured on them,",
    besides taken: Int = 0
  ) throws(SampleFileError) {
    self.reader = reader
    self.contents = "shape \(header.shape) of \(type)"
    let (promised, overflow) = count.multipliedReportingOverflow(by: bytesPerConfiguration)
    let packed = count.multipliedReportingOverflow(by: packedBytesPerConfiguration)
    byteCount = promised
    let present = reader.certainRemainingCount
    isCertain = present != nil
    let fits =
      !packed.overflow && packed.partialValue <= max(0, PhysicalMemory.byteCount - taken)
    if !overflow, let present {
      if present < byteCount { throw truncated(after: present) }
      if present > byteCount { throw trailing("\(present - byteCount)") }
    }
    guard !overflow, fits else {
      throw reader.name.error(
        .tooLarge, at: .headerField("shape"), found: "\(header.shape)",
        wanted: "\(contents) into the memory that this process may have")
    }
  }

  /// Throws unless the source ends here.
  func checkEnd() throws(SampleFileError) {
    guard try reader.peek(1).isEmpty else { throw trailing("more") }
  }

  /// The error that the data end after `present` bytes.
  func truncated(after present: Int) -> SampleFileError {
    reader.name.error(
      .truncated, found: "\(present) bytes of data, \(byteCount - present) missing",
      wanted: "\(byteCount) for \(contents)")
  }

  private func trailing(_ extra: String) -> SampleFileError {
    reader.name.error(
      .trailingBytes, found: "\(extra) bytes behind the data",
      wanted: "an end after the \(byteCount) bytes of \(contents)")
  }
}
