import NeuralModels
import Testing

extension BadInput {
  static func classifiers() throws -> [BadInput] {
    let weights = try PhaseClassifier(.convolutional(size: 10), seed: 1).archive
    var incomplete = weights
    incomplete.arrays.removeAll { $0.name == "conv2.bias" }
    func provenance(_ temperature: Double, _ totalSpin: String) -> [UInt8] {
      Array("{\"ensemble\": {\"temperature\": \(temperature), \"totalSpin\": \(totalSpin)}}".utf8)
    }
    let board = ArrayBytes.checkerboards(10, size: 10)
    let files: [String: [UInt8]] = [
      "a.npy": board, "b.npy": board, "few.npy": ArrayBytes.checkerboards(4, size: 10),
      "l8.npy": ArrayBytes.checkerboards(10, size: 8),
      "l4.npy": ArrayBytes.checkerboards(10, size: 4), "fixed.npy": board,
      "fixed.json": provenance(1, "0"), "free.npy": board, "free.json": provenance(3, "null"),
      "odd.npy": board, "odd.json": Array("{}".utf8), "empty.npz": [],
      "w.npz": try weights.bytes(), "part.npz": try incomplete.bytes(),
    ]
    func train(_ more: String...) -> [String] {
      ["classifier", "train", "--output", "n.npz"] + more
    }
    func scan(_ more: String...) -> [String] { ["classifier", "scan"] + more }
    let requests: [(String, [String], [String])] = [
      ("no temperature", train("a.npy", "b.npy@3"), ["a.npy", "a.npy@T", "a.json"]),
      ("a file beside it that says no T", train("odd.npy", "b.npy@3"), ["odd.npy@T"]),
      ("a temperature in words", train("a.npy@hot", "b.npy@3"), ["a.npy", "\"hot\"", "above 0"]),
      ("a negative temperature", train("a.npy@-1", "b.npy@3"), ["a.npy", "\"-1\"", "above 0"]),
      ("T = nan", train("a.npy@nan", "b.npy@3"), ["a.npy", "\"nan\""]),
      (
        "two temperatures for a file", train("fixed.npy@2", "b.npy@3"),
        ["T = 2.0", "1.0", "fixed.json"]
      ),
      ("all T below", train("a.npy@1", "b.npy@2"), ["no temperature above T = 2.269"]),
      ("all T above", train("a.npy@3", "b.npy@4"), ["no temperature below T = 2.269"]),
      (
        "T where labels change", train("a.npy@1", "b.npy@3", "--critical-temperature", "3"),
        ["T = 3.0", "labels change"]
      ),
      ("mixed L", train("a.npy@1", "l8.npy@3"), ["l8.npy", "L = 8", "L = 10, as in a.npy"]),
      (
        "mixed ensembles", train("fixed.npy", "free.npy"),
        ["free.npy", "ΣS free", "ΣS = 0 fixed, as in fixed.npy"]
      ),
      ("too few configurations", train("a.npy@1", "few.npy@3"), ["4 inputs at T = 3.0"]),
      ("a missing file", train("a.npy@1", "no.npy@3"), ["no.npy", "no such file"]),
      ("a folder of files without T", train("."), ["./a.npy", "./a.json"]),
      ("weights for samples", train("w.npz@1", "b.npy@3"), ["w.npz"]),
      (
        "L too small", train("l4.npy@1", "l4.npy@3", "--padding", "valid"),
        ["before a convolution of 3 × 3, valid"]
      ),
      (
        "a place for weights that is none",
        ["classifier", "train", "a.npy@1", "b.npy@3", "--output", "no/w.npz"], ["no/w.npz"]
      ),
      ("weights of another L", scan("w.npz", "l8.npy@3"), ["w.npz", "L = 8", "[1, 10, 10]"]),
      ("weights without a part", scan("part.npz", "a.npy@1"), ["part.npz", "conv2.bias"]),
      ("an empty file of weights", scan("empty.npz", "a.npy@1"), ["empty.npz", "empty"]),
      ("missing weights", scan("no.npz", "a.npy@1"), ["no.npz", "no such file"]),
      ("samples for weights", scan("a.npy", "a.npy@1"), ["a.npy", ".npz"]),
      ("a scan without T", scan("w.npz", "a.npy"), ["a.npy@T"]),
      (
        "a place for a scan that is none", scan("w.npz", "a.npy@1", "--output", "no/s.csv"),
        ["no/s.csv"]
      ),
    ]
    return requests.map { BadInput($0, files: files, $1, saying: $2) } + [
      BadInput("a folder without files", train("."), saying: ["without .npy files"])
    ]
  }
}

extension `Bad input gets one clear line, exit status 65, and nothing is written` {
  @Test(arguments: try BadInput.classifiers())
  func `for a classifier`(input: BadInput) async throws {
    try await expectRefusal(of: input)
  }
}
