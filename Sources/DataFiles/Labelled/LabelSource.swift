import Foundation

/// Where the labels of configurations stand.
enum LabelSource {
  /// A file of its own.
  case file(String)
  /// An array of the archive in which the configurations are.
  case array(String, of: String)
  /// A column of the text in which they are.
  case column(String)

  /// What `name` means beside the configurations in `path`.
  init(_ name: String, besides path: String) {
    if FileManager.default.fileExists(atPath: name) {
      self = .file(name)
    } else if path == "-" {
      // What is looked at in a pipe is gone; an archive cannot come through one.
      self = .column(name)
    } else if let source = try? FileSource(path: path),
      let start = try? ByteReader(source, name: InputName(file: path)).peek(4)
    {
      // The four bytes that begin an archive, or its end where it is empty.
      self =
        start.starts(with: [0x50, 0x4B]) || start.starts(with: NPYHeader.magic.prefix(4))
        ? .array(name, of: path) : .column(name)
    } else {
      self = .array(name, of: path)
    }
  }

  /// The labels, and what errors call them.
  func numbers() throws(SampleFileError) -> (NumericArray, InputName) {
    switch self {
    case .file(let path):
      let source = try FileSource(path: path)
      let isArray = try ByteReader(source, name: InputName(file: path)).peek(6)
        .starts(with: NPYHeader.magic)
      return (
        isArray ? try NumericArray.read(path) : try Self.lines(of: path), InputName(file: path)
      )
    case .array(let name, let path):
      guard !path.hasSuffix(".npy") else {
        throw InputName(file: name).error(
          .missing, found: "no file of that name",
          wanted: "a file of labels, or an array's name where the configurations are a .npz archive"
        )
      }
      return (try ArrayArchive.array(name, of: path), InputName(file: path, array: name))
    case .column: preconditionFailure("a column is read with the text that it is in")
    }
  }

  /// The only array beside the labels; nil where there are more, or the labels are elsewhere.
  func other(in path: String) throws(SampleFileError) -> String? {
    guard case .array(let name, _) = self else { return nil }
    let source = try FileSource(path: path)
    let names = try NPZArchive(source, name: InputName(file: path)).entries.map(\.name)
      .filter { $0 != name }
    return names.count == 1 ? names[0] : nil
  }

  /// A number in each line.
  private static func lines(of path: String) throws(SampleFileError) -> NumericArray {
    let name = InputName(file: path)
    let lines = TextLines(ByteReader(try FileSource(path: path), name: name))
    var values: [Double] = []
    while let line = try lines.next() {
      let text = String(decoding: line, as: UTF8.self).prefix { $0 != "#" }
        .trimmingCharacters(in: .whitespaces)
      if text.isEmpty { continue }
      guard let value = Double(text) else {
        // A first line may name the column.
        if values.isEmpty, lines.number == 1 { continue }
        throw name.error(
          .layout, at: .line(lines.number), found: "\"\(text.printable(limit: 40))\"",
          wanted: "a number in each line")
      }
      values.append(value)
    }
    return NumericArray(shape: [values.count], values)
  }
}
