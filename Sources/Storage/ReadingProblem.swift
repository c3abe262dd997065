import Foundation

/// What an error of Foundation says of a file, in words: without its types, domains and codes.
package struct ReadingProblem: CustomStringConvertible {
  /// Where in the document, such as "result.counts[3]"; empty for all of it.
  package let place: String
  /// What is wrong there.
  package let problem: String

  package init(_ error: any Error) {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      (place, problem) = (Self.path(context.codingPath + [key]), "is missing")
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      (place, problem) = (Self.path(context.codingPath), context.debugDescription)
    case DecodingError.dataCorrupted(let context):
      let place = Self.path(context.codingPath)
      self.place = place
      problem = place.isEmpty ? "it is not JSON" : context.debugDescription
    default:
      (place, problem) = ("", Self.systemText(error) ?? "\(error)")
    }
  }

  package var description: String { place.isEmpty ? problem : "\(place): \(problem)" }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { text, key in
      text +=
        key.intValue.map { "[\($0)]" }
        ?? (text.isEmpty ? "" : ".") + key.stringValue.printable(limit: 60)
    }
  }

  /// What the system says where Foundation could not read or write: "Permission denied".
  private static func systemText(_ error: any Error) -> String? {
    let number: Int32? =
      switch error {
      case let error as POSIXError: error.code.rawValue
      case let error as CocoaError:
        (error.userInfo[NSUnderlyingErrorKey] as? POSIXError)?.code.rawValue ?? number(of: error)
      default: nil
      }
    return number.map { String(cString: strerror($0)) }
  }

  private static func number(of error: CocoaError) -> Int32? {
    switch error.code {
    case .fileReadNoPermission, .fileWriteNoPermission: EACCES
    case .fileReadNoSuchFile, .fileNoSuchFile: ENOENT
    case .fileWriteFileExists: EEXIST
    case .fileWriteOutOfSpace: ENOSPC
    case .fileWriteVolumeReadOnly: EROFS
    default: nil
    }
  }
}
