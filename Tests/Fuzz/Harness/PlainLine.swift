import Foundation
import Storage

/// Ends the process, which is a finding, unless `error` is of a kind that a command ends with in one plain line.
func requirePlainLine(_ error: any Error) {
  let text = "\(error)"
  guard error is any InputError || error is any InconclusiveError else {
    fatalError("this is no error of input: \(type(of: error)): \(text)")
  }
  guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
    fatalError("the message is no plain line: \(text)")
  }
  guard text.utf8.count <= 4000 else {
    fatalError("the message has \(text.utf8.count) bytes: \(text.prefix(400))")
  }
}

/// The same for a reason that stands within a line.
func requirePlainLine(reason: String?) {
  guard let reason,
    reason.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
  else { return }
  fatalError("the reason is no plain line: \(reason)")
}
