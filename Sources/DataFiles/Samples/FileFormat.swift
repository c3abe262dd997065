/// The formats that are read, told apart by the first bytes.
enum FileFormat {
  case npy
  case npz
  case text

  /// The format of what `reader` delivers, without consuming any of it.
  init(of reader: ByteReader) throws(SampleFileError) {
    let name = reader.name
    let start = try reader.peek(512)
    guard !start.isEmpty else {
      throw name.error(.empty, found: "an empty file", wanted: Self.wanted)
    }
    let file = name.file.lowercased()
    if start.starts(with: NPYHeader.magic) || file.hasSuffix(".npy") {
      // A file that is only called .npy gets the header's complaint.
      self = .npy
    } else if Self.isZip(start) || file.hasSuffix(".npz") {
      self = .npz
    } else if let other = Self.nameOfOther(start) {
      throw name.error(.unknownFormat, found: other, wanted: Self.wanted)
    } else {
      self = .text
    }
  }

  private static let wanted = "a .npy, .npz, .csv or .txt file of configurations"

  /// Archives begin with a local header, or with the end record if they are empty.
  private static func isZip(_ start: [UInt8]) -> Bool {
    start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// What a file is that is none of these; nil if it looks like text.
  private static func nameOfOther(_ start: [UInt8]) -> String? {
    let known: [([UInt8], String)] = [
      ([0x1F, 0x8B], "gzip data (uncompressed, or piped through zcat, it may be read)"),
      ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
      ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard data"),
      ([0x42, 0x5A, 0x68], "bzip2 data"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data"),
      ([0xFF, 0xFE], "text in UTF-16"),
      ([0xFE, 0xFF], "text in UTF-16"),
    ]
    for (magic, description) in known where start.starts(with: magic) { return description }
    // Text has no control characters apart from white space.
    let isText = start.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    return isText ? nil : "binary data of no known format"
  }
}

extension FileFormat: CustomStringConvertible {
  var description: String {
    switch self {
    case .npy: "a .npy"
    case .npz: "a .npz"
    case .text: "a text"
    }
  }
}
