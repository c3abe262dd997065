import Foundation

/// A unit's result as it stands in its file.
struct UnitRecord<Result: Codable>: Codable {
  /// The unit's name.
  var unit: String
  /// Wall-clock seconds it took, from the last interruption on.
  var seconds: Double
  var result: Result

  /// JSON with sorted keys, in which numbers that are not finite are words.
  func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  init(unit: String, seconds: Double, result: Result) {
    self.unit = unit
    self.seconds = seconds
    self.result = result
  }

  /// Reads what `encoded()` gave.
  init(decoding data: Data) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    self = try decoder.decode(Self.self, from: data)
  }
}
