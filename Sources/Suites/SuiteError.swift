import Storage

/// What is wrong with a suite.
public struct SuiteError: InputError, Equatable {
  /// The path of the file.
  public let file: String
  /// The line, from 1, where it can be told.
  public let line: Int?
  /// What is wrong there.
  public let problem: String

  /// An error on `line` of `file`.
  public init(_ file: String, _ line: Int?, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  /// An error on `line` of `file`, by what was found and what was wanted instead.
  init(_ file: String, _ line: Int?, found: String, wanted: String) {
    self.init(file, line, problem: "found \(found); wanted \(wanted)")
  }

  public var description: String {
    "\(file): \(line.map { "line \($0): " } ?? "")\(problem)".printable()
  }

  /// A key that there is not.
  static func unknown(_ key: String, in file: String, _ line: Int?) -> SuiteError {
    let names = allSuiteKeys.map(\.name)
    let near = NearWord.nearest(to: key, in: names)
    return SuiteError(
      file, line, found: "the key '\(key)'",
      wanted: near.map { "perhaps \($0)" } ?? "one of \(names.joined(separator: ", "))")
  }
}
