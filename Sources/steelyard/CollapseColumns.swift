import FiniteSizeScaling

/// Which column of a table holds what.
struct CollapseColumns {
  /// What a column can hold.
  enum Kind: String, CaseIterable {
    case size, control, value, error, seed, replicate
  }

  /// The places of the columns, counted from 0.
  let places: [Kind: Int]
  /// T or β, where the header says which.
  let controlParameter: ScalingTable.ControlParameter?

  /// The columns of a file without a header: L, T, value, error.
  static let standard = CollapseColumns(
    places: [.size: 0, .control: 1, .value: 2, .error: 3], controlParameter: nil)

  private init(places: [Kind: Int], controlParameter: ScalingTable.ControlParameter?) {
    self.places = places
    self.controlParameter = controlParameter
  }

  /// The columns that a header names; others are left alone.
  ///
  /// - Throws: what is wrong with the header.
  init(header: [String], in file: String, line: Int) throws(CollapseInputError) {
    var places: [Kind: Int] = [:]
    var controlParameter: ScalingTable.ControlParameter?
    for (place, name) in header.enumerated() {
      guard let kind = Self.kind(of: name.lowercased()) else { continue }
      guard places.updateValue(place, forKey: kind) == nil else {
        throw CollapseInputError(
          file: file, line: line, found: "two columns for the \(kind.rawValue)", wanted: "one")
      }
      if kind == .control {
        controlParameter = Self.isInverse(name.lowercased()) ? .inverseTemperature : .temperature
      }
    }
    for (kind, name) in [
      (Kind.size, "L"), (.control, "T or beta"), (.value, "value"), (.error, "error"),
    ] where places[kind] == nil {
      throw CollapseInputError(
        file: file, line: line, found: "a header without the column \(name)",
        wanted: "the columns L, T, value, error, and seed or replicate if there are several")
    }
    self.places = places
    self.controlParameter = controlParameter
  }

  private static func kind(of name: String) -> Kind? {
    switch name {
    case "l", "size", "n": .size
    case "t", "temperature": .control
    case _ where isInverse(name): .control
    case "value", "mean", "y", "output", "p": .value
    case "error", "err", "standard_error", "standarderror", "stderr", "sigma", "sem", "dy": .error
    case "seed": .seed
    case "replicate", "bootstrap": .replicate
    default: nil
    }
  }

  private static func isInverse(_ name: String) -> Bool {
    ["beta", "β", "inverse_temperature", "inversetemperature"].contains(name)
  }
}
