import DataFiles
import Foundation
import Storage

/// A file of configurations and their temperature, as the commands about classifiers take it: FILE@T, or
/// FILE with a JSON file beside it that says T, as `steelyard sample` leaves one.
public struct ClassifierFile: Sendable {
  /// The path of the file of configurations.
  public let path: String
  /// Temperature T, in units of J / k_B.
  public let temperature: Double
  /// What the JSON file beside it says of ΣS; nil where there is none, an inner nil where ΣS is free.
  public let totalSpin: Int??

  /// The files that `arguments` name; a folder stands for the .npy files in it, by name.
  static func files(_ arguments: [String]) throws -> [ClassifierFile] {
    try arguments.flatMap { argument -> [ClassifierFile] in
      guard isFolder(argument) else { return [try ClassifierFile(argument)] }
      let names = try FileManager.default.contentsOfDirectory(atPath: argument)
        .filter { $0.hasSuffix(".npy") }.sorted()
      guard !names.isEmpty else {
        throw ClassifierFileError(
          file: argument, found: "a folder without .npy files", wanted: "one for each temperature")
      }
      let folder = argument.hasSuffix("/") ? argument : argument + "/"
      return try names.map { try ClassifierFile(folder + $0) }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  init(_ argument: String) throws(ClassifierFileError) {
    var path = argument
    var claimed: Double?
    // A file may have an @ in its name.
    if let at = argument.lastIndex(of: "@"), !FileManager.default.fileExists(atPath: argument) {
      let text = argument[argument.index(after: at)...]
      path = String(argument[..<at])
      guard let temperature = Double(text), temperature > 0, temperature.isFinite else {
        throw ClassifierFileError(
          file: path, found: "the temperature \"\(text)\"", wanted: "a finite number above 0")
      }
      claimed = temperature
    }
    let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
    let sidecar = Self.provenance(at: stem + ".json")
    guard let temperature = claimed ?? sidecar?.temperature else {
      throw ClassifierFileError(
        file: path, found: "no word of its temperature",
        wanted: "\(path)@T, or \(stem).json as steelyard sample writes it")
    }
    if let stated = sidecar?.temperature, stated != temperature {
      throw ClassifierFileError(
        file: path, found: "T = \(temperature), but \(stated) in \(stem).json",
        wanted: "one temperature")
    }
    self.path = path
    self.temperature = temperature
    totalSpin = sidecar.map(\.totalSpin)
  }

  private struct Provenance: Decodable {
    struct Origin: Decodable {
      let temperature: Double
      let totalSpin: Int?
    }

    let ensemble: Origin
  }

  private static func provenance(at path: String) -> Provenance.Origin? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try? JSONDecoder().decode(Provenance.self, from: data).ensemble
  }
}

/// What is wrong with a file that a classifier was to be given.
public struct ClassifierFileError: FileInputError {
  /// The path of the file.
  public let file: String
  /// What was found.
  public let found: String
  /// What was wanted instead.
  public let wanted: String
}
