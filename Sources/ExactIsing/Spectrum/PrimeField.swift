import CSpinKernels

/// Arithmetic modulo a prime below 2^30, in Montgomery's form (Montgomery 1985).
///
/// Numbers are kept lazily in [0, 2p). `multiply(a, b)` gives a·b/2^32: a factor that was put into
/// Montgomery form once (times 2^32) multiplies ordinary numbers as it should.
struct PrimeField: Sendable {
  let modulus: UInt32
  /// 1/p modulo 2^32.
  let inverse: UInt32
  /// 2^64 modulo p: multiplying by it puts a number into Montgomery form.
  let radixSquared: UInt32

  init(modulus: UInt32) {
    precondition(modulus < 1 << 30 && modulus & 1 == 1)
    self.modulus = modulus
    var inverse = modulus
    for _ in 0..<5 { inverse = inverse &* (2 &- modulus &* inverse) }
    self.inverse = inverse
    let radix = (1 << 32) % UInt64(modulus)
    radixSquared = UInt32(radix * radix % UInt64(modulus))
  }

  /// a·b / 2^32 modulo p, in [0, 2p), for a·b < 2^32 · p.
  @inline(__always)
  func multiply(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let product = UInt64(a) &* UInt64(b)
    let quotient = UInt32(truncatingIfNeeded: product) &* inverse
    let multiple = UInt64(quotient) &* UInt64(modulus)
    return UInt32(truncatingIfNeeded: product >> 32) &+ modulus
      &- UInt32(truncatingIfNeeded: multiple >> 32)
  }

  /// `a` less 2p where it is at least 2p, for a < 4p.
  @inline(__always)
  func reduced(_ a: UInt32) -> UInt32 { a < 2 * modulus ? a : a - 2 * modulus }

  /// a + b in [0, 2p).
  @inline(__always)
  func sum(_ a: UInt32, _ b: UInt32) -> UInt32 { reduced(a + b) }

  /// a - b in [0, 2p).
  @inline(__always)
  func difference(_ a: UInt32, _ b: UInt32) -> UInt32 { reduced(a + 2 * modulus - b) }

  /// The representative of `a` in [0, p), for a < 2p.
  @inline(__always)
  func canonical(_ a: UInt32) -> UInt32 { a < modulus ? a : a - modulus }

  /// 2^32 modulo p: the number 1 in Montgomery form.
  var radix: UInt32 { canonical(multiply(radixSquared, 1)) }

  /// The field as the kernels take it.
  var kernel: exact_field {
    exact_field(modulus: modulus, inverse: inverse, radix: radix, radix_squared: radixSquared)
  }

  /// `a` in Montgomery form, in [0, p).
  func montgomery(_ a: UInt32) -> UInt32 { canonical(multiply(a, radixSquared)) }

  /// base^exponent, both in Montgomery form.
  func power(_ base: UInt32, _ exponent: Int) -> UInt32 {
    var result = radix
    var square = base
    var remaining = exponent
    while remaining > 0 {
      if remaining & 1 == 1 { result = canonical(multiply(result, square)) }
      square = canonical(multiply(square, square))
      remaining >>= 1
    }
    return result
  }

  /// 1/a, both in Montgomery form.
  func reciprocal(_ a: UInt32) -> UInt32 { power(a, Int(modulus) - 2) }

  /// A primitive root of unity of order `order`, in Montgomery form.
  ///
  /// - Precondition: `order` divides p - 1.
  func rootOfUnity(order: Int) -> UInt32 {
    precondition((Int(modulus) - 1).isMultiple(of: order))
    let factors = Self.primeFactors(of: order)
    for candidate in 2..<UInt32(1000) {
      let root = power(montgomery(candidate), (Int(modulus) - 1) / order)
      if factors.allSatisfy({ power(root, order / $0) != radix }) { return root }
    }
    preconditionFailure("no root of unity of order \(order) modulo \(modulus)")
  }

  private static func primeFactors(of number: Int) -> [Int] {
    var factors: [Int] = []
    var rest = number
    var factor = 2
    while rest > 1 {
      if rest.isMultiple(of: factor) { factors.append(factor) }
      while rest.isMultiple(of: factor) { rest /= factor }
      factor += 1
    }
    return factors
  }

  /// The largest primes below 2^30 that are 1 modulo `order`, descending: as many as it takes for
  /// their product to have more than `bits` binary digits.
  static func largest(withRootsOfOrder order: Int, productBits bits: Int) -> [PrimeField] {
    var fields: [PrimeField] = []
    var product: BigInteger = 1
    var candidate = ((1 << 30 - 2) / order) * order + 1
    while product.bitWidth <= bits {
      precondition(candidate > 1 << 20, "not enough primes with roots of order \(order)")
      if isPrime(candidate) {
        fields.append(PrimeField(modulus: UInt32(candidate)))
        product = product * BigInteger(candidate)
      }
      candidate -= order
    }
    return fields
  }

  private static func isPrime(_ number: Int) -> Bool {
    var divisor = 3
    while divisor * divisor <= number {
      if number.isMultiple(of: divisor) { return false }
      divisor += 2
    }
    return number & 1 == 1
  }
}
