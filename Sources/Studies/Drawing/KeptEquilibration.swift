import Foundation
import MonteCarlo
import Storage

/// The equilibration of an unfinished run, kept beside its blocks.
struct KeptEquilibration {
  /// The folder of the blocks.
  let folder: URL
  /// Names everything that the equilibration depends on.
  let identity: String

  private struct Contents: Codable {
    let identity: String
    let equilibration: Equilibration
  }

  private var file: URL { folder.appending(path: "equilibration.json") }

  /// What was kept; nil where there is nothing, or that of another run.
  func read() -> Equilibration? {
    guard let data = OwnFile.contents(of: file.path(percentEncoded: false)),
      let kept = try? JSONDecoder().decode(Contents.self, from: data), kept.identity == identity
    else { return nil }
    return kept.equilibration
  }

  func write(_ equilibration: Equilibration) throws {
    try OwnFolder.make(folder.path(percentEncoded: false))
    do {
      try AtomicFile.write(
        Array(JSONEncoder().encode(Contents(identity: identity, equilibration: equilibration))),
        to: file.path(percentEncoded: false), links: .replaced)
    } catch {
      throw ConfigurationFileError(
        file: folder.path(percentEncoded: false), found: "a folder that cannot be written",
        wanted: "a place for the blocks of an unfinished run")
    }
  }

  func remove() { try? FileManager.default.removeItem(at: file) }
}
