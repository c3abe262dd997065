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
    let seed: String
    let replicate: String
    /// The number of the line, counted from 1.
    let line: Int
  }

  let rows: [Row]
  let columns: ScalingTableColumns

  /// - Parameter name: what errors call the file.
  init(_ bytes: [UInt8], name: String) throws(ScalingTextError) {
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw ScalingTextError(
        file: name, found: "bytes that are no text", wanted: "lines of L, T, value, error")
    }
    var separator: Separator?
    var columns: ScalingTableColumns?
    var rows: [Row] = []
    let lines = text.utf8.split(omittingEmptySubsequences: false) { $0 == 10 }
    for (index, line) in lines.enumerated() {
      // A mark of the byte order is no part of the first word.
      let content = index == 0 ? line.trimmingPrefix([0xEF, 0xBB, 0xBF]) : line
      let data = content.prefix { $0 != UInt8(ascii: "#") }
      guard data.contains(where: { !$0.isWhiteSpace }) else {
        let comment = String(Substring(content.drop { $0 == UInt8(ascii: "#") || $0.isWhiteSpace }))
        let names = Separator(of: comment[...]).fields(of: comment[...])
        if rows.isEmpty, columns == nil, ScalingTableColumns.isHeader(names) {
          columns = try ScalingTableColumns(header: names, in: name, line: index + 1)
        }
        continue
      }
      let between = separator ?? Separator(of: Substring(data))
      separator = between
      let fields = between.fields(of: Substring(data))
      if columns == nil, rows.isEmpty, fields.allSatisfy({ Double($0) == nil }) {
        columns = try ScalingTableColumns(header: fields, in: name, line: index + 1)
        continue
      }
      let layout = columns ?? .standard
      columns = layout
      rows.append(try Self.row(fields, between, layout, name, line: index + 1))
    }
    guard !rows.isEmpty else {
      throw ScalingTextError(
        file: name, found: "no points", wanted: "lines of L, T, value, error")
    }
    self.rows = rows
    self.columns = columns ?? .standard
  }

  private static func row(
    _ fields: [String], _ separator: Separator, _ columns: ScalingTableColumns, _ name: String,
    line: Int
  ) throws(ScalingTextError) -> Row {
    guard fields.count == columns.fieldCount else {
      let names = columns.fieldCount == 4 ? ": L, T, value, error (a header may name others)" : ""
      throw ScalingTextError(
        file: name, line: line, found: "\(fields.count) \(fields.count == 1 ? "field" : "fields")",
        wanted: "\(columns.fieldCount)\(names)")
    }
    func number(
      _ kind: ScalingTableColumns.Kind, positive: Bool = false
    ) throws(ScalingTextError) -> Double {
      let field = fields[columns.places[kind]!]
      let text = separator == .semicolon ? field.replacing(",", with: ".") : field
      guard let number = Double(text), number.isFinite, !positive || number > 0 else {
        throw ScalingTextError(
          file: name, line: line,
          found: "\"\(field.printable(limit: 30))\" as the \(ScalingTableColumns.word(for: kind))",
          wanted: positive ? "a finite number above 0" : "a finite number")
      }
      return number
    }
    func label(_ kind: ScalingTableColumns.Kind) -> String {
      columns.places[kind].map { fields[$0] } ?? ""
    }
    return Row(
      point: ScalingPoint(
        size: try number(.size, positive: true), control: try number(.control),
        value: try number(.value), error: try number(.error, positive: true)),
      seed: label(.seed), replicate: label(.replicate), line: line)
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
