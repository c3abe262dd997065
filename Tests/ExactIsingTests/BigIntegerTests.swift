import ExactIsing
import Testing

@Suite struct BigIntegerTests {
  @Test func `Factorials and binomials have their known digits`() {
    let factorial = (1...30).reduce(BigInteger(1)) { $0 * BigInteger($1) }
    #expect(factorial.description == "265252859812191058636308480000000")
    #expect(
      BigInteger.binomials(144)[72].description
        == "1480212998448786189993816895482588794876100")
    #expect(BigInteger.binomials(4) == [1, 4, 6, 4, 1])
  }

  @Test(arguments: [
    "0", "1", "-1", "18446744073709551615", "18446744073709551616", "-18446744073709551617",
    "340282366920938463463374607431768211455", "10000000000000000000000000000000000000000",
  ])
  func `Decimal text goes in and comes out unchanged`(text: String) {
    #expect(BigInteger(text)?.description == text)
  }

  @Test(arguments: ["", "-", "12a", "1.5", " 1", "--2"])
  func `What is not a decimal number is refused`(text: String) {
    #expect(BigInteger(text) == nil)
  }

  @Test func `Arithmetic agrees with that of 128 bits`() throws {
    var state: UInt64 = 1
    func next() -> Int128 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Magnitudes of 1 to 62 bits and both signs.
      let magnitude = Int128(state >> (2 + state % 61))
      return state & 1024 == 0 ? magnitude : -magnitude
    }
    for _ in 0..<2000 {
      let (a, b, c) = (next(), next(), next())
      let (bigA, bigB, bigC) = (big(a), big(b), big(c))
      #expect((bigA * bigB + bigC).description == (a * b + c).description)
      #expect((bigA * bigB - bigC * bigA).description == (a * b - c * a).description)
      #expect((bigA < bigB) == (a < b))
      let divisor = UInt64(b.magnitude) + 1
      let (quotient, remainder) = (bigA * bigC).quotientAndRemainder(dividingBy: divisor)
      #expect(quotient.description == (a * c / Int128(divisor)).description)
      #expect(Int128(remainder) == ((a * c) % Int128(divisor)).magnitude)
    }
  }

  @Test func `The nearest double is found, ties to even`() {
    let power = BigInteger("1208925819614629174706176")!  // 2^80
    let unit = BigInteger(1 << 28)  // the spacing of doubles there
    let half = BigInteger(1 << 27)
    #expect(Double(power) == 0x1p80)
    #expect(Double(power + half) == 0x1p80)
    #expect(Double(power + half + 1) == 0x1p80 + 0x1p28)
    #expect(Double(power + unit + half) == 0x1p80 + 0x1p29)
    #expect(Double(-(power + unit)) == -0x1p80 - 0x1p28)
    #expect(Double(BigInteger(0)) == 0)
    #expect(Double(BigInteger(-7)) == -7)
    let large = (0..<1023).reduce(BigInteger(1)) { value, _ in value + value }
    #expect(Double(large) == 0x1p1023)
    #expect(Double(large + large) == .infinity)
  }

  private func big(_ value: Int128) -> BigInteger { BigInteger(value.description)! }
}
