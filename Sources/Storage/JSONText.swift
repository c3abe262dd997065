import Foundation

/// JSON as text that is the same for the same values: sorted keys, a newline at the end.
///
/// Characters that cannot be seen, such as the marks that reorder the text around them, stand as
/// escapes: what a name does to a terminal or an editor it does not do by way of a document.
package enum JSONText {
  /// For people too: indented.
  package static func indented(_ value: some Encodable) throws -> String {
    try text(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  /// On one line, with "Infinity", "-Infinity" and "NaN" for what JSON has no numbers for.
  package static func compact(_ value: some Encodable) throws -> String {
    try text(
      value, [.sortedKeys, .withoutEscapingSlashes],
      .convertToString(positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN"))
  }

  /// On one line, for values whose numbers are all finite.
  ///
  /// - Throws: `EncodingError` where one is not.
  package static func line(_ value: some Encodable) throws -> String {
    try text(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// What `compact(_:)`, `line(_:)` or `indented(_:)` wrote.
  package static func decode<Value: Decodable>(_ data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(Value.self, from: data)
  }

  private static func text(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting,
    _ nonConforming: JSONEncoder.NonConformingFloatEncodingStrategy = .throw
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    encoder.nonConformingFloatEncodingStrategy = nonConforming
    return escapingInvisible(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
  }

  /// `json` with its escape of four hex digits for what is neither ASCII nor visible; such characters stand in
  /// strings only.
  private static func escapingInvisible(_ json: String) -> String {
    guard json.utf8.contains(where: { $0 > 0x7E }) else { return json }
    var text = ""
    for scalar in json.unicodeScalars {
      if scalar.value > 0x7E, scalar.isInvisible {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: true)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
