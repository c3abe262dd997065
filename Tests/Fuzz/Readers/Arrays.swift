import DataFiles

extension FileReader {
  /// Any numbers in a `.npz` archive.
  static let arrays = FileReader(name: "arrays", words: arrayWords + archiveWords) {
    try fixtures("npy", ending: ".npz")
      + [
        ArrayArchive([("a", NumericArray(shape: [2], [1.0, 2])), ("t", NumericArray(text: "x"))])
          .bytes()
      ]
  } read: { bytes in
    let archive = try ArrayArchive.read(bytes, named: "arrays.npz")
    for (_, array) in archive.arrays {
      let count = array.shape.reduce(1, *)
      precondition(array.doubles.count == count && array.floats.count == count)
      precondition(array.integers.map { $0.count == count } ?? true)
      _ = array.text
    }
  }

  /// ln q of each sample, in a `.npy` file.
  static let logProbabilities = FileReader(name: "log-probabilities", words: arrayWords) {
    [
      ArrayBundle.bytes([NumericArray(shape: [3], [-1.0, -2, -3])]),
      ArrayBundle.bytes([NumericArray(shape: [3, 1], [Float(-1), -2, -3])]),
      ArrayBundle.bytes([NumericArray(shape: [3], [Int64(-1), -2, -3])]),
    ] + (try fixtures("npy", ending: ".npy"))
  } read: { bytes in
    let path = ScratchFile.holding(bytes, "log.npy")
    var first: (any Error)?
    do {
      let values = try LogProbabilities.read(path, besides: "s.npy", count: 3)
      precondition(values.allSatisfy(\.isFinite))
    } catch {
      requirePlainLine(error)
      first = error
    }
    let values = try LogProbabilities.readAny(path, besides: "s.npy")
    precondition(values.allSatisfy { $0 < .infinity })
    if let first { throw first }
  }
}
