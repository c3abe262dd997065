import Glibc

/// `value` with `digits` digits after the point, in sentences.
package func decimal(_ value: Double, _ digits: Int) -> String {
  NumberText.printed("%.*f", [digits, value])
}

/// `values` with `digits` digits after the point, separated by commas.
package func decimal(_ values: [Double], _ digits: Int) -> String {
  values.map { decimal($0, digits) }.joined(separator: ", ")
}

/// "0.1235 ± 0.0042", both with `digits` digits after the point.
package func decimal(_ value: Double, error: Double, _ digits: Int) -> String {
  "\(decimal(value, digits)) ± \(decimal(error, digits))"
}

/// `value` to `digits` significant digits without zeros that only pad, in sentences.
package func brief(_ value: Double, _ digits: Int = 3) -> String {
  value.isInfinite ? NumberText.nonFinite(value) : NumberText.printed("%.*g", [digits, value])
}

/// "p = 0.043", or "p < 1e-300" where it is too small for a number.
package func pValueText(_ p: Double) -> String {
  p < 1e-300 ? "p < 1e-300" : "p = \(brief(p, 2))"
}

extension String {
  /// The text behind as many blanks as make it `width` characters wide.
  package func rightAligned(in width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }

  /// The text before as many blanks as make it `width` characters wide.
  package func leftAligned(in width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}

/// Numbers as people read them in tables: rounded to what is known, never wider than needed.
///
/// Only for reading. Files for programs keep every digit.
package enum NumberText {
  /// `value` to `digits` significant digits, in positional notation where that is short.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard value != 0 else { return "0" }
    let exponent = decimalExponent(of: value, digits: digits)
    return isPositional(exponent)
      ? fixed(value, decimals: max(0, digits - 1 - exponent))
      : scientific(value, digits: digits)
  }

  /// `value` ± half of the interval's width, both to the decimal place that the half-width supports
  /// with two digits; with the interval's ends where `value` is not in its middle.
  package static func estimate(_ value: Double, interval: ClosedRange<Double>) -> String {
    let scale = Scale(value, interval)
    return scale.isSymmetric
      ? scale.symmetric
      : scale.parenthesized("\(scale.value) [\(scale.lower), \(scale.upper)]")
  }

  /// As `estimate(_:interval:)`, but an interval that is not symmetric stands alone.
  package static func compactEstimate(_ value: Double, interval: ClosedRange<Double>) -> String {
    let scale = Scale(value, interval)
    return scale.isSymmetric
      ? scale.symmetric : scale.parenthesized("\(scale.lower)\u{A0}to\u{A0}\(scale.upper)")
  }

  /// The ends of an interval, each to three digits.
  package static func range(_ interval: ClosedRange<Double>) -> String {
    "[\(significant(interval.lowerBound)), \(significant(interval.upperBound))]"
  }

  /// The ends of the interval of `value`, to the decimal place that its half-width supports with two
  /// digits.
  package static func ends(of value: Double, interval: ClosedRange<Double>) -> String {
    let scale = Scale(value, interval)
    return scale.parenthesized("[\(scale.lower), \(scale.upper)]")
  }

  /// A number that someone chose, such as a tolerance: without the zeros that only pad.
  package static func declared(_ value: Double, digits: Int = 6) -> String {
    let text = significant(value, digits: digits)
    guard value.isFinite, text.contains(".") else { return text }
    let parts = text.split(separator: "e", maxSplits: 1)
    var digits = parts[0]
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return parts.count == 2 ? "\(digits)e\(parts[1])" : String(digits)
  }

  /// "p 0.043" or "p < 1e-300", not to be broken into lines.
  package static func pValue(_ p: Double) -> String {
    p < 1e-300 ? "p\u{A0}<\u{A0}1e-300" : "p\u{A0}\(declared(p, digits: 2))"
  }

  /// A count with its thousands apart: 12,345.
  package static func count(_ count: Int) -> String {
    var groups = ""
    for (index, digit) in String(count.magnitude).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { groups.append(",") }
      groups.append(digit)
    }
    return (count < 0 ? "-" : "") + String(groups.reversed())
  }

  /// A number of effective samples, which need not be whole.
  package static func count(_ count: Double) -> String {
    guard count.isFinite, count.magnitude < 1e15 else { return significant(count) }
    return count.magnitude < 10 && count != count.rounded()
      ? fixed(count, decimals: 1) : self.count(Int(count.rounded()))
  }

  /// `value` with `decimals` digits after the point; a rounded zero has no sign.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    let text = printed("%.*f", [decimals, value])
    return text.first == "-" && !text.contains { ("1"..."9").contains($0) }
      ? String(text.dropFirst()) : text
  }

  fileprivate static func scientific(_ value: Double, digits: Int) -> String {
    let text = printed("%.*e", [digits - 1, value])
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
    return "\(parts[0])e\(exponent)"
  }

  fileprivate static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞"
  }

  /// Whether numbers of this decimal exponent are written without a power of ten.
  fileprivate static func isPositional(_ exponent: Int) -> Bool { (-4...5).contains(exponent) }

  /// The exponent of the first digit after rounding to `digits` significant ones.
  fileprivate static func decimalExponent(of value: Double, digits: Int) -> Int {
    let parts = printed("%.*e", [digits - 1, value]).split(separator: "e")
    return parts.count == 2 ? Int(parts[1]) ?? 0 : 0
  }

  /// `arguments` as `printf` writes them, at most 351 characters.
  package static func printed(_ format: String, _ arguments: [any CVarArg]) -> String {
    // 309 digits before the point, a sign, the point and at most 20 decimals.
    var buffer = [CChar](repeating: 0, count: 352)
    let length = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// A value and its interval with as many decimals, and the one power of ten, that suit them all.
private struct Scale {
  let value: String
  let lower: String
  let upper: String
  let isSymmetric: Bool
  private let halfWidth: String
  /// "e-5", or empty.
  private let suffix: String

  init(_ value: Double, _ interval: ClosedRange<Double>) {
    let (lower, upper) = (interval.lowerBound, interval.upperBound)
    let half = (upper - lower) / 2
    guard value.isFinite, half.isFinite, half > 0 else {
      self.value = NumberText.declared(value, digits: 4)
      self.lower = NumberText.declared(lower, digits: 4)
      self.upper = NumberText.declared(upper, digits: 4)
      isSymmetric = lower == value && upper == value
      (halfWidth, suffix) = ("0", "")
      return
    }
    // An interval of which one side is a hundred times as long has no place that suits both.
    let near = min(value - lower, upper - value)
    guard near <= 0 || near > 0.01 * half else {
      self.value = NumberText.significant(value, digits: 2)
      self.lower = NumberText.significant(lower, digits: 2)
      self.upper = NumberText.significant(upper, digits: 2)
      isSymmetric = false
      (halfWidth, suffix) = ("", "")
      return
    }
    let largest = max(value.magnitude, lower.magnitude, upper.magnitude)
    let exponent = NumberText.decimalExponent(of: largest, digits: 2)
    let place = NumberText.decimalExponent(of: half, digits: 2) - 1
    let power = NumberText.isPositional(exponent) ? 0 : exponent
    let factor = pow(10, Double(-power))
    // At most nine decimals: an interval far below the value's own digits shows as ± 0.
    let decimals = min(max(0, power - place), 9)
    func text(_ number: Double) -> String {
      number == 0 ? "0" : NumberText.fixed(number * factor, decimals: decimals)
    }
    self.value = text(value)
    self.lower = text(lower)
    self.upper = text(upper)
    halfWidth = text(half)
    isSymmetric = (value - (lower + upper) / 2).magnitude <= 0.1 * half
    suffix = power == 0 ? "" : "e\(power)"
  }

  var symmetric: String {
    halfWidth == "0" ? value : parenthesized("\(value)\u{A0}±\u{A0}\(halfWidth)")
  }

  func parenthesized(_ text: String) -> String { suffix.isEmpty ? text : "(\(text))\(suffix)" }
}
