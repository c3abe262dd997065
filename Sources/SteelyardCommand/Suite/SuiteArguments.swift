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
    guard arguments.first == "assess" else { return arguments }
    let paths = suites(in: arguments)
    guard let path = paths.first else { return arguments }
    guard paths.count == 1 else {
      throw SuiteError(paths[1], nil, problem: "found a second suite; wanted one")
    }
    let suite = try Suite(path: path)
    let beside = Array(arguments.dropFirst())
    let expanded = words(of: suite.settings) + beside
    if let problem = problem(of: expanded) {
      // What the error is about is what it goes away without; of several, what it names.
      let causes = suite.settings.indices.filter { index in
        var others = suite.settings
        others.remove(at: index)
        return self.problem(of: words(of: others) + beside) != problem
      }
      .map { suite.settings[$0] }
      if let cause = causes.first(where: { problem.contains("--\($0.key)") }) ?? causes.first {
        throw SuiteError(path, cause.line, problem: problem)
      }
    }
    return expanded
  }

  private static func words(of settings: [Suite.Setting]) -> [String] {
    ["assess"] + settings.flatMap(\.arguments)
  }

  /// Why `arguments` are not understood; nil where they are.
  private static func problem(of arguments: [String]) -> String? {
    do {
      _ = try Steelyard.parseAsRoot(arguments)
    } catch {
      guard Steelyard.exitCode(for: error) == .validationFailure else { return nil }
      return Steelyard.message(for: error)
    }
    return nil
  }

  /// The suites that `arguments` name.
  private static func suites(in arguments: [String]) -> [String] {
    let options = Array(arguments.prefix { $0 != "--" })
    return options.indices.compactMap { index in
      if options[index] == "--suite" { return options.dropFirst(index + 1).first }
      return options[index].hasPrefix("--suite=") ? String(options[index].dropFirst(8)) : nil
    }
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
