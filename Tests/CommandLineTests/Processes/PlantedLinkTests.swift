import Foundation
import Testing

@Suite struct `Symbolic links at names that can be foreseen` {
  private static let sample = [
    "sample", "--size", "16", "--temperature", "2", "--sampler", "wolff", "--count", "2000",
    "--output", "a.npy",
  ]

  @Test(arguments: ["equilibration.json", "block-0", "block-1"])
  func `are not followed by what an unfinished run keeps`(name: String) async throws {
    try await Workspace.with { folder in
      try folder.write("secret".utf8, to: "victim")
      chmod(folder.path("victim"), 0o600)
      mkdir(folder.path("a.npy.partial"), 0o755)
      symlink(folder.path("victim"), folder.path("a.npy.partial/\(name)"))
      let result = try await SteelyardProcess.run(Self.sample, in: folder)
      #expect(result.status == 0, "\(result)")
      #expect(try folder.bytes(of: "victim") == Array("secret".utf8))
      #expect(try folder.names == ["victim", "a.npy", "a.json"])
    }
  }

  @Test func `are not followed to another folder`() async throws {
    try await Workspace.with { folder in
      mkdir(folder.path("elsewhere"), 0o755)
      try folder.write("secret".utf8, to: "elsewhere/block-0")
      symlink(folder.path("elsewhere"), folder.path("a.npy.partial"))
      let result = try await SteelyardProcess.run(Self.sample, in: folder)
      result.expectOneLineOfError(saying: ["a.npy.partial: found a symbolic link; wanted a folder"])
      #expect(try folder.bytes(of: "elsewhere/block-0") == Array("secret".utf8))
      #expect(try folder.names == ["elsewhere", "elsewhere/block-0", "a.npy.partial"])
    }
  }

  @Test(arguments: [
    ["exact", "--size", "6", "--spectrum", "--output", "a.npz", "a.npz.partial"],
    [
      "rbm", "train", perfectSamples, "--temperature", "1", "--total-spin", "0", "--epochs", "2",
      "--checkpoint-every", "1", "--hidden", "2", "--output", "a.npz", "a.checkpoint.npz",
    ],
  ])
  func `are not followed by checkpoints`(command: [String]) async throws {
    try await Workspace.with { folder in
      // There is nothing to go on from, but something to overwrite.
      symlink(folder.path("victim"), folder.path(command.last!))
      let result = try await SteelyardProcess.run(command.dropLast(), in: folder)
      #expect(result.status == 0, "\(result)")
      #expect(try !folder.names.contains("victim"))
    }
  }

  @Test func `are not followed by locks`() async throws {
    try await Workspace.with { folder in
      try folder.write("secret".utf8, to: "victim")
      symlink(folder.path("victim"), folder.path(".steelyard-a.npy.lock"))
      let result = try await SteelyardProcess.run(Self.sample, in: folder)
      result.expectOneLineOfError(saying: [".steelyard-a.npy.lock"])
      #expect(try folder.bytes(of: "victim") == Array("secret".utf8))
    }
  }
}
