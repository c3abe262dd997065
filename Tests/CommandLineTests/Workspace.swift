import Foundation

/// A folder of its own for a test; `Workspace.with` removes it at the end.
struct Workspace: Sendable {
  let path: String

  static func with<Result>(_ body: (Workspace) async throws -> Result) async throws -> Result {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "steelyard-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let workspace = Workspace(path: url.resolvingSymlinksInPath().path(percentEncoded: false))
    defer { try? FileManager.default.removeItem(atPath: workspace.path) }
    return try await body(workspace)
  }

  /// The path of `name` in the folder.
  func path(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  func bytes(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// Everything in the folder at any depth: a hash of each file, nil for a directory.
  var contents: [String: Int?] {
    get throws {
      var contents: [String: Int?] = [:]
      for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
        var isDirectory: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path(name), isDirectory: &isDirectory)
        contents[name] = .some(isDirectory.boolValue ? nil : try bytes(of: name).hashValue)
      }
      return contents
    }
  }

  /// The names of everything in the folder at any depth.
  var names: Set<String> { get throws { Set(try contents.keys) } }
}

private let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The path of a file in `Fixtures`.
func fixture(_ name: String) -> String {
  packageRoot.appending(path: "Fixtures").appending(path: name).path(percentEncoded: false)
}

/// 10,000 perfect samples of L = 8, T = 1, ΣS = 0.
let perfectSamples = fixture("samples/perfect-L8-S0-T1.000.npy")
/// 10,000 samples of a restricted Boltzmann machine that claims the same ensemble.
let machineSamples = fixture("samples/pytorch-rbm-L8-S0-T1.000.npy")
/// The ensemble of both.
let claim = ["--temperature", "1", "--total-spin", "0"]
