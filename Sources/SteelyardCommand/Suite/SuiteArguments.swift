import ArgumentParser
import Console
import Suites

/// Command lines that name a suite, with what the suite says in its place.
enum SuiteArguments {
  /// `arguments` with the options and files of the suite that they name, which come first, so that those beside it
  /// decide.
  ///
  /// - Parameter arguments: what follows the program's name.
  /// - Throws: `SuiteError` where the suite cannot be read, or says what assess does not understand.
  static func expanded(_ arguments: [String]) throws -> [String] {
    guard arguments.first == "assess", let path = suite(in: arguments) else { return arguments }
    let suite = try Suite(path: path)
    let words = suite.settings.flatMap(\.arguments)
    let expanded = ["assess"] + words + arguments.dropFirst()
    do {
      _ = try Steelyard.parseAsRoot(expanded)
    } catch {
      let text = Steelyard.message(for: error)
      // An error that names an option of the suite is one of its line.
      if Steelyard.exitCode(for: error) == .validationFailure,
        let setting = suite.settings.first(where: { text.contains("--\($0.key)") })
      {
        throw SuiteError(path, setting.line, problem: text)
      }
    }
    return expanded
  }

  /// The suite that `arguments` name.
  private static func suite(in arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    if let index = options.lastIndex(of: "--suite"), index + 1 < options.count {
      return options[index + 1]
    }
    return options.last { $0.hasPrefix("--suite=") }.map { String($0.dropFirst(8)) }
  }
}

extension Suite.Setting {
  /// The same on the command line.
  fileprivate var arguments: [String] {
    // A file's name is none of an option.
    if key == "files" { return values.map { $0.hasPrefix("-") && $0 != "-" ? "./" + $0 : $0 } }
    return hasValue ? values.map { "--\(key)=\($0)" } : values.map { _ in "--\(key)" }
  }
}
