import SpinSystems

/// Reads configurations of one bit a spin: an array of uint8 whose shape is [n, L, ⌈L/8⌉].
///
/// It is what `numpy.packbits(samples > 0, axis=-1)` makes: every row begins a byte, the first
/// column is the highest bit, and the bits behind the last column are 0. The shape cannot be that
/// of an array of one spin an element, because ⌈L/8⌉ = L only for L = 1.
struct PackedRowReader {
  private let header: NPYHeader
  private let lattice: SquareLattice
  private let count: Int
  private let data: NPYData

  /// Nil unless `header` describes such an array.
  init?(_ reader: ByteReader, header: NPYHeader) throws(SampleFileError) {
    let shape = header.shape
    guard
      case .string(let descriptor) = header.descriptor,
      let type = NPYElementType(descriptor: descriptor), type.kind == .unsigned, type.width == 1,
      shape.count == 3, shape[0] > 0, SquareLattice.sizes.contains(shape[1]),
      shape[2] == (shape[1] + 7) / 8, !header.isFortranOrder
    else { return nil }
    self.header = header
    lattice = SquareLattice(size: shape[1])
    count = shape[0]
    data = try NPYData(
      reader, header: header, type: type, count: count,
      bytesPerConfiguration: shape[1] * shape[2],
      packedBytesPerConfiguration: SampleSet.measuredByteCount(on: lattice))
  }

  func read() throws(SampleFileError) -> LoadedSamples {
    let bytesPerRow = (lattice.size + 7) / 8
    let bytesPerConfiguration = lattice.size * bytesPerRow
    let perPiece = max(1, (1 << 16) / bytesPerConfiguration)
    var samples = SampleSet(lattice: lattice, capacity: data.isCertain ? count : 0)
    while samples.count < count {
      let pieceCount = min(perPiece, count - samples.count)
      let bytes = try data.reader.read(pieceCount * bytesPerConfiguration)
      guard bytes.count == pieceCount * bytesPerConfiguration else {
        throw data.truncated(after: samples.count * bytesPerConfiguration + bytes.count)
      }
      var words = [UInt64](repeating: 0, count: pieceCount * lattice.wordsPerConfiguration)
      for (index, byte) in bytes.enumerated() where byte != 0 {
        let (row, place) = index.quotientAndRemainder(dividingBy: bytesPerRow)
        let (configuration, rowInside) = row.quotientAndRemainder(dividingBy: lattice.size)
        let columns = min(8, lattice.size - 8 * place)
        guard byte & (0xFF >> UInt8(columns)) == 0 || columns == 8 else {
          throw data.reader.name.error(
            .value,
            at: .spin(sample: samples.count + configuration, row: rowInside, column: lattice.size),
            found: "a bit that is set behind the last column",
            wanted: "rows of \(lattice.size) bits, filled up with 0 to whole bytes")
        }
        // Lowest bit first, as the words have it; a byte may reach into the next word.
        let site = lattice.site(row: rowInside, column: 8 * place)
        let word = configuration * lattice.wordsPerConfiguration + site / 64
        words[word] |= UInt64(byte.bitSwapped) << UInt64(site % 64)
        if site % 64 > 56, UInt64(byte.bitSwapped) >> UInt64(64 - site % 64) != 0 {
          words[word + 1] |= UInt64(byte.bitSwapped) >> UInt64(64 - site % 64)
        }
      }
      samples.append(packed: words)
    }
    try data.checkEnd()
    return LoadedSamples(
      samples: samples, format: header.description, encoding: .zeroOne,
      notes: [
        "Shape \(header.shape) was read as rows of \(lattice.size) spins packed one a bit, "
          + "first column highest, as numpy.packbits(…, axis=-1) makes them."
      ])
  }
}

extension UInt8 {
  /// This byte with its bits in the opposite order.
  var bitSwapped: UInt8 {
    var value = self
    value = value >> 4 | value << 4
    value = (value & 0xCC) >> 2 | (value & 0x33) << 2
    return (value & 0xAA) >> 1 | (value & 0x55) << 1
  }
}
