import DataFiles
import Foundation

extension Sitting {
  /// The samples of each of the files that `arguments` name, by ascending temperature.
  ///
  /// - Parameters:
  ///   - arguments: FILE@T, FILE with a JSON file beside it that says T, or folders of such files.
  ///   - request: how the files are read.
  /// - Throws: `TemperatureFileError` where a file has no temperature, or says of itself that it is of another
  ///   ensemble than the request's.
  public static func files(
    _ arguments: [String], for request: AssessmentRequest
  ) throws -> [Sitting] {
    let files = try TemperatureFile.files(arguments)
    for file in files {
      guard let stated = file.totalSpin, stated != request.totalSpin else { continue }
      func text(_ totalSpin: Int?) -> String { totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free" }
      throw TemperatureFileError(
        file: file.path, found: "samples with \(text(stated)), as the JSON file beside them says",
        wanted: "\(text(request.totalSpin)), as was asked")
    }
    let (array, size) = (request.array, request.size)
    return files.sorted { $0.temperature < $1.temperature }.map { file in
      Sitting(
        subject: file.path, temperature: .claimed(file.temperature), cost: Self.cost(of: file.path)
      ) {
        Samples(try SampleFile.read(file.path, array: array, size: size))
      }
    }
  }

  /// The samples of each of `files`, all of which claim the same temperature.
  ///
  /// - Parameters:
  ///   - files: their paths, in any order.
  ///   - temperature: what is claimed.
  ///   - request: how the files are read.
  public static func files(
    _ files: [String], at temperature: TemperatureChoice, for request: AssessmentRequest
  ) -> [Sitting] {
    let (array, size) = (request.array, request.size)
    return files.map { file in
      Sitting(subject: file, temperature: temperature, cost: cost(of: file)) {
        Samples(try SampleFile.read(file, array: array, size: size))
      }
    }
  }

  /// The bytes of the file, of which most files have one for each spin.
  private static func cost(of file: String) -> Double {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return Double(max(attributes?[.size] as? Int ?? 1, 1))
  }

  /// The samples of each temperature in a file with labels.
  ///
  /// - Parameters:
  ///   - file: the file of the configurations.
  ///   - labels: where they are, and what.
  ///   - request: how the file is read.
  public static func labelled(
    _ file: String, by labels: Labels, for request: AssessmentRequest
  ) throws -> [Sitting] {
    let labelled = try LabelledSamples.read(
      file, by: labels, array: request.array, size: request.size)
    return labelled.groups.map { group in
      let loaded = LoadedSamples(
        samples: group.samples, format: labelled.loaded.format,
        encoding: labelled.loaded.encoding,
        notes: labelled.loaded.notes + [
          "\(group.samples.count) of its \(labelled.loaded.samples.count) configurations are labelled "
            + "T = \(group.temperature)."
        ])
      return Sitting(
        subject: "\(file) at T = \(group.temperature)", temperature: .claimed(group.temperature),
        cost: Double(group.samples.count * group.samples.lattice.siteCount)
      ) {
        Samples(loaded)
      }
    }
  }
}
