import SpinSystems

/// Reads the data of a `.npy` array, behind its header, as configurations.
///
/// The data pass through a buffer of a few hundred kilobytes. In C order a configuration is
/// contiguous and is packed as it arrives. In Fortran order the values of one site in all
/// configurations are contiguous; they are packed into planes of bits first, and the planes are
/// then transposed, which takes twice the memory of the packed configurations for a moment.
struct NPYSampleReader {
  private let header: NPYHeader
  private let type: NPYElementType
  private let shape: ConfigurationShape
  private let data: NPYData
  private var reader: ByteReader { data.reader }

  /// Reads the array that `header` describes, as configurations of L = `size` where that is not nil.
  ///
  /// - Precondition: `reader` stands at the first byte behind `header`.
  static func read(
    _ reader: ByteReader, header: NPYHeader, size: Int?
  ) throws(SampleFileError) -> LoadedSamples {
    if let packed = try PackedRowReader(reader, header: header) { return try packed.read() }
    return try NPYSampleReader(reader, header: header, size: size).read()
  }

  private init(
    _ reader: ByteReader, header: NPYHeader, size: Int?
  ) throws(SampleFileError) {
    self.header = header
    type = try header.elementType(reader.name)
    shape = try ConfigurationShape(header.shape, size: size, reader.name)
    data = try NPYData(
      reader, header: header, type: type, count: shape.count,
      bytesPerConfiguration: shape.lattice.siteCount * type.width,
      packedBytesPerConfiguration: SampleSet.measuredByteCount(on: shape.lattice))
  }

  private func read() throws(SampleFileError) -> LoadedSamples {
    var packer = SpinPacker(type)
    let samples =
      header.isFortranOrder ? try readFortranOrder(&packer) : try readCOrder(&packer)
    try data.checkEnd()
    let (encoding, note) = packer.met.encoding(canBeNegative: type.canBeNegative)
    var loaded = LoadedSamples(
      samples: samples, format: header.description, encoding: encoding,
      notes: [note].compactMap(\.self))
    loaded.setLength = header.setLength
    return loaded
  }

  private func readCOrder(
    _ packer: inout SpinPacker
  ) throws(SampleFileError) -> SampleSet {
    var samples = SampleSet(lattice: shape.lattice, capacity: data.isCertain ? shape.count : 0)
    try forEachPiece(
      runLength: shape.lattice.siteCount, runCount: shape.count, &packer
    ) { words in
      samples.append(packed: words)
    }
    return samples
  }

  private func readFortranOrder(
    _ packer: inout SpinPacker
  ) throws(SampleFileError) -> SampleSet {
    var planes: [UInt64] = []
    let planeWidth = (shape.count + 63) / 64
    if data.isCertain { planes.reserveCapacity(shape.lattice.siteCount * planeWidth) }
    try forEachPiece(
      runLength: shape.count, runCount: shape.lattice.siteCount, &packer
    ) { words in
      planes.append(contentsOf: words)
    }
    return configurations(of: planes, planeWidth: planeWidth)
  }

  /// Turns planes, each of which holds one site of all configurations, into configurations.
  private func configurations(of planes: [UInt64], planeWidth: Int) -> SampleSet {
    let siteCount = shape.lattice.siteCount
    let wordsPerConfiguration = shape.lattice.wordsPerConfiguration
    return SampleSet(lattice: shape.lattice, count: shape.count) { words in
      for block in 0..<planeWidth {
        let configurations = min(64, shape.count - 64 * block)
        for word in 0..<wordsPerConfiguration {
          var square = InlineArray<64, UInt64>(repeating: 0)
          for site in 64 * word..<min(64 * (word + 1), siteCount) {
            let offset = shape.exchangingOrder(site)
            square[site - 64 * word] = planes[offset * planeWidth + block]
          }
          transpose(&square)
          for index in 0..<configurations {
            words[(64 * block + index) * wordsPerConfiguration + word] = square[index]
          }
        }
      }
    }
  }

  /// Reads and packs `runCount` runs of `runLength` elements, and hands on the words in their
  /// order.
  ///
  /// A piece is a number of whole runs, or part of one that is too long for the buffer. Parts are
  /// multiples of 64 elements, so that the words of a run are contiguous in what is handed on.
  private func forEachPiece(
    runLength: Int, runCount: Int, _ packer: inout SpinPacker,
    _ body: (UnsafeBufferPointer<UInt64>) -> Void
  ) throws(SampleFileError) {
    // The longest configuration is 512² elements of 8 bytes, so that configurations stay whole.
    let capacity = max(1 << 18, header.isFortranOrder ? 0 : runLength * type.width)
    let elementCapacity = capacity / type.width
    let memory = AlignedMemory<UInt8>(count: capacity + SpinPacker.readableBytesBehind)
    let buffer = UnsafeMutableRawBufferPointer(
      start: memory.pointer, count: capacity + SpinPacker.readableBytesBehind)
    // A run of any length takes at least one word.
    let words = UnsafeMutableBufferPointer<UInt64>.allocate(
      capacity: min(elementCapacity, elementCapacity / runLength + elementCapacity / 64 + 1))
    defer {
      words.deallocate()
      withExtendedLifetime(memory) {}
    }
    var (run, offset) = (0, 0)
    while run < runCount {
      let wholeRuns = offset == 0 ? min(elementCapacity / runLength, runCount - run) : 0
      let length = wholeRuns > 0 ? runLength : min(runLength - offset, elementCapacity)
      let runs = max(wholeRuns, 1)
      let wanted = length * runs * type.width
      let present = try reader.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      let first = run * runLength + offset
      guard present == wanted else {
        throw data.truncated(after: first * type.width + present)
      }
      let fault = packer.pack(
        buffer.baseAddress!, runLength: length, runCount: runs, into: words.baseAddress!)
      if let fault {
        throw spinError(at: first + fault, element: buffer.baseAddress! + fault * type.width)
      }
      body(UnsafeBufferPointer(rebasing: words[..<(runs * ((length + 63) / 64))]))
      if wholeRuns > 0 {
        run += wholeRuns
      } else {
        offset += length
        if offset == runLength { (run, offset) = (run + 1, 0) }
      }
    }
  }

  private func spinError(at index: Int, element: UnsafeRawPointer) -> SampleFileError {
    let siteCount = shape.lattice.siteCount
    let (sample, site) =
      header.isFortranOrder
      ? (index % shape.count, shape.exchangingOrder(index / shape.count))
      : (index / siteCount, index % siteCount)
    let (row, column) = site.quotientAndRemainder(dividingBy: shape.lattice.size)
    return SpinValues.error(
      type.text(at: element), isSpin: type.spinValue(at: element) != nil,
      at: .spin(sample: sample, row: row, column: column), reader.name)
  }
}
