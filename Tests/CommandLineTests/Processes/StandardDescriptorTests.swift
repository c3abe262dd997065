import Testing

@Suite struct `Standard input, output and error may be closed` {
  private static let commands: [(line: String, status: Int32)] = [
    ("list checks", 0), ("explain mean-energy", 0), ("exact --size 4 --temperature 2", 0),
    ("sample --size 4 --temperature 2 --count 10 --output a.npy", 0),
    ("assess none.npy --temperature 1", 65), ("collapse none.csv", 65), ("history none", 65),
    ("rbm evaluate none.npz --temperature 1", 65), ("kernel --command cat", 64), ("nothing", 64),
    ("sample --size 4", 64),
  ]

  @Test(arguments: ["2>&-", "0<&-", "0<&- 2>&-"], commands)
  func `and the status is as deserved`(
    redirection: String, command: (line: String, status: Int32)
  ) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        "steelyard \(command.line) \(redirection)", in: folder)
      #expect(result.status == command.status, "\(result)")
    }
  }

  @Test(arguments: [
    "list checks", "exact --size 4 --temperature 2",
    "sample --size 4 --temperature 2 --count 10 --output a.npy",
  ])
  func `but what cannot be said is no success`(command: String) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell("steelyard \(command) >&-", in: folder)
      result.expectOneLineOfError(saying: ["cannot write to standard output"])
    }
  }

  @Test func `and no file of ours takes the place of one`() async throws {
    try await Workspace.with { folder in
      let request = "sample --size 4 --temperature 2 --count 100 --output"
      let result = try await SteelyardProcess.shell(
        "steelyard \(request) a.npy; mkdir b; cd b; steelyard \(request) a.npy 0<&- >&- 2>&-; echo $?",
        in: folder)
      #expect(result.standardOutput.hasSuffix("\n65\n"))
      #expect(try folder.bytes(of: "b/a.npy") == folder.bytes(of: "a.npy"))
      #expect(try folder.bytes(of: "b/a.json") == folder.bytes(of: "a.json"))
    }
  }
}
