import Foundation

/// A number together with its first and second derivative along one variable.
///
/// Arithmetic carries the derivatives along (forward differentiation), so a closed form written once
/// gives its derivatives without differences.
struct Jet {
  var value: Double
  var first: Double
  var second: Double

  init(_ value: Double, _ first: Double = 0, _ second: Double = 0) {
    self.value = value
    self.first = first
    self.second = second
  }

  static func + (a: Jet, b: Jet) -> Jet {
    Jet(a.value + b.value, a.first + b.first, a.second + b.second)
  }

  static func - (a: Jet, b: Jet) -> Jet {
    Jet(a.value - b.value, a.first - b.first, a.second - b.second)
  }

  static func * (a: Jet, b: Jet) -> Jet {
    Jet(
      a.value * b.value, a.first * b.value + a.value * b.first,
      a.second * b.value + 2 * a.first * b.first + a.value * b.second)
  }

  static func * (a: Double, b: Jet) -> Jet { Jet(a * b.value, a * b.first, a * b.second) }

  static func + (a: Double, b: Jet) -> Jet { Jet(a + b.value, b.first, b.second) }

  static func / (a: Jet, b: Jet) -> Jet {
    let value = a.value / b.value
    let first = (a.first - value * b.first) / b.value
    let second = (a.second - 2 * first * b.first - value * b.second) / b.value
    return Jet(value, first, second)
  }

  /// The function with value f and derivatives f', f'' at this number.
  private func applying(_ f: Double, _ df: Double, _ ddf: Double) -> Jet {
    Jet(f, df * first, df * second + ddf * first * first)
  }

  /// ln.
  var logarithm: Jet { applying(log(value), 1 / value, -1 / (value * value)) }

  /// ln(1 + self).
  var logarithmOfOnePlus: Jet {
    let sum = 1 + value
    return applying(log1p(value), 1 / sum, -1 / (sum * sum))
  }

  /// exp.
  var exponential: Jet {
    let f = exp(value)
    return applying(f, f, f)
  }

  /// The positive root; the number must not be 0.
  var squareRoot: Jet {
    let root = value.squareRoot()
    return applying(root, 0.5 / root, -0.25 / (root * value))
  }

  /// The power with a whole exponent of at least 2.
  func power(_ exponent: Int) -> Jet {
    let n = Double(exponent)
    return applying(
      pow(value, n), n * pow(value, n - 1), n * (n - 1) * pow(value, n - 2))
  }
}
