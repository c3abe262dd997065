import DataFiles

extension FileReader {
  /// Samples with the temperature of each beside them in an archive.
  static let labelledSamples = FileReader(
    name: "labelled-samples", words: arrayWords
  ) {
    [
      ArrayBundle.bytes([
        NumericArray(shape: [2, 2, 2], [UInt8](repeating: 1, count: 8)),
        NumericArray(shape: [2], [1.5, 2.0]),
      ]),
      ArrayBundle.bytes([
        NumericArray(shape: [2, 3, 4], [UInt8](repeating: 1, count: 24)),
        NumericArray(shape: [2, 1], [Float(1), 2]),
      ]),
    ]
  } read: { bytes in
    let path = ScratchFile.holding(ArrayBundle.archive(bytes, names: ["s", "T"]), "labelled.npz")
    for quantity in Labels.Quantity.allCases {
      for group in try LabelledSamples.read(path, by: Labels("T", quantity)).groups {
        precondition(group.temperature > 0 && group.samples.count == group.places.count)
      }
    }
  }

  /// Samples with the temperature of each in a column of their text, and labels in a file of lines.
  static let labelledText = FileReader(name: "labelled-text", words: textWords + ["T"]) {
    [
      Array("a,b,c,d,T\n1,1,0,1,2.5\n1,1,1,1,2\n".utf8), Array("1 1 -1 1 2.5\n1 1 1 1 2\n".utf8),
      Array("2.5\n2\n".utf8), Array("T\n2.5\n".utf8),
    ]
  } read: { bytes in
    let path = ScratchFile.holding(bytes, "labelled.txt")
    let samples = ScratchFile.holding(Array("1 1 -1 1\n1 1 1 1\n".utf8), "samples.txt")
    var first: (any Error)?
    for (file, name) in [(path, "T"), (path, "-1"), (path, "0"), (samples, path)] {
      do {
        _ = try LabelledSamples.read(file, by: Labels(name))
      } catch {
        requirePlainLine(error)
        first = first ?? error
      }
    }
    if let first { throw first }
  }
}
