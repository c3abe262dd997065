import Foundation
import Testing

/// Something that cannot be weighed, and what must be said about it.
struct BadInput: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// Files to make beforehand.
  var files: [String: [UInt8]] = [:]
  var arguments: [String]
  /// What the message must contain.
  var saying: [String]

  init(
    _ description: String, files: [String: [UInt8]] = [:], _ arguments: [String],
    saying: [String]
  ) {
    testDescription = description
    self.files = files
    self.arguments = arguments
    self.saying = saying
  }

  /// A file that is no samples, weighed at T = 1.
  static func file(
    _ description: String, name: String = "a.npy", _ bytes: [UInt8], saying: String...
  ) -> BadInput {
    BadInput(
      description, files: [name: bytes], ["assess", name, "--temperature", "1"],
      saying: [name] + saying)
  }

  /// Good samples and options that do not suit them.
  static func options(
    _ description: String, _ options: [String], saying: String...
  ) -> BadInput {
    BadInput(
      description, files: ["good.npy": ArrayBytes.checkerboards(3, size: 4), "file": [1]],
      ["assess", "good.npy"] + options, saying: saying)
  }
}

extension BadInput {
  private static let good = ArrayBytes.checkerboards(3, size: 4)
  private static let spins = [Int8](repeating: 1, count: 64)

  static let files: [BadInput] = [
    .file("an empty file", [], saying: "found an empty file"),
    .file("a header that ends early", Array(good.prefix(20)), saying: "header"),
    .file("a header without shape", good.map { $0 == 0x73 ? 0x74 : $0 }, saying: "header"),
    .file("fewer bytes than the header says", Array(good.dropLast(5)), saying: "5 missing"),
    .file("more bytes than the header says", good + [1], saying: "1 bytes behind"),
    .file(
      "complex numbers", ArrayBytes.file(shape: [1, 4, 4], descriptor: "<c8", spins + spins),
      saying: "<c8"),
    .file(
      "no square", ArrayBytes.file(shape: [1, 4, 16], spins), saying: "[1, 4, 16]", "[n, L, L]"),
    .file("no configurations", ArrayBytes.file(shape: [0, 4, 4], []), saying: "[0, 4, 4]"),
    .file(
      "a value that is no spin",
      ArrayBytes.file(shape: [4, 4, 4], spins.enumerated().map { $0 == 54 ? 2 : $1 }),
      saying: "sample 3, row 1, column 2", "found 2"),
    .file(
      "a NaN",
      ArrayBytes.file(
        shape: [1, 2, 2], descriptor: "<f2", [0, 0x3C, 0, 0x3C, 0, 0x7E, 0, 0x3C]),
      saying: "sample 0, row 1, column 0", "nan"),
    .file(
      "both -1 and 0",
      ArrayBytes.file(shape: [1, 2, 2], [1, 1, 0, -1]), saying: "row 1, column 1"),
    .file("no array at all", Array("samples".utf8), saying: "header"),
    .file("text of words", name: "a.csv", Array("up down\ndown up\n".utf8), saying: "line"),
    .file(
      "an archive that ends early", name: "a.npz", [0x50, 0x4B, 3, 4, 20, 0], saying: "archive"),
    .file("an archive that is none", name: "a.npz", Array("archive".utf8), saying: "archive"),
    BadInput(
      "an archive of several arrays",
      ["assess", fixture("npy/several.npz"), "--temperature", "1"],
      saying: ["several.npz", "as the array to read"]
    ),
    BadInput(
      "an archive without the array asked for",
      ["assess", fixture("npy/several.npz"), "--temperature", "1", "--array", "weights"],
      saying: ["several.npz", "\"weights\""]),
    BadInput(
      "a missing file", ["assess", "a.npy", "--temperature", "1"], saying: ["no such file"]),
    BadInput("a folder", ["assess", ".", "--temperature", "1"], saying: ["a directory"]),
    BadInput(
      "empty standard input", ["assess", "-", "--temperature", "1"], saying: ["standard input"]),
    BadInput(
      "a good file beside a bad one",
      files: ["good.npy": ArrayBytes.checkerboards(3, size: 4), "bad.npy": []],
      ["assess", "good.npy", "bad.npy", "--temperature", "1"], saying: ["bad.npy"]),
  ]

  static let ensembles: [BadInput] = [
    .options("T = 0", ["--temperature", "0"], saying: "0.0", "above 0"),
    .options("a negative T", ["--temperature", "-1"], saying: "-1.0", "above 0"),
    .options("T = nan", ["--temperature", "nan"], saying: "nan", "above 0"),
    .options("T = inf", ["--temperature", "inf"], saying: "inf", "finite"),
    .options(
      "an odd ΣS", ["--temperature", "1", "--total-spin", "3"], saying: "total spin 3", "even"),
    .options(
      "a negative odd ΣS", ["--temperature", "1", "--total-spin", "-3"], saying: "total spin -3"),
    .options(
      "ΣS beyond N", ["--temperature", "1", "--total-spin", "18"], saying: "total spin 18",
      "from -16 to 16"),
    BadInput(
      "L = 14", files: ["a.npy": ArrayBytes.checkerboards(1, size: 14)],
      ["assess", "a.npy", "--reference", "exact"] + claim,
      saying: ["L = 14", "2 to 12", "ΣS free"]),
    BadInput(
      "L = 32", files: ["a.npy": ArrayBytes.checkerboards(1, size: 32)],
      ["assess", "a.npy", "--reference", "exact"] + claim,
      saying: ["L = 32", "2 to 12", "ΣS free"]),
  ]

  static let outputs: [BadInput] = [
    .options(
      "a report folder below a file", ["--temperature", "1", "--output", "file/reports"],
      saying: "file/reports", "Not a directory"),
    .options(
      "a baseline below a file", ["--temperature", "1", "--write-baseline", "file/report.json"],
      saying: "file/report.json"),
    .options(
      "a baseline in a folder that is not there",
      ["--temperature", "1", "--write-baseline", "none/report.json"], saying: "none/report.json"),
    .options(
      "a baseline in the place of a folder", ["--temperature", "1", "--write-baseline", "."],
      saying: "a directory"),
    .options(
      "a full disk", ["--temperature", "1", "--write-baseline", "/dev/full"],
      saying: "/dev/full", "full disk"),
    .options(
      "a missing baseline", ["--temperature", "1", "--baseline", "none.json"],
      saying: "none.json", "cannot be read"),
    .options(
      "a baseline that is none", ["--temperature", "1", "--baseline", "good.npy"],
      saying: "good.npy", "baseline"),
    BadInput(
      "a baseline that is other JSON",
      files: ["a.npy": ArrayBytes.checkerboards(3, size: 4), "b.json": Array("{\"a\": 1}\n".utf8)],
      ["assess", "a.npy", "--temperature", "1", "--baseline", "b.json"],
      saying: ["b.json", "steelyard-baseline"]),
  ]

  static let otherCommands: [BadInput] = [
    BadInput("no spectrum", ["exact", "--size", "13"] + claim, saying: ["total spin 0", "odd"]),
    BadInput("no spectrum of L = 14", ["exact", "--size", "14"] + claim, saying: ["2 to 12"]),
    BadInput("L = 1", ["exact", "--size", "1", "--temperature", "1"], saying: ["lattice size 1"]),
    BadInput(
      "L = -4", ["exact", "--size", "-4", "--temperature", "1"], saying: ["lattice size -4"]),
    BadInput("T = 0", ["exact", "--size", "4", "--temperature", "0"], saying: ["above 0"]),
    BadInput(
      "a spectrum below a file", files: ["file": []],
      ["exact", "--size", "3", "--spectrum", "--output", "file/a.bin"], saying: ["file/a.bin"]),
    BadInput(
      "a size that cannot be drawn",
      [
        "sample", "--sampler", "perfect", "--size", "14", "--temperature", "1", "--count", "1",
        "--output", "a.npy",
      ], saying: ["L = 14", "2 to 12"]),
    BadInput(
      "a sampler of another ensemble",
      [
        "sample", "--sampler", "exchange", "--size", "14", "--temperature", "1", "--count", "1",
        "--output", "a.npy",
      ], saying: ["exchange", "wolff"]),
    BadInput(
      "a training set below a file", files: ["file": []],
      ["sample", "--size", "4", "--count", "1", "--training-set", "file/set"],
      saying: ["file/set"]),
    BadInput(
      "more samples than memory holds",
      [
        "sample", "--size", "512", "--temperature", "1", "--count", "1000000000",
        "--output", "a.npy",
      ], saying: ["memory"]),
    BadInput(
      "a sample file in a folder that is not there",
      ["sample", "--size", "4", "--temperature", "1", "--count", "1", "--output", "none/a.npy"],
      saying: ["none/a.npy"]),
    BadInput(
      "a sample file below a file", files: ["file": []],
      ["sample", "--size", "4", "--temperature", "1", "--count", "1", "--output", "file/a.npy"],
      saying: ["file/a.npy"]),
  ]
}

@Suite struct `Bad input gets one clear line, exit status 65, and nothing is written` {
  @Test(arguments: BadInput.files) func `for a file`(input: BadInput) async throws {
    try await expectRefusal(of: input)
  }

  @Test(arguments: BadInput.ensembles) func `for an ensemble`(input: BadInput) async throws {
    try await expectRefusal(of: input)
  }

  @Test(arguments: BadInput.outputs)
  func `for a baseline or a place to write to`(input: BadInput) async throws {
    try await expectRefusal(of: input)
  }

  @Test(arguments: BadInput.otherCommands)
  func `for the other commands`(input: BadInput) async throws {
    try await expectRefusal(of: input)
  }

  func expectRefusal(of input: BadInput) async throws {
    try await Workspace.with { folder in
      for (name, bytes) in input.files { try folder.write(bytes, to: name) }
      let before = try folder.contents
      let result = try await SteelyardProcess.run(input.arguments, in: folder)
      result.expectOneLineOfError(saying: input.saying)
      #expect(try folder.contents == before)
    }
  }

  // A limit on the size of files stands for a full disk: a write ends early and the next one fails.
  // (A file system that is really full would take the superuser to mount.)
  @Test(
    arguments: [
      "assess '\(perfectSamples)' --temperature 1 --total-spin 0",
      "assess '\(perfectSamples)' --temperature 1 --total-spin 0 --write-baseline b.json "
        + "--format none",
      "sample --size 8 --temperature 1 --count 1000 --output a.npy",
    ])
  func `for a disk without room`(arguments: String) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        "trap '' XFSZ; ulimit -f 4; steelyard \(arguments)", in: folder)
      result.expectOneLineOfError(saying: ["File too large"])
      #expect(try folder.names == [])
    }
  }

  @Test(
    arguments: [
      "list checks", "exact --size 4 --temperature 1 --json",
      "assess '\(perfectSamples)' --temperature 1 --total-spin 0 --format none",
    ])
  func `for a standard output without room`(arguments: String) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        "steelyard \(arguments) > /dev/full", in: folder)
      result.expectOneLineOfError(saying: ["cannot write to standard output"])
    }
  }
}
