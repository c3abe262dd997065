import Storage

/// Which column of a table holds what.
struct ScalingTableColumns: Sendable {
  /// What a column can hold.
  enum Kind: String, CaseIterable {
    case size, control, value, error, seed, replicate
  }

  /// One point of a line.
  struct Entry: Sendable {
    /// The place of its observable in `observables`.
    var observable = 0
    /// The column of the size, or the size that the header names.
    var size: Size
    var control: Int
    var value: Int
    /// Nil where the table has no errors.
    var error: Int?

    enum Size: Sendable {
      case column(Int)
      case fixed(Double)
    }

    /// The largest of its columns.
    var lastColumn: Int {
      let last = max(control, value, error ?? 0)
      return if case .column(let place) = size { max(last, place) } else { last }
    }
  }

  /// What each line holds.
  let entries: [Entry]
  /// The names of the observables.
  let observables: [String]
  let controlParameter: ControlParameter
  /// Whether the header, and not a guess, says what the control parameter is.
  let namesControl: Bool
  /// What the sizes are called.
  let sizeName: String
  /// The columns of labels.
  let seed: Int?
  let replicate: Int?
  /// The number of fields in every line; nil for any that is large enough.
  let fieldCount: Int?

  /// The columns of a file without a header: L, T, value, error.
  static func standard(_ request: ScalingTableRequest) -> ScalingTableColumns {
    let entry = Entry(
      size: .column(0), control: 1, value: 2, error: request.needsErrors ? 3 : nil)
    return ScalingTableColumns(
      entries: [entry], observables: request.observables ?? ["value"],
      controlParameter: .temperature, namesControl: false, sizeName: "L", seed: nil,
      replicate: nil, fieldCount: request.needsErrors ? 4 : nil)
  }

  private init(
    entries: [Entry], observables: [String], controlParameter: ControlParameter,
    namesControl: Bool, sizeName: String, seed: Int?, replicate: Int?, fieldCount: Int?
  ) {
    self.entries = entries
    self.observables = observables
    self.controlParameter = controlParameter
    self.namesControl = namesControl
    self.sizeName = sizeName
    self.seed = seed
    self.replicate = replicate
    self.fieldCount = fieldCount
  }

  /// The columns that a request counts out, whatever a header says.
  init(
    assigned: [String: Int], _ request: ScalingTableRequest, in file: String
  ) throws(ScalingTextError) {
    var assigned = assigned
    func take(_ condition: (ColumnName) -> Bool) -> (name: String, column: Int)? {
      guard let name = assigned.keys.sorted().first(where: { condition(ColumnName($0)) }) else {
        return nil
      }
      return (name, assigned.removeValue(forKey: name)!)
    }
    let size = take(\.isSize)
    let seed = take(\.isSeed)
    let replicate = take(\.isReplicate)
    let value = take { $0.text == "value" } ?? take(\.isValue)
    let error = take {
      $0.isError || (value.map { ColumnName($0.name) }).map($0.isError(of:)) ?? false
    }
    let control = assigned.count == 1 ? assigned.first.map { ($0.key, $0.value) } : nil
    guard let size, let value, let control, error != nil || !request.needsErrors else {
      throw ScalingTextError(
        file: file, found: "columns for \(assigned.keys.sorted().joined(separator: ", "))",
        wanted: "one each for L, the control parameter, value and error")
    }
    self.init(
      entries: [
        Entry(
          size: .column(size.column), control: control.1, value: value.column, error: error?.column)
      ],
      observables: [value.name],
      controlParameter: ControlParameter(column: control.0),
      namesControl: true, sizeName: size.name, seed: seed?.column, replicate: replicate?.column,
      fieldCount: nil)
  }

  /// The columns that a header names; others are left alone.
  ///
  /// - Throws: what is wrong with the header.
  init(
    header: [String], _ request: ScalingTableRequest, in file: String, line: Int
  ) throws(ScalingTextError) {
    var names = HeaderNames(header, file: file, line: line)
    if let wide = try names.sizesAsColumns(request) {
      self.init(
        entries: wide.entries, observables: ["value"],
        controlParameter: ControlParameter(column: wide.control), namesControl: true,
        sizeName: "L", seed: nil, replicate: nil, fieldCount: header.count)
      return
    }
    let found = try names.resolved(request)
    let entries = found.values.enumerated().map { place, value in
      Entry(
        observable: place, size: .column(found.size), control: found.control, value: value.value,
        error: value.error)
    }
    self.init(
      entries: entries, observables: found.values.map { header[$0.value] },
      controlParameter: ControlParameter(column: header[found.control]), namesControl: true,
      sizeName: header[found.size], seed: found.seed, replicate: found.replicate,
      fieldCount: header.count)
  }

  /// Whether a comment is the header, as NumPy's `savetxt` writes one: it names all that is needed.
  static func isHeader(_ fields: [String], _ request: ScalingTableRequest) -> Bool {
    var names = HeaderNames(fields, file: "", line: 0)
    guard fields.count >= 3 + (request.needsErrors ? 1 : 0) else { return false }
    guard fields.contains(where: { ColumnName($0).isSize }) else { return false }
    return (try? names.resolved(request)) != nil
  }

  /// What a column holds, in words.
  func word(for kind: Kind) -> String {
    kind == .control ? controlParameter.name : kind.rawValue
  }
}
