/// What was given from outside cannot be used: a file, an argument, a setting, a place to write to.
///
/// Nothing of Steelyard is at fault, and the description says in one line what was found, where, and what
/// was wanted. Every error type says which of three kinds it is: this, `InconclusiveError` or
/// `InternalError`; what is none of them is a fault.
public protocol InputError: Error, CustomStringConvertible {}

/// An `InputError` about a file: "FILE: line 3: found X; wanted Y".
public protocol FileInputError: InputError {
  /// The path as it was given, or "standard input".
  var file: String { get }
  /// What stands behind the name to say where in the file, such as ": line 3"; empty for the whole file.
  var place: String { get }
  /// What was found.
  var found: String { get }
  /// What was wanted instead.
  var wanted: String { get }
}

extension FileInputError {
  /// Empty: the error is about the whole file.
  public var place: String { "" }
  public var description: String { "\(file.printable())\(place): found \(found); wanted \(wanted)" }
}

/// What was given is good and leaves the answer open: more or better data would decide.
public protocol InconclusiveError: Error, CustomStringConvertible {}

/// An error that the code around it catches; whoever sees it outside sees a fault of Steelyard.
public protocol InternalError: Error {}
