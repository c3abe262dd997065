import Storage

/// A command line that does again what this one does, as a POSIX shell needs it written.
///
///     CommandLineText("assess")
///       .option("--temperature", 1.0)
///       .attached("--array", array)
///       .flag("--independent", independent)
///       .text(files: ["samples.npz"])
package struct CommandLineText {
  private let subcommand: [String]
  private var words: [String] = []

  /// A line of that subcommand.
  package init(_ subcommand: String...) { self.init(subcommand) }

  /// A line of that subcommand.
  package init(_ subcommand: [String]) { self.subcommand = subcommand }

  /// With `--name value`; without it where there is no value, or only the one that is meant anyway. What looks like
  /// an option and is no number is attached.
  package func option<Value: Equatable>(
    _ name: String, _ value: Value?, unless usual: Value? = nil
  ) -> CommandLineText {
    guard let value, value != usual else { return self }
    let text = "\(value)"
    return text.hasPrefix("-") && Double(text) == nil
      ? attached(name, value) : adding([name, text])
  }

  /// With `--name=value`, in which the value may begin with a dash.
  package func attached<Value: Equatable>(
    _ name: String, _ value: Value?, unless usual: Value? = nil
  ) -> CommandLineText {
    guard let value, value != usual else { return self }
    return adding(["\(name)=\(value)"])
  }

  /// With `--name` where `isOn`.
  package func flag(_ name: String, _ isOn: Bool) -> CommandLineText {
    isOn ? adding([name]) : self
  }

  private func adding(_ more: [String]) -> CommandLineText {
    var line = self
    line.words += more
    return line
  }

  /// The line on `files`, which come first.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - isMarked: whether they come last, behind the mark that ends the options; nil where that
  ///     depends on whether a name looks like an option.
  ///   - program: the program's name or path.
  package func text(
    files: [String] = [], isMarked: Bool? = nil, program: String = "steelyard"
  ) -> String {
    let isOptionLike = files.contains { $0.hasPrefix("-") && $0 != "-" }
    let words = isMarked ?? isOptionLike ? words + ["--"] + files : files + words
    return ([program] + subcommand + words).map(shellQuoted).joined(separator: " ")
  }
}
