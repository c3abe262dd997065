import Storage

/// An argument that is no text.
///
/// File names are bytes and need not be UTF-8, but the command line is read as text, in which other
/// bytes are replaced. A file of such a name would be looked for under another one.
package struct ArgumentError: InputError {
  /// The number of the argument, counted from 1.
  package let position: Int
  /// The argument with what is no text replaced.
  package let argument: String

  /// Throws if any of the program's arguments is not UTF-8.
  ///
  /// - Parameter decoded: the arguments as the standard library reads them.
  package static func requireText(in decoded: [String]) throws(ArgumentError) {
    for (position, argument) in decoded.enumerated() {
      guard let bytes = CommandLine.unsafeArgv[position] else { break }
      guard String(validatingCString: bytes) != nil else {
        throw ArgumentError(position: position, argument: argument)
      }
    }
  }

  package var description: String {
    "argument \(position), \(argument.printable()): found bytes that are not UTF-8; wanted text "
      + "(a file of any name can be given on standard input, as -)"
  }
}
