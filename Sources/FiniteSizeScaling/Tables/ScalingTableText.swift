import Storage

/// The lines of a table of values against size and temperature.
///
/// A line holds the numbers of one point, separated by commas, semicolons, tabs or other white space:
/// the first line that is no comment says which. Between semicolons a decimal comma is read, too. "#"
/// begins a comment. A first line of names, which may be a comment, says which column is which
/// (`ScalingTableColumns`).
struct ScalingTableText {
  /// A point, and where it stands.
  struct Row {
    let point: ScalingPoint
    /// The place of its observable among those of the columns.
    let observable: Int
    let seed: String
    let replicate: String
    /// The number of the line, counted from 1.
    let line: Int
  }

  let rows: [Row]
  let columns: ScalingTableColumns

  /// - Parameter name: what errors call the file.
  init(
    _ bytes: [UInt8], _ request: ScalingTableRequest, name: String
  ) throws(ScalingTextError) {
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw ScalingTextError(
        file: name, found: "bytes that are no text", wanted: "lines of L, T, value, error")
    }
    var separator: Separator?
    var columns = try request.columns.map { assigned throws(ScalingTextError) in
      try ScalingTableColumns(assigned: assigned, request, in: name)
    }
    var rows: [Row] = []
    var isFirst = true
    let lines = text.utf8.split(omittingEmptySubsequences: false) { $0 == 10 }
    for (index, line) in lines.enumerated() {
      // A mark of the byte order is no part of the first word.
      let content = index == 0 ? line.trimmingPrefix([0xEF, 0xBB, 0xBF]) : line
      let data = content.prefix { $0 != UInt8(ascii: "#") }
      guard data.contains(where: { !$0.isWhiteSpace }) else {
        let comment = String(Substring(content.drop { $0 == UInt8(ascii: "#") || $0.isWhiteSpace }))
        let names = Separator(of: comment[...]).fields(of: comment[...])
        if rows.isEmpty, columns == nil, ScalingTableColumns.isHeader(names, request) {
          columns = try ScalingTableColumns(header: names, request, in: name, line: index + 1)
        }
        continue
      }
      let between = separator ?? Separator(of: Substring(data))
      separator = between
      let fields = between.fields(of: Substring(data))
      if isFirst, Self.isHeader(fields) {
        isFirst = false
        if columns == nil {
          columns = try ScalingTableColumns(header: fields, request, in: name, line: index + 1)
        }
        continue
      }
      isFirst = false
      let layout = columns ?? .standard(request)
      columns = layout
      rows += try Self.rows(fields, between, layout, request, name, line: index + 1)
    }
    guard !rows.isEmpty else {
      throw ScalingTextError(
        file: name, found: "no points", wanted: "lines of L, T, value, error")
    }
    self.rows = rows
    self.columns = columns ?? .standard(request)
  }

  /// Whether a first line holds names: no number at all, or a control parameter above the sizes.
  private static func isHeader(_ fields: [String]) -> Bool {
    if fields.allSatisfy({ Double($0) == nil }) { return true }
    return fields.count > 2 && ColumnName(fields[0]).isControl
      && fields.contains { Double($0) == nil }
  }

  private static func rows(
    _ fields: [String], _ separator: Separator, _ columns: ScalingTableColumns,
    _ request: ScalingTableRequest, _ name: String, line: Int
  ) throws(ScalingTextError) -> [Row] {
    let wanted = columns.fieldCount ?? columns.entries.map(\.lastColumn).max()! + 1
    guard columns.fieldCount == nil ? fields.count >= wanted : fields.count == wanted else {
      let names = wanted == 4 ? ": L, T, value, error (a header may name others)" : ""
      throw ScalingTextError(
        file: name, line: line, found: "\(fields.count) \(fields.count == 1 ? "field" : "fields")",
        wanted: "\(columns.fieldCount == nil ? "at least " : "")\(wanted)\(names)")
    }
    func number(
      _ kind: ScalingTableColumns.Kind, at place: Int, _ bound: LowerBound = .none
    ) throws(ScalingTextError) -> Double {
      let field = fields[place]
      let text = separator == .semicolon ? field.replacing(",", with: ".") : field
      guard let number = Self.number(text), number.isFinite, bound.allows(number) else {
        throw ScalingTextError(
          file: name, line: line,
          found: "\"\(field.printable(limit: 30))\" as the \(columns.word(for: kind))",
          wanted: bound == .none ? "a finite number" : "a finite number above 0")
      }
      return number
    }
    var rows: [Row] = []
    for entry in columns.entries {
      let size: Double
      switch entry.size {
      case .column(let place): size = try number(.size, at: place, .positive)
      case .fixed(let known): size = known
      }
      // Tables with a column for each size leave blank what was not measured.
      if case .fixed = entry.size, fields[entry.value].isEmpty { continue }
      let error = request.needsErrors ? entry.error : nil
      let point = ScalingPoint(
        size: size, control: try number(.control, at: entry.control),
        value: try number(.value, at: entry.value),
        error: try error.map { place throws(ScalingTextError) in
          try number(.error, at: place, request.leavesOutZeroErrors ? .notNegative : .positive)
        } ?? 1)
      rows.append(
        Row(
          point: point, observable: entry.observable, seed: columns.seed.map { fields[$0] } ?? "",
          replicate: columns.replicate.map { fields[$0] } ?? "", line: line))
    }
    return rows
  }

  /// What a number may not fall below.
  private enum LowerBound {
    case none, notNegative, positive

    func allows(_ number: Double) -> Bool {
      switch self {
      case .none: true
      case .notNegative: number >= 0
      case .positive: number > 0
      }
    }
  }

  /// A number, also with the D of FORTRAN before its exponent.
  private static func number(_ text: String) -> Double? {
    Double(text) ?? Double(text.replacing("D", with: "e").replacing("d", with: "e"))
  }

  /// What stands between the fields of a line.
  private enum Separator {
    case semicolon, comma, tab, whiteSpace

    /// The separator of a file whose first line is `line`.
    init(of line: Substring) {
      self =
        line.utf8.contains(UInt8(ascii: ";"))
        ? .semicolon
        : line.utf8.contains(UInt8(ascii: ","))
          ? .comma : line.utf8.contains(UInt8(ascii: "\t")) ? .tab : .whiteSpace
    }

    func fields(of line: Substring) -> [String] {
      let byte: UInt8
      switch self {
      case .whiteSpace:
        return line.utf8.split(whereSeparator: \.isWhiteSpace).map { Self.text($0) }
      case .semicolon: byte = UInt8(ascii: ";")
      case .comma: byte = UInt8(ascii: ",")
      case .tab: byte = UInt8(ascii: "\t")
      }
      return line.utf8.split(separator: byte, omittingEmptySubsequences: false)
        .map { Self.text($0) }
    }

    /// A field without the blanks and quotation marks around it.
    private static func text(_ field: Substring.UTF8View.SubSequence) -> String {
      var field = Substring(field).utf8[...]
      while let byte = field.first, byte.isWhiteSpace { field.removeFirst() }
      while let byte = field.last, byte.isWhiteSpace { field.removeLast() }
      let quote = UInt8(ascii: "\"")
      if field.count >= 2, field.first == quote, field.last == quote {
        field = field.dropFirst().dropLast()
      }
      return String(Substring(field))
    }
  }
}

extension UInt8 {
  /// Whether the byte is a blank of ASCII; a carriage return is one.
  fileprivate var isWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
