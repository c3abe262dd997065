/// Which column of a table holds what.
struct ScalingTableColumns {
  /// What a column can hold.
  enum Kind: String, CaseIterable {
    case size, control, value, error, seed, replicate
  }

  /// The places of the columns, counted from 0.
  let places: [Kind: Int]
  /// T or β, where the header says which.
  let controlParameter: ScalingTable.ControlParameter?
  /// The number of fields in every line.
  let fieldCount: Int

  /// The columns of a file without a header: L, T, value, error.
  static let standard = ScalingTableColumns(
    places: [.size: 0, .control: 1, .value: 2, .error: 3], controlParameter: nil, fieldCount: 4)

  private init(
    places: [Kind: Int], controlParameter: ScalingTable.ControlParameter?, fieldCount: Int
  ) {
    self.places = places
    self.controlParameter = controlParameter
    self.fieldCount = fieldCount
  }

  /// The columns that a header names; others are left alone.
  ///
  /// - Throws: what is wrong with the header.
  init(header: [String], in file: String, line: Int) throws(ScalingTextError) {
    var places: [Kind: Int] = [:]
    var controlParameter: ScalingTable.ControlParameter?
    for (place, name) in header.enumerated() {
      guard let kind = Self.kind(of: name) else { continue }
      guard places.updateValue(place, forKey: kind) == nil else {
        throw ScalingTextError(
          file: file, line: line, found: "two columns for the \(Self.word(for: kind))",
          wanted: "one")
      }
      if kind == .control {
        controlParameter = Self.isInverse(name) ? .inverseTemperature : .temperature
      }
    }
    for kind in [Kind.size, .control, .value, .error] where places[kind] == nil {
      throw ScalingTextError(
        file: file, line: line, found: "a header without a column for the \(Self.word(for: kind))",
        wanted: "the columns L, T (or beta), value and error")
    }
    self.places = places
    self.controlParameter = controlParameter
    fieldCount = header.count
  }

  /// Whether a comment is the header, as NumPy's `savetxt` writes one: it names all that is needed.
  static func isHeader(_ fields: [String]) -> Bool {
    Set(fields.compactMap(kind)).isSuperset(of: [.size, .control, .value, .error])
  }

  /// What a column holds, in words.
  static func word(for kind: Kind) -> String {
    kind == .control ? "temperature" : kind.rawValue
  }

  private static func kind(of name: String) -> Kind? {
    switch plain(name) {
    case "l", "size", "latticesize", "linearsize": .size
    case "t", "temp", "temperature": .control
    case _ where isInverse(name): .control
    case "value", "mean", "y", "output", "observable": .value
    case "error", "err", "standarderror", "stderror", "stderr", "sem", "dy", "uncertainty": .error
    case "seed": .seed
    case "replicate", "bootstrap": .replicate
    default: nil
    }
  }

  private static func isInverse(_ name: String) -> Bool {
    ["beta", "β", "inversetemperature"].contains(plain(name))
  }

  /// The name in small letters, without what joins words.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { !" _-.".contains($0) }
  }
}
