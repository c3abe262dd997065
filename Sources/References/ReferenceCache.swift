import Storage
import Foundation
import MonteCarlo
import SpinSystems

/// Monte Carlo references on disk, by ensemble, number of configurations, seed and version.
///
/// Files are whole or not there. A damaged one is not used.
public struct ReferenceCache: Sendable {
  /// Where the references are kept.
  public let folder: URL

  /// A cache in `folder`, which is made when something is kept.
  public init(folder: URL) { self.folder = folder }

  /// $XDG_CACHE_HOME/steelyard, or ~/.cache/steelyard; nil where there is no home.
  public static func standard(environment: [String: String]) -> ReferenceCache? {
    func path(_ name: String) -> URL? {
      environment[name].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
    }
    return (path("XDG_CACHE_HOME") ?? path("HOME")?.appending(path: ".cache"))
      .map { ReferenceCache(folder: $0.appending(path: "steelyard")) }
  }

  struct Key: Hashable {
    let ensemble: Ensemble
    let count: Int
    let seed: UInt64

    var identity: String {
      "reference \(Version.current) \(ensemble) seed \(seed) n \(count)"
    }

    var fileName: String {
      let spin = ensemble.totalSpin.map { "S\($0)" } ?? "free"
      return "L\(ensemble.lattice.size)-T\(ensemble.temperature)-\(spin)-n\(count)-seed\(seed)"
        + "-\(Version.current)"
    }
  }

  struct Entry {
    let samples: SampleSet
    let equilibration: Equilibration
  }

  enum Lookup {
    case entry(Entry)
    case missing
    case damaged(String)
  }

  func read(_ key: Key) -> Lookup {
    let file = configurations(key)
    guard file.exists else { return .missing }
    do {
      let samples = try file.read()
      guard samples.count == key.count else { return .damaged("\(samples.count) configurations") }
      let spin = key.ensemble.totalSpin
      guard spin == nil || (0..<samples.count).allSatisfy({ samples.totalSpin($0) == spin }) else {
        return .damaged("configurations whose ΣS is not \(spin ?? 0)")
      }
      let equilibration: Equilibration = try JSONText.decodeChecked(
        Data(contentsOf: provenance(key)))
      let path = provenance(key).path(percentEncoded: false)
      let method = MarkovMethod.standard(for: key.ensemble)
      if let problem = method.objection(to: equilibration, of: key.ensemble) {
        return .damaged("\(path): \(problem)")
      }
      return .entry(Entry(samples: samples, equilibration: equilibration))
    } catch let error as ConfigurationFileError {
      return .damaged("\(error)")
    } catch let error as ChecksumError {
      return .damaged("\(provenance(key).path(percentEncoded: false)): \(error)")
    } catch {
      return .damaged("its provenance cannot be read")
    }
  }

  /// Keeps `entry`; returns a remark where that is not possible, which is no reason to stop.
  func write(_ entry: Entry, for key: Key) -> String? {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // The configurations last and whole: without them the entry is not there.
      try? FileManager.default.removeItem(at: configurations(key).url)
      try AtomicFile.write(
        JSONText.checked(entry.equilibration), to: provenance(key).path(percentEncoded: false),
        links: .replaced)
      try configurations(key).write(entry.samples)
      return nil
    } catch {
      return "The reference could not be kept in \(folder.path(percentEncoded: false))."
    }
  }

  private func configurations(_ key: Key) -> ConfigurationFile {
    ConfigurationFile(
      url: folder.appending(path: key.fileName + ".bits"), identity: key.identity,
      lattice: key.ensemble.lattice)
  }

  private func provenance(_ key: Key) -> URL { folder.appending(path: key.fileName + ".json") }
}

extension SampleSet {
  /// ΣS of a configuration.
  fileprivate func totalSpin(_ index: Int) -> Int {
    2 * packed(index).reduce(0) { $0 + $1.nonzeroBitCount } - lattice.siteCount
  }
}
