import DataFiles
import Foundation
import Storage

/// A file of configurations and their temperature, as people name it: FILE@T, or
/// FILE with a JSON file beside it that says T, as `steelyard sample` leaves one.
public struct TemperatureFile: Sendable {
  /// The path of the file of configurations.
  public let path: String
  /// Temperature T, in units of J / k_B.
  public let temperature: Double
  /// What the JSON file beside it says of ΣS; nil where there is none, an inner nil where ΣS is free.
  public let totalSpin: Int??

  /// The files that `arguments` name; a folder stands for the .npy files in it, by name.
  ///
  /// - Throws: `TemperatureFileError`.
  public static func files(_ arguments: [String]) throws -> [TemperatureFile] {
    try arguments.flatMap { argument -> [TemperatureFile] in
      guard isFolder(argument) else { return [try TemperatureFile(argument)] }
      let names = try contents(of: argument).filter { $0.hasSuffix(".npy") }.sorted()
      guard !names.isEmpty else {
        throw TemperatureFileError(
          file: argument, found: "a folder without .npy files", wanted: "one for each temperature")
      }
      let folder = argument.hasSuffix("/") ? argument : argument + "/"
      return try names.map { try TemperatureFile(folder + $0) }
    }
  }

  private static func contents(of folder: String) throws(TemperatureFileError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw TemperatureFileError(
        file: folder, found: "a folder that cannot be read (\(ReadingProblem(error)))",
        wanted: "one that can")
    }
  }

  /// Whether `argument` looks as if it had a temperature: FILE@T, a folder, or a JSON file beside it.
  package static func mayHaveTemperature(_ argument: String) -> Bool {
    let stem = argument.lastIndex(of: ".").map { String(argument[..<$0]) } ?? argument
    return argument.contains("@") || isFolder(argument)
      || FileManager.default.fileExists(atPath: stem + ".json")
  }

  /// Whether `argument` is FILE@T, and FILE is there.
  package static func namesTemperature(_ argument: String) -> Bool {
    guard let at = argument.lastIndex(of: "@"),
      Double(argument[argument.index(after: at)...]) != nil
    else { return false }
    let isFile = FileManager.default.fileExists(atPath:)
    return !isFile(argument) && isFile(String(argument[..<at]))
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// A file of which a part has that temperature.
  init(_ path: String, at temperature: Double) {
    self.path = path
    self.temperature = temperature
    totalSpin = nil
  }

  init(_ argument: String) throws(TemperatureFileError) {
    var path = argument
    var claimed: Double?
    // A file may have an @ in its name.
    if let at = argument.lastIndex(of: "@"), !FileManager.default.fileExists(atPath: argument) {
      let text = argument[argument.index(after: at)...]
      path = String(argument[..<at])
      guard let temperature = Double(text), temperature > 0, temperature.isFinite else {
        throw TemperatureFileError(
          file: path, found: "the temperature \"\(text)\"", wanted: "a finite number above 0")
      }
      claimed = temperature
    }
    let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
    let sidecar = Self.provenance(at: stem + ".json")
    guard let temperature = claimed ?? sidecar?.temperature else {
      throw TemperatureFileError(
        file: path, found: "no word of its temperature",
        wanted: "\(path)@T, or \(stem).json as steelyard sample writes it")
    }
    if let stated = sidecar?.temperature, stated != temperature {
      throw TemperatureFileError(
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

/// What is wrong with a file that was to have a temperature.
public struct TemperatureFileError: FileInputError {
  /// The path of the file.
  public let file: String
  /// What was found.
  public let found: String
  /// What was wanted instead.
  public let wanted: String
}
