import Foundation
import Testing

@Suite struct `Files of runs that were killed` {
  private static let sample = "steelyard sample --size 4 --temperature 2 --count 10 --output a.npy"

  @Test func `go with the next run that writes into the folder, unless they are held`() async throws
  {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.shell(
        """
        touch .steelyard-free.partial .steelyard-held.partial
        flock .steelyard-held.partial \(Self.sample)
        """, in: folder)
      #expect(result.status == 0, "\(result)")
      #expect(try folder.names == ["a.npy", "a.json", ".steelyard-held.partial"])
    }
  }

  @Test func `of other parameters go, too`() async throws {
    try await Workspace.with { folder in
      mkdir(folder.path("a.npy.partial"), 0o755)
      for name in ["block-7", "equilibration.json", ".steelyard-free.partial"] {
        try folder.write("left".utf8, to: "a.npy.partial/\(name)")
      }
      let result = try await SteelyardProcess.shell(Self.sample, in: folder)
      #expect(result.status == 0, "\(result)")
      #expect(try folder.names == ["a.npy", "a.json"])
    }
  }

  @Test func `of programs go with the next program that is run`() async throws {
    try await Workspace.with { folder in
      // The first is killed while its program works, and cannot take away the program's folder.
      let kernel = "steelyard kernel --size 4 --temperature 2 --command"
      let result = try await SteelyardProcess.shell(
        """
        mkfifo begun ended
        \(kernel) 'echo > begun; cat {input} > {output}; echo > ended' & run=$!
        read line < begun
        kill -9 $run; wait $run
        ls -d steelyard-scratch-*; read line < ended
        \(kernel) 'cp {input} {output}' > /dev/null
        rm begun ended
        """, in: folder, environment: ["TMPDIR": folder.path])
      #expect(result.standardOutput.hasPrefix("steelyard-scratch-"), "\(result)")
      #expect(try folder.names.filter { $0.hasPrefix("steelyard-scratch-") }.isEmpty)
    }
  }
}

@Suite struct `A file that is written again` {
  @Test(arguments: [0o600, 0o640, 0o664, 0o444] as [mode_t])
  func `keeps who may read it`(mode: mode_t) async throws {
    try await Workspace.with { folder in
      let request = [
        "sample", "--size", "4", "--temperature", "2", "--count", "10", "--output", "a.npy",
      ]
      func permissions(of name: String) -> mode_t {
        var status = stat()
        return stat(folder.path(name), &status) == 0 ? status.st_mode & 0o7777 : 0
      }
      let first = try await SteelyardProcess.run(request, in: folder)
      #expect(first.status == 0, "\(first)")
      for name in ["a.npy", "a.json"] { chmod(folder.path(name), mode) }
      let second = try await SteelyardProcess.run(request, in: folder)
      #expect(second.status == 0, "\(second)")
      for name in ["a.npy", "a.json"] { #expect(permissions(of: name) == mode) }
    }
  }
}
