import Testing

extension BadInput {
  private static let train = ["--output", "n.npz", "--epochs", "1"] + claim

  static func machines() throws -> [BadInput] {
    let files: [String: [UInt8]] = [
      "m.npz": try MachineBytes.file(16, 5), "t.npy": MachineBytes.trainingSet(20),
      "l5.npy": ArrayBytes.file(shape: [1, 5, 5], [Int8](repeating: 1, count: 25)),
      "up.npy": ArrayBytes.file(
        shape: [3, 4, 4],
        [[Int8]](repeating: ArrayBytes.checkerboard(4), count: 2).flatMap { $0 }
          + [Int8](repeating: 1, count: 16)),
      "none.npy": ArrayBytes.file(shape: [0, 4, 4], []),
      "nan.npz": try MachineBytes.file(("W", [16, 5], .nan), ("b", [16], 0), ("c", [5], 0)),
      "b.npz": try MachineBytes.file(("W", [16, 5], 0), ("b", [17], 0), ("c", [5], 0)),
      "transpose.npz": try MachineBytes.file(("W", [5, 16], 0), ("b", [16], 0), ("c", [5], 0)),
      "c.npz": try MachineBytes.file(("W", [16, 5], 0), ("b", [16], 0)),
      "n17.npz": try MachineBytes.file(("W", [17, 5], 0), ("b", [17], 0), ("c", [5], 0)),
      "empty.npz": [], "text.npz": Array("W b c\n".utf8),
    ]
    func generate(_ machine: String, _ more: String...) -> [String] {
      ["rbm", "generate", machine, "--count", "2", "--output", "s.npy"] + more
    }
    let requests: [(String, [String], [String])] = [
      ("weights that are no numbers", generate("nan.npz"), ["nan.npz", "\"W\"", "nan at W[0][0]"]),
      ("a bias of another length", generate("b.npz"), ["b.npz", "\"W\"", "[16, 5]", "[17, 5]"]),
      ("transposed weights", generate("transpose.npz"), ["transpose.npz", "W.T"]),
      ("no hidden bias", generate("c.npz"), ["c.npz", "\"c\"", "W [16, 5]"]),
      ("visible units that are no square", generate("n17.npz"), ["n17.npz", "17", "L²"]),
      ("a machine of another L", generate("m.npz", "--size", "5"), ["m.npz", "L = 4", "L = 5"]),
      ("a missing machine", generate("no.npz"), ["no.npz", "no such file"]),
      ("an empty file", generate("empty.npz"), ["empty.npz", "empty"]),
      ("text for a machine", generate("text.npz"), ["text.npz", "archive"]),
      ("samples for a machine", generate("t.npy"), ["t.npy", ".npy"]),
      ("an impossible ΣS", generate("m.npz", "--total-spin", "3"), ["ΣS", "3", "parity"]),
      (
        "data of another L to start from", generate("m.npz", "--data", "l5.npy"),
        ["l5.npy", "L = 5", "L = 4"]
      ),
      (
        "data of another ΣS to start from",
        generate("m.npz", "--data", "up.npy", "--total-spin", "0", "--count", "3"),
        ["up.npy", "configuration 2", "ΣS = 16"]
      ),
      (
        "a place for samples that is none",
        ["rbm", "generate", "m.npz", "--count", "2", "--output", "no/s.npy"], ["no/s.npy"]
      ),
      (
        "a place for a mixing curve that is none",
        generate("m.npz", "--mixing-curve", "no/e.csv"), ["no/e.csv"]
      ),
      (
        "a training set that breaks the claim", ["rbm", "train", "up.npy"] + train,
        ["up.npy", "sample 2", "ΣS = 16", "wanted 0"]
      ),
      (
        "an empty training set", ["rbm", "train", "none.npy"] + train,
        ["none.npy", "no configurations"]
      ),
      ("a missing training set", ["rbm", "train", "no.npy"] + train, ["no.npy", "no such file"]),
      (
        "a machine for a training set", ["rbm", "train", "m.npz"] + train,
        ["m.npz", "rbm evaluate"]
      ),
      (
        "a negative temperature",
        ["rbm", "train", "t.npy", "--temperature", "-1", "--output", "n.npz"], ["above 0"]
      ),
      (
        "a place for a machine that is none",
        ["rbm", "train", "t.npy", "--output", "no/n.npz"] + claim, ["no/n.npz"]
      ),
      ("evaluation at T = 0", ["rbm", "evaluate", "m.npz", "--temperature", "0"], ["above 0"]),
      (
        "evaluation with data that break the claim",
        ["rbm", "evaluate", "m.npz", "--data", "up.npy"] + claim, ["up.npy", "sample 2", "ΣS = 16"]
      ),
      (
        "evaluation of a machine of another L",
        ["rbm", "evaluate", "m.npz", "--size", "12"] + claim, ["m.npz", "16 visible", "144"]
      ),
      ("weights for samples", ["assess", "m.npz"] + claim, ["m.npz", "steelyard rbm evaluate"]),
    ]
    return requests.map { BadInput($0, files: files, $1, saying: $2) }
  }
}

extension `Bad input gets one clear line, exit status 65, and nothing is written` {
  @Test(arguments: try BadInput.machines()) func `for a machine`(input: BadInput) async throws {
    try await expectRefusal(of: input)
  }
}
