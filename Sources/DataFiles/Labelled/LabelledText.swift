import Foundation
import SpinSystems

/// Text with a configuration in each line and its label in one of the columns.
enum LabelledText {
  /// Reads the labels and, from the other columns, the configurations.
  ///
  /// - Parameter column: its name in the first line, or its number from 0, negative from the end.
  static func read(
    _ path: String, column: String, size: Int?
  ) throws(SampleFileError) -> ([Double], LoadedSamples) {
    let name = InputName(file: path == "-" ? "standard input" : path)
    let lines = TextLines(ByteReader(try FileSource(path: path), name: name))
    var place = Int(column)
    var hasNames = false
    var labels: [Double] = []
    var rest: [UInt8] = []
    while let line = try lines.next() {
      let text = line.prefix { $0 != UInt8(ascii: "#") }
      let fields = text.split { Self.separators.contains($0) }
      defer { rest.append(UInt8(ascii: "\n")) }
      guard !fields.isEmpty else { continue }
      if labels.isEmpty, !hasNames, Self.areNames(fields) {
        hasNames = true
        place = place ?? fields.firstIndex { Self.word($0) == column }
        if place != nil { continue }
      }
      guard let place else {
        throw name.error(
          .arrayName, at: .line(lines.number),
          found: "no column \"\(column.printable(limit: 40))\"",
          wanted:
            "its name in the first line, or the number of a column, from 0 or, negative, from the end"
        )
      }
      let index = place < 0 ? fields.count + place : place
      guard fields.indices.contains(index) else {
        throw name.error(
          .layout, at: .line(lines.number), found: "\(fields.count) columns",
          wanted: "a column \(place)")
      }
      let word = Self.word(fields[index])
      guard let label = Double(word) else {
        throw name.error(
          .value, at: .line(lines.number), found: "\"\(word.printable(limit: 40))\" as the label",
          wanted: "a number")
      }
      labels.append(label)
      for (other, field) in fields.enumerated() where other != index {
        rest.append(contentsOf: field)
        rest.append(UInt8(ascii: " "))
      }
    }
    // Every line has a label, so each is a configuration, whatever size would fit as well.
    let loaded = try SampleFile.read(rest, named: name.file, size: size ?? Self.size(of: rest))
    guard loaded.samples.count == labels.count else {
      throw name.error(
        .layout, found: "\(labels.count) labels of \(loaded.samples.count) configurations",
        wanted: "a configuration and its label in each line")
    }
    return (labels, loaded)
  }

  /// Whether a first line names columns: 0, 1, 2, …, or words, but not one word among spins, which is a bad label.
  private static func areNames(_ fields: [Slice<UnsafeRawBufferPointer>]) -> Bool {
    let words = fields.map(word)
    if fields.count > 2, words == words.indices.map({ "\($0)" }) { return true }
    let spins: Set = [-1.0, 0, 1]
    let others = words.filter { word in !(Double(word).map(spins.contains) ?? false) }
    return others.count > 1 && words.contains { Double($0) == nil }
  }

  /// L, where the first line has L² values.
  private static func size(of text: [UInt8]) -> Int? {
    let first = text.drop { $0 == UInt8(ascii: "\n") }.prefix { $0 != UInt8(ascii: "\n") }
    let count = first.count { $0 == UInt8(ascii: " ") }
    let size = Int(Double(count).squareRoot().rounded())
    return size * size == count ? size : nil
  }

  private static let separators = Set(" \t\r,;".utf8)

  private static func word(_ field: Slice<UnsafeRawBufferPointer>) -> String {
    var word = String(decoding: field, as: UTF8.self)
    if word.hasPrefix("\u{FEFF}") { word.removeFirst() }
    return word.trimmingCharacters(in: ["\""])
  }
}
