import Foundation
import Storage

/// A unit's result as it stands in its file.
package struct UnitRecord<Result: Codable>: Codable {
  /// The unit's name.
  var unit: String
  /// Wall-clock seconds it took, from the last interruption on.
  var seconds: Double
  package var result: Result

  package init(unit: String, seconds: Double, result: Result) {
    self.unit = unit
    self.seconds = seconds
    self.result = result
  }

  /// Reads what `encoded()` gave.
  package init(decoding data: Data) throws { self = try JSONText.decode(data) }

  package func encoded() throws -> String { try JSONText.compact(self) }
}
