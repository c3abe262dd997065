import DataFiles
import NeuralModels
import SpinSystems

/// Configurations of one size at several temperatures.
public struct ClassifierSeries: Sendable {
  /// The lattice of all configurations.
  public let lattice: SquareLattice
  /// By temperature, ascending; files of the same temperature are put together.
  public let points: [TemperatureInputs]
  /// What was read, in its order, with the number of configurations.
  public let files: [(file: TemperatureFile, count: Int)]

  /// Reads the files that `arguments` name.
  ///
  /// - Parameters:
  ///   - arguments: FILE@T, FILE with a JSON file beside it that says T, or folders of such files.
  ///   - labels: where each file has its temperatures, if they are in it.
  ///   - progress: is told which file is being read.
  /// - Throws: where a file cannot be read or has no temperature, and where lattice sizes or ensembles
  ///   are mixed.
  public init(
    _ arguments: [String], by labels: Labels? = nil, progress: (String) -> Void = { _ in }
  ) throws {
    var read: [(file: TemperatureFile, samples: SampleSet)] = []
    func take(_ file: TemperatureFile, _ samples: SampleSet) throws {
      if let first = read.first { try Self.requireSame(file, samples, as: first) }
      read.append((file, samples))
    }
    if let labels {
      for path in arguments {
        progress("reading \(path) …")
        for group in try LabelledSamples.read(path, by: labels).groups {
          try take(TemperatureFile(path, at: group.temperature), group.samples)
        }
      }
    } else {
      for file in try TemperatureFile.files(arguments) {
        progress("reading \(file.path) …")
        try take(file, try SampleFile.read(file.path).samples)
      }
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
  public var shape: MapShape { MapShape(rows: lattice.size, columns: lattice.size) }

  private static func requireSame(
    _ file: TemperatureFile, _ samples: SampleSet,
    as first: (file: TemperatureFile, samples: SampleSet)
  ) throws(TemperatureFileError) {
    guard samples.lattice == first.samples.lattice else {
      throw TemperatureFileError(
        file: file.path, found: "L = \(samples.lattice.size)",
        wanted: "L = \(first.samples.lattice.size), as in \(first.file.path)")
    }
    if let found = file.totalSpin, let wanted = first.file.totalSpin, found != wanted {
      func text(_ totalSpin: Int?) -> String { totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free" }
      throw TemperatureFileError(
        file: file.path, found: "an ensemble with \(text(found))",
        wanted: "\(text(wanted)), as in \(first.file.path)")
    }
  }
}
