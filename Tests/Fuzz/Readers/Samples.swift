import DataFiles

extension FileReader {
  /// Samples in a `.npy` file.
  static let arraySamples = samples("array-samples") {
    try fixtures("npy", ending: ".npy")
  }

  /// Samples in a `.npz` archive. libzip is not instrumented, so that its own branches do not guide the search.
  static let archiveSamples = samples("archive-samples") {
    try fixtures("npy", ending: ".npz")
  }

  /// Samples as text, as far as the fuzzer leaves them that.
  static let textSamples = samples("text-samples") {
    try fixtures("npy", ending: ".csv") + fixtures("npy", ending: ".txt") + [
      Array("1 1 -1 1\n-1 1 1 1\n".utf8), Array("a,b,c,d\r\n0,1,1,0\r\n".utf8),
      Array("1;0\n0;1\n\n1;1\n0;0\n".utf8), Array("# x\n1.0e+00 -1 1 +1\n".utf8),
    ]
  }

  private static func samples(
    _ name: String, seeds: @escaping @Sendable () throws -> [[UInt8]]
  ) -> FileReader {
    FileReader(name: name, words: arrayWords + archiveWords + textWords, seeds: seeds) { bytes in
      var first: (any Error)?
      for (array, size) in [(nil, nil), ("samples", nil), (nil, 2), (nil, 4)] as [(String?, Int?)] {
        do {
          let samples = try SampleFile.read(bytes, named: name, array: array, size: size).samples
          let unused = UInt64(
            64 * samples.lattice.wordsPerConfiguration - samples.lattice.siteCount)
          for index in 0..<samples.count {
            precondition(samples.packed(index).last! <= .max >> unused, "unused bits are set")
          }
        } catch {
          requirePlainLine(error)
          first = first ?? error
        }
      }
      if let first { throw first }
    }
  }

  static let arrayWords = [
    "'descr': ", "'fortran_order': ", "'shape': (", "True", "False", "None", "'|i1'", "'|b1'",
    "'|u1'",
    "'<f2'", "'<f4'", "'<f8'", "'>f8'", "'<i8'", "9223372036854775807", "4294967296", "NUMPY",
  ]
  static let archiveWords = [
    "PK\u{3}\u{4}", "PK\u{1}\u{2}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{7}", ".npy",
  ]
  static let textWords = [
    "\n\n", "# ", "nan", "inf", "1.000e+00", "\r\n", ";", "\t", "\u{FEFF}", "-0", "1e308",
  ]
}
