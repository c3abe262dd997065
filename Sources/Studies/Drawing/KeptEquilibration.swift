import Foundation
import MonteCarlo
import SpinSystems
import Storage

/// The equilibration of an unfinished run, kept beside its blocks.
struct KeptEquilibration {
  /// The folder of the blocks.
  let folder: URL
  /// What draws.
  let sampler: any SamplingMethod
  /// What is drawn from.
  let ensemble: Ensemble
  /// Seed of every random number.
  let seed: UInt64

  private struct Contents: Codable {
    let identity: String
    let version: String
    let equilibration: Equilibration
  }

  private var file: URL { folder.appending(path: "equilibration.json") }
  /// Names everything that the equilibration depends on.
  private var identity: String { "\(sampler.identifier) \(ensemble) seed \(seed)" }

  /// What there is.
  enum Lookup {
    case found(Equilibration)
    /// Nothing, or that of another run.
    case missing
    /// A file that is not used, and why.
    case refused(String)
  }

  /// What was kept, if it is of this run and version, undamaged, and can be.
  func read() -> Lookup {
    let path = file.path(percentEncoded: false)
    guard let method = sampler as? MarkovMethod, let data = OwnFile.contents(of: path) else {
      return .missing
    }
    let kept: Contents
    do {
      kept = try JSONText.decodeChecked(data)
    } catch let error as ChecksumError {
      return .refused("\(path): \(error); measured again")
    } catch {
      return .refused("\(path): found no equilibration; measured again")
    }
    guard kept.version == Version.current else {
      return .refused(
        "\(path): found the work of version \(kept.version.printable(limit: 40)); measured again by \(Version.current)"
      )
    }
    guard kept.identity == identity else { return .missing }
    if let problem = method.objection(to: kept.equilibration, of: ensemble) {
      return .refused("\(path): \(problem); measured again")
    }
    return .found(kept.equilibration)
  }

  func write(_ equilibration: Equilibration) throws {
    try OwnFolder.make(folder.path(percentEncoded: false))
    do {
      try AtomicFile.write(
        JSONText.checked(
          Contents(identity: identity, version: Version.current, equilibration: equilibration)),
        to: file.path(percentEncoded: false), links: .replaced)
    } catch {
      throw ConfigurationFileError(
        file: folder.path(percentEncoded: false), found: "a folder that cannot be written",
        wanted: "a place for the blocks of an unfinished run")
    }
  }

  func remove() { try? FileManager.default.removeItem(at: file) }
}
