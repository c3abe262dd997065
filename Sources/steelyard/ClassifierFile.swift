import Foundation
import NeuralModels
import SampleFiles
import SpinSystems

/// A file of configurations and their temperature, as the commands about classifiers take it: FILE@T, or
/// FILE with a JSON file beside it that says T, as `steelyard sample` leaves one.
struct ClassifierFile {
  let path: String
  let temperature: Double
  /// What the JSON file beside it says of ΣS; nil where there is none, an inner nil where ΣS is free.
  let totalSpin: Int??

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

/// Configurations of one size at several temperatures.
struct ClassifierSeries {
  let lattice: SquareLattice
  /// By temperature, ascending; files of the same temperature are put together.
  let points: [TemperatureInputs]
  let files: [(file: ClassifierFile, count: Int)]

  /// Reads the files that `arguments` name.
  ///
  /// - Throws: where a file cannot be read or has no temperature, and where lattice sizes or ensembles
  ///   are mixed.
  init(_ arguments: [String]) throws {
    let files = try ClassifierFile.files(arguments)
    var read: [(file: ClassifierFile, samples: SampleSet)] = []
    for file in files {
      Terminal.showProgress("reading \(file.path) …")
      let samples = try SampleFile.read(file.path).samples
      if let first = read.first {
        try Self.requireSame(file, samples, as: first)
      }
      read.append((file, samples))
    }
    lattice = read[0].samples.lattice
    self.files = read.map { ($0.file, $0.samples.count) }
    points = Dictionary(grouping: read, by: \.file.temperature).sorted { $0.key < $1.key }
      .map { temperature, files in
        TemperatureInputs(
          temperature: temperature, inputs: .joined(files.map { .spins($0.samples) }))
      }
  }

  /// The shape of a configuration as a classifier's input.
  var shape: MapShape { MapShape(rows: lattice.size, columns: lattice.size) }

  private static func requireSame(
    _ file: ClassifierFile, _ samples: SampleSet,
    as first: (file: ClassifierFile, samples: SampleSet)
  ) throws(ClassifierFileError) {
    guard samples.lattice == first.samples.lattice else {
      throw ClassifierFileError(
        file: file.path, found: "L = \(samples.lattice.size)",
        wanted: "L = \(first.samples.lattice.size), as in \(first.file.path)")
    }
    if let found = file.totalSpin, let wanted = first.file.totalSpin, found != wanted {
      func text(_ totalSpin: Int?) -> String { totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free" }
      throw ClassifierFileError(
        file: file.path, found: "an ensemble with \(text(found))",
        wanted: "\(text(wanted)), as in \(first.file.path)")
    }
  }
}

/// What is wrong with a file that a classifier was to be given.
struct ClassifierFileError: Error, CustomStringConvertible {
  let file: String
  let found: String
  let wanted: String

  var description: String { "\(file.printable()): found \(found); wanted \(wanted)" }
}
