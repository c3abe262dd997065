import Storage

/// The names in a header, told apart.
struct HeaderNames {
  private let header: [ColumnName]
  private let file: String
  private let line: Int

  init(_ header: [String], file: String, line: Int) {
    self.header = header.map(ColumnName.init)
    self.file = file
    self.line = line
  }

  /// The columns by what they hold.
  struct Resolved {
    let size: Int
    let control: Int
    let values: [(value: Int, error: Int?)]
    let seed: Int?
    let replicate: Int?
  }

  /// - Throws: what is missing or there twice.
  mutating func resolved(_ request: ScalingTableRequest) throws(ScalingTextError) -> Resolved {
    var rest = Array(header.indices)
    func take(
      _ what: String, _ condition: (ColumnName) -> Bool
    ) throws(ScalingTextError) -> Int? {
      let found = rest.filter { condition(header[$0]) }
      guard found.count <= 1 else { throw twice(what) }
      rest.removeAll(where: found.contains)
      return found.first
    }
    let seed = try take("seed", \.isSeed)
    let replicate = try take("replicate", \.isReplicate)
    var size = try take("size", \.isSize)
    // What is asked for by name is a value, whatever else it might be.
    var values: [Int] = []
    if let wanted = request.observables {
      for name in wanted {
        guard let place = rest.first(where: { header[$0].text == name }) else {
          throw ScalingTextError(
            file: file, line: line,
            found: "no column \(name.printable(limit: 30)) in the header",
            wanted: "one for each observable")
        }
        values.append(place)
        rest.removeAll { $0 == place }
      }
    }
    let controls = rest.filter { header[$0].isControl }
    if size == nil {
      let others = rest.filter { header[$0].mayBeSize }
      // t may be the temperature; it is a time where something else is the control parameter.
      size = others.first { place in
        !header[place].isControl || controls.count > 1
      }
      rest.removeAll { $0 == size }
    }
    guard let size else { throw missing("size") }
    var control: Int?
    let known = rest.filter { header[$0].isControl && $0 != size }
    if known.count > 1, request.observables == nil {
      let names = Set(known.map { ControlParameter(column: header[$0].text) })
      if names.count < known.count || known.allSatisfy({ header[$0].plain.count > 1 }) {
        throw twice("temperature")
      }
    }
    control = known.first
    rest.removeAll { $0 == control }
    if request.observables == nil {
      if let value = try valueColumn(&rest, hasControl: control != nil) { values = [value] }
      guard !values.isEmpty else { throw missing("value") }
    }
    let pairs = try values.map { value throws(ScalingTextError) in
      (value: value, error: try errorColumn(of: value, among: values, &rest, request))
    }
    if control == nil {
      // The one name that means nothing else is the control parameter.
      let unknown = rest.filter { !header[$0].isError && !header[$0].isValue }
      control = unknown.count == 1 ? unknown[0] : unknown.first { $0 > size }
    }
    guard let control else { throw missing("temperature") }
    return Resolved(
      size: size, control: control, values: pairs, seed: seed, replicate: replicate)
  }

  private func valueColumn(
    _ rest: inout [Int], hasControl: Bool
  ) throws(ScalingTextError) -> Int? {
    let plain = rest.filter {
      ["value", "mean", "y", "output", "observable"].contains(header[$0].plain)
    }
    guard plain.count <= 1 else { throw twice("value") }
    let named = rest.filter { header[$0].isValue }
    let unknown = rest.filter { !header[$0].isError && !isErrorOfAny($0) }
    let place =
      plain.first ?? named.first ?? (hasControl ? unknown.first : unknown.dropFirst().first)
    rest.removeAll { $0 == place }
    return place
  }

  private func isErrorOfAny(_ place: Int) -> Bool {
    header.indices.contains { $0 != place && header[place].isError(of: header[$0]) }
  }

  private func errorColumn(
    of value: Int, among values: [Int], _ rest: inout [Int], _ request: ScalingTableRequest
  ) throws(ScalingTextError) -> Int? {
    guard request.needsErrors else { return nil }
    let own = rest.filter { header[$0].isError(of: header[value]) }
    let any = rest.filter { header[$0].isError }
    let place =
      own.first ?? any.first { $0 == value + 1 } ?? (values.count == 1 ? any.first : nil)
    if values.count == 1, own.isEmpty, any.count > 1 { throw twice("error") }
    guard let place else { throw missing("error") }
    rest.removeAll { $0 == place }
    return place
  }

  /// A table with one column for each size, and perhaps one for its errors; nil where it is no such table.
  mutating func sizesAsColumns(
    _ request: ScalingTableRequest
  ) throws(ScalingTextError) -> (entries: [ScalingTableColumns.Entry], control: String)? {
    let sizes = header.indices.filter { header[$0].size != nil }
    guard sizes.count >= 2, !header.contains(where: \.isSize) else { return nil }
    var rest = header.indices.filter { !sizes.contains($0) }
    guard let control = rest.first(where: { header[$0].isControl }) ?? rest.first else {
      return nil
    }
    rest.removeAll { $0 == control }
    var entries: [ScalingTableColumns.Entry] = []
    for place in sizes {
      var error: Int?
      if request.needsErrors {
        error =
          rest.first { header[$0].isError(of: header[place]) }
          ?? rest.first { $0 == place + 1 && header[$0].isError }
        guard error != nil else { throw missing("error of \(header[place].text)") }
      }
      entries.append(
        .init(
          size: .fixed(header[place].size!), control: control, value: place, error: error))
    }
    return (entries, header[control].text)
  }

  private func missing(_ what: String) -> ScalingTextError {
    ScalingTextError(
      file: file, line: line, found: "a header without a column for the \(what)",
      wanted: "the columns L, T (or another control parameter), value and error")
  }

  private func twice(_ what: String) -> ScalingTextError {
    ScalingTextError(
      file: file, line: line, found: "two columns for the \(what)", wanted: "one")
  }
}
