/// The name of a column, and what it may stand for.
struct ColumnName: Sendable, Hashable {
  /// As the table has it.
  let text: String

  init(_ text: String) { self.text = text }

  /// In small letters, without what joins words.
  var plain: String { text.lowercased().filter { !" _-.()".contains($0) } }

  var isSize: Bool {
    ["l", "size", "latticesize", "linearsize", "systemsize"].contains(plain)
  }

  /// Names of other lengths, numbers and times that scaling may be about, where nothing is called L.
  var mayBeSize: Bool { ["d", "n", "N", "t", "time", "distance", "sites"].contains(text) }

  var isControl: Bool {
    [
      "temp", "temperature", "beta", "β", "inversetemperature", "coupling", "field", "disorder",
      "lambda", "λ", "probability",
    ].contains(plain) || ["T", "t", "p", "g", "h", "W", "x", "K", "J", "k"].contains(text)
  }

  var isValue: Bool {
    [
      "value", "mean", "y", "output", "observable", "binder", "u4", "u2", "u", "chi", "χ", "absm",
      "|m|", "magnetization", "susceptibility", "gap", "ratio", "strength", "spanning", "wrapping",
      "crossing", "xi/l", "xil",
    ].contains(plain) || ["P", "M", "m", "R", "C", "E", "B", "Q"].contains(text)
  }

  /// Whether it is that of an error, of whichever value.
  var isError: Bool {
    if ["dy", "sem", "std", "uncertainty", "sigma", "σ", "se", "±"].contains(plain) { return true }
    return ["err", "error", "errors", "stderr", "stderror", "standarderror"].contains(plain)
  }

  /// Whether it is that of the error of `value`: "dM", "M_err", "error of M", "sigma_M".
  func isError(of value: ColumnName) -> Bool {
    let marks = [
      "d", "err", "error", "errorof", "sigma", "σ", "std", "stderr", "delta", "δ", "sem", "se",
    ]
    return marks.contains { plain == $0 + value.plain || plain == value.plain + $0 }
  }

  var isSeed: Bool { plain == "seed" }
  var isReplicate: Bool { ["replicate", "bootstrap"].contains(plain) }

  /// The size in a name such as "L=16", "L16" or "16".
  var size: Double? {
    var digits = plain[...]
    for mark in ["latticesize", "linearsize", "size", "l"] where digits.hasPrefix(mark) {
      digits = digits.dropFirst(mark.count)
      break
    }
    if digits.hasPrefix("=") { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.allSatisfy(\.isNumber), let size = Double(digits), size > 0 else {
      return nil
    }
    return size
  }
}
