import Randomness

/// The expansion of Kaufman's partition function in whole numbers; see `EnergySpectrum`.
struct BealeExpansion {
  private let size: Int
  private let length: Int
  private let fields: [PrimeField]

  init(size: Int) {
    self.size = size
    // Coefficients of y^0, y^2, … y^(2N).
    length = CyclicTransform.suitableLength(atLeast: size * size + 1)
    // Roots for y, whose square runs through the transform's, and for the angles πl/L.
    let order = Self.leastCommonMultiple(2 * length, 2 * size)
    // All g add up to 2^N, and numbers come back in (-P/2, P/2).
    fields = PrimeField.largest(withRootsOfOrder: order, productBits: size * size + 2)
  }

  private static func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }

  /// The number of states with 2K broken bonds, K = 0 … N.
  func counts() -> [BigInteger] {
    let residues = WorkSharing(workersAtMost: .max).map(count: fields.count) {
    } work: { _, index in
      coefficients(modulo: fields[index])
    }
    let remainders = ChineseRemainders(fields)
    return (0...size * size).map { pairs in
      remainders.number(residues.map { $0[pairs] })
    }
  }

  /// The coefficients modulo one prime.
  private func coefficients(modulo field: PrimeField) -> [UInt32] {
    let root = field.rootOfUnity(order: 2 * length)
    let angle = field.rootOfUnity(order: 2 * size)
    let square = field.canonical(field.multiply(root, root))
    let transform = CyclicTransform(field: field, length: length, root: square)
    let doubledCosines = (0...size).map { mode in
      let power = field.power(angle, mode)
      return field.canonical(field.reduced(power &+ field.reciprocal(power)))
    }
    var values = transform.frequencies.map { frequency in
      value(at: field.power(root, frequency), doubledCosines, field)
    }
    values.withUnsafeMutableBufferPointer { transform.inverse($0.baseAddress!, width: 1) }
    // Half the sum, and out of Montgomery form.
    let half = (field.modulus + 1) / 2
    return values.map { field.canonical(field.multiply($0, half)) }
  }

  /// The four products, added up, at one y; numbers in Montgomery form.
  private func value(
    at y: UInt32, _ doubledCosines: [UInt32], _ field: PrimeField
  ) -> UInt32 {
    let one = field.radix
    let square = field.multiply(y, y)
    let plus = field.sum(one, square)
    let minus = field.difference(one, square)
    let a = field.multiply(plus, plus)
    let b = field.multiply(y, minus)
    let c = field.multiply(b, b)
    let power = field.power(field.canonical(b), size)
    let twoR = field.sum(power, power)
    // Sums and differences for l odd, and for l even.
    var products = [one, one, one, one]
    for mode in 0...size {
      let family = mode % 2 == 0 ? 2 : 0
      let (larger, smaller): (UInt32, UInt32)
      if mode == 0 || mode == size {
        let up = field.power(field.canonical(field.sum(one, y)), size)
        let down = field.power(field.canonical(field.difference(one, y)), size)
        let shift = field.power(y, size)
        larger = mode == 0 ? down : up
        smaller = field.multiply(shift, mode == 0 ? up : down)
      } else {
        let step = field.difference(a, field.multiply(b, doubledCosines[mode]))
        var (previous, current) = (field.sum(one, one), step)
        for _ in 1..<size {
          let next = field.difference(
            field.multiply(step, current), field.multiply(c, previous))
          (previous, current) = (current, next)
        }
        (larger, smaller) = (current, twoR)
      }
      products[family] = field.multiply(products[family], field.sum(larger, smaller))
      products[family + 1] =
        field.multiply(products[family + 1], field.difference(larger, smaller))
    }
    return products.reduce(0) { field.sum($0, $1) }
  }
}
