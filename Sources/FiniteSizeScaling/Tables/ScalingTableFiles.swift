import DataFiles

/// The table of one or several text files, such as one a size.
public struct ScalingTableFiles: Sendable {
  public let data: ScalingData

  /// More than this is refused: a fit would take very long, and hardly anyone means it.
  public static let largestPointCount = 20_000
  public static let largestSizeCount = 64
  private static let largestByteCount = 128 << 20

  /// - Parameters:
  ///   - paths: the files, or - for standard input.
  ///   - controlParameter: T or β; nil for what the headers say, or T.
  /// - Throws: `ScalingTextError`, `ScalingFileError`, `SampleFileError`.
  public init(
    paths: [String], controlParameter: ScalingTable.ControlParameter?,
    configurations: ScalingData.Configurations
  ) throws {
    var groups = ScalingTableGroups()
    var stated: (file: String, parameter: ScalingTable.ControlParameter)?
    for path in paths {
      let name = Self.name(of: path)
      let bytes = try FileBytes.read(
        path, wanted: "a table of L, T, value, error", limit: Self.largestByteCount)
      let text = try ScalingTableText(bytes, name: name)
      let parameter = controlParameter ?? text.columns.controlParameter ?? .temperature
      if let stated, stated.parameter != parameter {
        throw ScalingTextError(
          file: name, found: "a column of \(parameter.symbol)",
          wanted: "\(stated.parameter.symbol), as in \(stated.file)")
      }
      stated = (name, parameter)
      for row in text.rows { try groups.add(row, of: name) }
    }
    let name = Self.name(of: paths)
    do throws(ScalingTableError) {
      data = try groups.data(
        controlParameter: stated?.parameter ?? .temperature, configurations: configurations)
    } catch {
      throw ScalingFileError(file: name, error: error)
    }
    let sizes = data.table.sizes.count
    guard sizes <= Self.largestSizeCount else {
      throw ScalingTextError(
        file: name, found: "\(sizes) different sizes",
        wanted: "at most \(Self.largestSizeCount): the first column is L unless a header says else")
    }
    let count = data.table.points.count
    guard count <= Self.largestPointCount else {
      throw ScalingTextError(
        file: name, found: "\(count) points",
        wanted: "at most \(Self.largestPointCount): those near the critical point are enough")
    }
  }

  /// What errors call a file.
  private static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// What errors and reports call the files together.
  public static func name(of paths: [String]) -> String {
    let names = paths.prefix(3).map(name(of:)).joined(separator: ", ")
    return paths.count > 3 ? "\(names) and \(paths.count - 3) more" : names
  }
}
