/// A signed whole number of any size.
///
/// Numbers of states pass 2^64 from L = 9 on (and 2^1024 in Beale's series at L = 32). This type has
/// just the arithmetic which that takes: sums, products, comparison, decimal text, and the nearest
/// `Double`.
public struct BigInteger: Hashable, Sendable {
  /// Magnitude in base 2^64, least significant first, without leading zeros; empty for 0.
  private(set) var limbs: [UInt64]
  /// False for 0.
  public private(set) var isNegative: Bool

  init(limbs: [UInt64], isNegative: Bool = false) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    self.isNegative = isNegative && !limbs.isEmpty
    self.limbs = limbs
  }

  /// The whole number `value`, exactly.
  public init(_ value: Int) {
    self.init(limbs: [UInt64(value.magnitude)], isNegative: value < 0)
  }

  /// The number 0.
  public static let zero = BigInteger(0)

  /// The absolute value.
  public var magnitude: BigInteger { BigInteger(limbs: limbs) }

  /// Number of binary digits of the magnitude; 0 for 0.
  public var bitWidth: Int {
    guard let last = limbs.last else { return 0 }
    return 64 * limbs.count - last.leadingZeroBitCount
  }
}

// MARK: - Arithmetic

extension BigInteger {
  /// The number of opposite sign; 0 stays 0.
  public static prefix func - (value: BigInteger) -> BigInteger {
    BigInteger(limbs: value.limbs, isNegative: !value.isNegative)
  }

  /// The exact sum.
  public static func + (a: BigInteger, b: BigInteger) -> BigInteger {
    if a.isNegative == b.isNegative {
      return BigInteger(limbs: sum(a.limbs, b.limbs), isNegative: a.isNegative)
    }
    return isLess(a.limbs, b.limbs)
      ? BigInteger(limbs: difference(b.limbs, a.limbs), isNegative: b.isNegative)
      : BigInteger(limbs: difference(a.limbs, b.limbs), isNegative: a.isNegative)
  }

  /// The exact difference.
  public static func - (a: BigInteger, b: BigInteger) -> BigInteger { a + -b }

  /// Adds `b` to `a`, exactly.
  public static func += (a: inout BigInteger, b: BigInteger) { a = a + b }

  /// The exact product, by the schoolbook method in base 2^64.
  public static func * (a: BigInteger, b: BigInteger) -> BigInteger {
    var product = [UInt64](repeating: 0, count: a.limbs.count + b.limbs.count)
    for (i, x) in a.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.limbs.enumerated() {
        let (high, low) = x.multipliedFullWidth(by: y)
        let (first, overflow1) = low.addingReportingOverflow(product[i + j])
        let (second, overflow2) = first.addingReportingOverflow(carry)
        product[i + j] = second
        // At most (2^64 - 1)² + 2(2^64 - 1) = 2^128 - 1, so the carry fits.
        carry = high &+ (overflow1 ? 1 : 0) &+ (overflow2 ? 1 : 0)
      }
      product[i + b.limbs.count] = carry
    }
    return BigInteger(limbs: product, isNegative: a.isNegative != b.isNegative)
  }

  /// Quotient, rounded toward zero, and the remainder's magnitude.
  ///
  /// - Precondition: `divisor` is not 0.
  public func quotientAndRemainder(
    dividingBy divisor: UInt64
  ) -> (quotient: BigInteger, remainder: UInt64) {
    var quotient = limbs
    var remainder: UInt64 = 0
    for index in limbs.indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, limbs[index]))
    }
    return (BigInteger(limbs: quotient, isNegative: isNegative), remainder)
  }

  /// The numbers of ways to choose 0, 1, … `total` of `total`.
  public static func binomials(_ total: Int) -> [BigInteger] {
    precondition(total >= 0)
    var row: [BigInteger] = [1]
    for k in 0..<total {
      let product = row[k] * BigInteger(total - k)
      row.append(product.quotientAndRemainder(dividingBy: UInt64(k + 1)).quotient)
    }
    return row
  }

  private static func sum(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    let (longer, shorter) = a.count >= b.count ? (a, b) : (b, a)
    var result = longer
    var carry = false
    for index in longer.indices {
      guard carry || index < shorter.count else { break }
      let (first, overflow1) = result[index].addingReportingOverflow(
        index < shorter.count ? shorter[index] : 0)
      let (second, overflow2) = first.addingReportingOverflow(carry ? 1 : 0)
      result[index] = second
      carry = overflow1 || overflow2
    }
    if carry { result.append(1) }
    return result
  }

  /// a - b for a ≥ b.
  private static func difference(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var result = a
    var borrow = false
    for index in a.indices {
      guard borrow || index < b.count else { break }
      let (first, overflow1) = result[index].subtractingReportingOverflow(
        index < b.count ? b[index] : 0)
      let (second, overflow2) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      result[index] = second
      borrow = overflow1 || overflow2
    }
    return result
  }

  private static func isLess(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] }
    return false
  }
}

extension BigInteger: Comparable {
  public static func < (a: BigInteger, b: BigInteger) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? isLess(b.limbs, a.limbs) : isLess(a.limbs, b.limbs)
  }
}

extension BigInteger: ExpressibleByIntegerLiteral {
  /// The whole number of a literal, which must fit into an `Int`.
  public init(integerLiteral value: Int) { self.init(value) }
}

// MARK: - Conversions

extension BigInteger: CustomStringConvertible, LosslessStringConvertible {
  public var description: String {
    if limbs.isEmpty { return "0" }
    // 10^19 is the largest power of ten that one limb holds.
    var groups: [String] = []
    var rest = magnitude
    while !rest.limbs.isEmpty {
      let (quotient, group) = rest.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
      groups.append(String(group))
      rest = quotient
    }
    var text = isNegative ? "-" : ""
    text += groups[groups.count - 1]
    for group in groups.dropLast().reversed() {
      text += String(repeating: "0", count: 19 - group.count) + group
    }
    return text
  }

  /// The number written in decimal digits, with an optional sign in front; else nil.
  public init?(_ description: String) {
    var digits = Substring(description)
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var value = BigInteger.zero
    for digit in digits.utf8 {
      guard (48...57).contains(digit) else { return nil }
      value = value * 10 + BigInteger(Int(digit) - 48)
    }
    self = isNegative ? -value : value
  }
}

extension BigInteger {
  /// significand and exponent with value = significand · 2^exponent, rounded to the nearest `Double`;
  /// the significand's magnitude is in [½, 1], or 0 for 0.
  public var significandAndExponent: (significand: Double, exponent: Int) {
    guard let top = limbs.last else { return (0, 0) }
    // The leading 64 bits, with the last one set if anything nonzero lies below: rounding from there
    // to 53 bits is then the same as rounding the whole number.
    let shift = UInt64(top.leadingZeroBitCount)
    var leading = top << shift
    if limbs.count > 1 {
      let next = limbs[limbs.count - 2]
      if shift > 0 { leading |= next >> (64 - shift) }
      let isExact = next << shift == 0 && limbs.dropLast(2).allSatisfy { $0 == 0 }
      if !isExact { leading |= 1 }
    }
    let significand = Double(leading) * 0x1p-64
    return (isNegative ? -significand : significand, bitWidth)
  }
}

extension Double {
  /// The double nearest to `value`, ties to even; infinite beyond the largest double.
  public init(_ value: BigInteger) {
    let (significand, exponent) = value.significandAndExponent
    // In two steps, so that the scale itself never overflows before the value does.
    self = significand
    var rest = exponent
    while rest > 0 {
      let step = min(rest, 960)
      self *= Double(sign: .plus, exponent: step, significand: 1)
      rest -= step
    }
  }
}
