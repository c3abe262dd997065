/// A command line that makes something again.
enum ShellWords {
  /// `steelyard` with the words of a subcommand, one file, and options.
  ///
  /// A name that looks like an option comes last, behind the mark that ends the options.
  static func command(_ subcommand: [String], file: String, options: [String]) -> String {
    let isOptionLike = file.hasPrefix("-") && file != "-"
    let words = isOptionLike ? options + ["--", file] : [file] + options
    return (["steelyard"] + subcommand + words).map(shellQuoted).joined(separator: " ")
  }
}
