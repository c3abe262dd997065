import FiniteSizeScaling
import Foundation
import SampleFiles

/// The table of one or several files, such as those that `steelyard classifier scan` writes, one a size.
struct CollapseInput {
  let data: ScalingData

  /// More than this is refused: a fit would take very long, and hardly anyone means it.
  static let largestPointCount = 20_000
  static let largestSizeCount = 64
  private static let largestByteCount = 128 << 20

  /// - Parameters:
  ///   - paths: the files, or - for standard input.
  ///   - controlParameter: T or β; nil for what the headers say, or T.
  init(
    paths: [String], controlParameter: ScalingTable.ControlParameter?,
    configurations: ScalingData.Configurations
  ) throws {
    var groups = CollapseGroups()
    var stated: (file: String, parameter: ScalingTable.ControlParameter)?
    for path in paths {
      let name = Self.name(of: path)
      let text = try CollapseText(try Self.bytes(of: path, name), name: name)
      let parameter = controlParameter ?? text.columns.controlParameter ?? .temperature
      if let stated, stated.parameter != parameter {
        throw CollapseInputError(
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
      throw CollapseTableError(file: name, error: error)
    }
    let sizes = data.table.sizes.count
    guard sizes <= Self.largestSizeCount else {
      throw CollapseInputError(
        file: name, found: "\(sizes) different sizes",
        wanted: "at most \(Self.largestSizeCount): the first column is L unless a header says else")
    }
    let count = data.table.points.count
    guard count <= Self.largestPointCount else {
      throw CollapseInputError(
        file: name, found: "\(count) points",
        wanted: "at most \(Self.largestPointCount): those near the critical point are enough")
    }
  }

  /// What errors call a file.
  private static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// What errors and reports call the files together.
  static func name(of paths: [String]) -> String {
    let names = paths.prefix(3).map(name(of:)).joined(separator: ", ")
    return paths.count > 3 ? "\(names) and \(paths.count - 3) more" : names
  }

  private static func bytes(of path: String, _ name: String) throws(CollapseInputError) -> Data {
    func error(_ found: String) -> CollapseInputError {
      CollapseInputError(file: name, found: found, wanted: "a table of L, T, value, error")
    }
    var isFolder: ObjCBool = false
    if path != "-" {
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw error("no such file")
      }
      guard !isFolder.boolValue else { throw error("a directory") }
    }
    guard
      let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    else { throw error("a file that cannot be opened") }
    var bytes = Data()
    do {
      // In pieces, so that a device without an end is given up on.
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
        bytes.append(piece)
        if bytes.count > largestByteCount { break }
      }
    } catch {
      throw CollapseInputError(
        file: name, found: "something that cannot be read",
        wanted: "a table of L, T, value, error")
    }
    guard bytes.count <= largestByteCount else {
      throw error("more than \(largestByteCount >> 20) MiB")
    }
    guard !bytes.isEmpty else { throw error("an empty file") }
    return bytes
  }
}
