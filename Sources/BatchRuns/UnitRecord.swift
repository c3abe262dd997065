import Foundation
import Storage

/// A unit's result as it stands in its file.
///
/// The file begins with a checksum of what follows it. Files of earlier versions have none and are read
/// without.
package struct UnitRecord<Result: Codable>: Codable {
  /// The unit's name.
  var unit: String
  /// Wall-clock seconds it took, from the last interruption on.
  var seconds: Double
  /// The kind of machine that computed it; nil in files of earlier versions.
  var machine: String?
  package var result: Result

  package init(unit: String, seconds: Double, machine: String? = nil, result: Result) {
    self.unit = unit
    self.seconds = seconds
    self.machine = machine
    self.result = result
  }

  /// Reads what `encoded()` gave.
  ///
  /// - Throws: `ChecksumError`; `UnitRecordError` where numbers cannot belong together; what the decoding
  ///   throws.
  package init(decoding data: Data) throws {
    self = JSONText.isChecked(data) ? try JSONText.decodeChecked(data) : try JSONText.decode(data)
    guard seconds >= 0 else { throw UnitRecordError("found \(seconds) seconds; wanted 0 or more") }
    if let problem = (result as? any CheckedResult)?.inconsistency {
      throw UnitRecordError(problem)
    }
  }

  package func encoded() throws -> String { try JSONText.checked(self) }
}

/// A result that knows whether its numbers can belong together: a file may have been edited.
public protocol CheckedResult {
  /// What was found and what was wanted; nil where all is well.
  var inconsistency: String? { get }
}

extension CheckedResult {
  /// The largest count that is believed; sums of as many of them as fit into a file are whole numbers.
  public static var largestCount: Int { 1 << 40 }

  /// What is wrong with a number of things that is to be from 0 to `limit`; nil where nothing is.
  public static func problem(
    _ name: String, _ count: Int, atMost limit: Int = largestCount
  ) -> String? {
    (0...limit).contains(count)
      ? nil : "found \(count) as \(name); wanted a number from 0 to \(limit)"
  }
}

extension Array: CheckedResult where Element: CheckedResult {
  public var inconsistency: String? { lazy.compactMap(\.inconsistency).first }
}

/// Why a unit's file is not its result.
struct UnitRecordError: InternalError, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
