import DataFiles

/// The table of one or several text files, such as one a size.
public struct ScalingTableFiles: Sendable {
  /// The observables by name.
  public let observables: [(name: String, data: ScalingData)]
  /// What the sizes are called.
  public let sizeName: String
  /// How many points were left out since their error is 0.
  public let leftOutCount: Int
  /// By observable, where each point of its table stood among the lines; for a covariance, which goes by
  /// lines.
  public let lineOrder: [[Int]]

  /// More than this is refused: a fit would take very long, and hardly anyone means it.
  public static let largestPointCount = 20_000
  /// More sizes than this are refused: they are most likely another column.
  public static let largestSizeCount = 64
  private static let largestByteCount = 128 << 20

  /// - Parameters:
  ///   - request: what to read from each file.
  ///   - paths: the files, or - for standard input.
  /// - Throws: `ScalingTextError`, `ScalingFileError`, `SampleFileError`.
  public init(paths: [String], _ request: ScalingTableRequest = .init()) throws {
    var groups: [ScalingTableGroups] = []
    var stated: (file: String, columns: ScalingTableColumns, parameter: ControlParameter)?
    for path in paths {
      let name = Self.name(of: path)
      let bytes = try FileBytes.read(
        path, wanted: "a table of L, T, value, error", limit: Self.largestByteCount)
      let text = try ScalingTableText(bytes, request, name: name)
      let parameter = request.controlParameter ?? text.columns.controlParameter
      if let stated, stated.parameter != parameter {
        throw ScalingTextError(
          file: name, found: "a column of \(parameter.symbol)",
          wanted: "\(stated.parameter.symbol), as in \(stated.file)")
      }
      if let stated, stated.columns.observables.count != text.columns.observables.count {
        throw ScalingTextError(
          file: name, found: "\(text.columns.observables.count) observables",
          wanted: "\(stated.columns.observables.count), as in \(stated.file)")
      }
      if stated == nil {
        groups = text.columns.observables.map { _ in ScalingTableGroups() }
        stated = (name, text.columns, parameter)
      }
      for row in text.rows {
        try groups[row.observable].add(row, of: name, symbol: parameter.symbol)
      }
    }
    guard let stated else { preconditionFailure("no files") }
    let name = Self.name(of: paths)
    var leftOut = 0
    for index in groups.indices {
      leftOut += groups[index].leaveOutZeroErrors()
      guard !groups[index].order.isEmpty else {
        throw ScalingTextError(
          file: name, found: "an error of 0 at every point",
          wanted: "errors above 0, or none, for they can be found from the scatter of the points")
      }
    }
    leftOutCount = leftOut
    var observables: [(name: String, data: ScalingData)] = []
    for (group, observable) in zip(groups, stated.columns.observables) {
      do throws(ScalingTableError) {
        observables.append(
          (
            observable,
            try group.data(
              controlParameter: stated.parameter, configurations: request.configurations)
          ))
      } catch {
        throw ScalingFileError(file: name, error: error)
      }
    }
    self.observables = observables
    sizeName = stated.columns.sizeName
    lineOrder = zip(groups, observables).map { group, observable in
      observable.data.table.points.map { point in
        group.order.firstIndex { $0.size == point.size && $0.control == point.control }!
      }
    }
    let sizes = Set(observables.flatMap(\.data.table.sizes)).count
    guard sizes <= Self.largestSizeCount else {
      throw ScalingTextError(
        file: name, found: "\(sizes) different sizes",
        wanted: "at most \(Self.largestSizeCount): the first column is L unless a header says else")
    }
    let count = observables.reduce(0) { $0 + $1.data.table.points.count }
    guard count <= Self.largestPointCount else {
      throw ScalingTextError(
        file: name, found: "\(count) points",
        wanted: "at most \(Self.largestPointCount): those near the critical point are enough")
    }
  }

  /// What a reader should know of the table, a sentence each.
  public var notes: [String] { [leftOutNote, sizeNote].compactMap(\.self) }

  private var leftOutNote: String? {
    guard leftOutCount > 0 else { return nil }
    let points =
      leftOutCount == 1
      ? "One point whose error is 0 is" : "\(leftOutCount) points whose error is 0 are"
    return "\(points) left out: that nothing scattered does not say how far off the mean may be."
  }

  /// The observables with their scaling dimensions, of which a nil is to be found.
  ///
  /// - Precondition: there is one for each observable.
  public func observables(withDimensions dimensions: [Double?]) -> [ScalingObservable] {
    precondition(dimensions.count == observables.count)
    return zip(observables, dimensions).map { entry, dimension in
      ScalingObservable(name: entry.name, data: entry.data, scalingDimension: dimension)
    }
  }

  /// What sizes that are not lengths do to ν; nil where they are called L.
  private var sizeNote: String? {
    switch sizeName {
    case "N", "n", "sites":
      "The sizes are numbers \(sizeName): where \(sizeName) = L^d, the ν found is that of L times d."
    case "t", "time":
      "The sizes are times \(sizeName): the ν found is that of the correlation time, ν_∥."
    case "d", "distance":
      "The sizes are distances \(sizeName), which scale as lengths do: ν is that of the correlation length."
    default: nil
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
