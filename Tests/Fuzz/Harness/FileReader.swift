import Foundation

/// A reader of files, as the fuzzer is to know it.
struct FileReader: Sendable {
  /// What it is called on the command line.
  let name: String
  /// No longer inputs are made up.
  var largestByteCount = 4096
  /// Words of the format, which the fuzzer inserts.
  var words: [String] = []
  /// Whole and right files, to begin with.
  let seeds: @Sendable () throws -> [[UInt8]]
  /// Reads what was made up as the commands do. What it throws must be one plain line of a kind that a command ends
  /// with.
  let read: @Sendable ([UInt8]) throws -> Void

  /// Writes seeds and words into `folder`, for libFuzzer to find.
  func prepare(in folder: URL) throws {
    let corpus = folder.appending(path: "seeds")
    try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
    let seeds = try seeds()
    precondition(!seeds.isEmpty, "\(name) has no seeds")
    for (number, seed) in seeds.enumerated() {
      try Data(seed).write(to: corpus.appending(path: "seed-\(number)"))
    }
    try words.map { Self.quoted($0.utf8) + "\n" }.joined()
      .write(to: folder.appending(path: "words"), atomically: true, encoding: .utf8)
    try "\(largestByteCount)".write(
      to: folder.appending(path: "length"), atomically: true, encoding: .utf8)
  }

  private static func quoted(_ bytes: String.UTF8View) -> String {
    bytes.reduce(into: "\"") { text, byte in
      let isPlain = 0x20...0x7E ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      let digits = String(byte, radix: 16)
      text +=
        isPlain ? String(UnicodeScalar(byte)) : "\\x" + (digits.count < 2 ? "0" : "") + digits
    } + "\""
  }
}

extension FileReader {
  /// The bytes of a file of Fixtures.
  static func fixture(_ path: String) throws -> [UInt8] {
    let root = ProcessInfo.processInfo.environment["STEELYARD_ROOT"] ?? "."
    return Array(try Data(contentsOf: URL(filePath: "\(root)/Fixtures/\(path)")))
  }

  /// The files of a folder of Fixtures whose names end so, none of them longer than `limit`.
  static func fixtures(
    _ folder: String, ending: String, atMost limit: Int = 4096
  ) throws -> [[UInt8]] {
    let root = ProcessInfo.processInfo.environment["STEELYARD_ROOT"] ?? "."
    return try FileManager.default.contentsOfDirectory(atPath: "\(root)/Fixtures/\(folder)")
      .sorted().filter { $0.hasSuffix(ending) }
      .map { try fixture("\(folder)/\($0)") }.filter { $0.count <= limit }
  }

  /// What is in every JSON, besides the keys of these texts.
  static func jsonWords(_ seeds: [[UInt8]]) -> [String] {
    let keys = seeds.flatMap { seed in
      String(decoding: seed, as: UTF8.self).matches(of: /"[A-Za-z][A-Za-z -]{0,40}"/)
        .map { String($0.output) }
    }
    return Array(Set(keys)).sorted() + [
      "null", "true", "false", "[]", "{}", "1e308", "-1e308", "1e-320", "-1", "0.5",
      "9223372036854775807", "-9223372036854775808", "18446744073709551615", "4294967296",
      "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\\u0000", "\\ud800",
    ]
  }
}
