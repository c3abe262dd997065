/// Turns the sums at roots of unity into exact whole numbers.
///
/// The transforms are cyclic with a length of at least N, so the powers 0 and N may share a place.
/// They are told apart without more work: with n = 0 or N all spins are equal, which is one state
/// without a broken bond; and with 0 < n < N at least one bond is broken, so K = 0 does not occur.
struct SpectrumAssembly {
  private let plan: SpectrumPlan
  /// Coefficients of every quantity and prime, shape [quantity][prime][K][n] in canonical residues.
  private var coefficients: [[[UInt32]]] = []

  init(plan: SpectrumPlan, sums: SpectrumSums) {
    self.plan = plan
    for quantity in 0..<plan.quantityCount {
      coefficients.append(
        plan.transforms.indices.map { prime in
          Self.transformBack(sums.grid(quantity: quantity, prime: prime), plan.transforms[prime])
        })
    }
  }

  private static func transformBack(
    _ grid: ArraySlice<UInt32>, _ transform: CyclicTransform
  ) -> [UInt32] {
    let length = transform.length
    let field = transform.field
    var values = Array(grid)
    for _ in 0..<2 {
      values.withUnsafeMutableBufferPointer {
        transform.inverse($0.baseAddress!, width: length)
      }
      var transposed = values
      for row in 0..<length {
        for column in 0..<length {
          transposed[column * length + row] = values[row * length + column]
        }
      }
      values = transposed
    }
    // The products of polynomials lack one factor of 2^32.
    return values.map { field.canonical(field.multiply($0, field.radixSquared)) }
  }

  /// All cells with g > 0, ascending in energy, then in total spin.
  func cells() -> [SpectrumCell] {
    let siteCount = plan.siteCount
    let size = BigInteger(plan.size)
    let remainders = ChineseRemainders(plan.transforms.map(\.field))
    var cells: [SpectrumCell] = []
    for pairs in 0...siteCount {
      for upCount in 0...siteCount {
        let energy = 4 * pairs - 2 * siteCount
        let totalSpin = 2 * upCount - siteCount
        if upCount == 0 || upCount == siteCount {
          guard pairs == 0 else { continue }
          let sums = plan.distances.map { _ in size }
          cells.append(
            SpectrumCell(
              energy: energy, totalSpin: totalSpin, count: 1, furtherCorrelationSums: sums))
          continue
        }
        guard pairs > 0 else { continue }
        let values = (0..<plan.quantityCount).map { quantity in
          remainders.number(
            plan.transforms.indices.map { prime in
              symmetrized(quantity: quantity, prime: prime, pairs: pairs, upCount: upCount)
            })
        }
        guard values[0] != 0 else { continue }
        cells.append(
          SpectrumCell(
            energy: energy, totalSpin: totalSpin, count: values[0],
            furtherCorrelationSums: Array(values.dropFirst())))
      }
    }
    return cells
  }

  /// The average over ΣS and -ΣS, which is the true number: the classes of rows stand for their
  /// flipped members too.
  private func symmetrized(quantity: Int, prime: Int, pairs: Int, upCount: Int) -> UInt32 {
    let length = plan.length
    let line = pairs % length * length
    let values = coefficients[quantity][prime]
    let sum = values[line + upCount] &+ values[line + plan.siteCount - upCount]
    let p = plan.transforms[prime].field.modulus
    let reduced = min(sum, sum &- p)
    return reduced & 1 == 0 ? reduced / 2 : (reduced + p) / 2
  }
}

/// Garner's algorithm: the whole number of smallest magnitude with given remainders.
struct ChineseRemainders {
  private let fields: [PrimeField]
  /// Products of the first primes: 1, p₀, p₀p₁, …; the last is the product of all.
  private let products: [BigInteger]
  /// Entry [i][j], j < i, is 1/p_j modulo p_i in Montgomery form.
  private let reciprocals: [[UInt32]]

  init(_ fields: [PrimeField]) {
    self.fields = fields
    var products: [BigInteger] = [1]
    for field in fields {
      products.append(products[products.count - 1] * BigInteger(Int(field.modulus)))
    }
    self.products = products
    reciprocals = fields.map { field in
      fields.prefix { $0.modulus != field.modulus }
        .map { field.reciprocal(field.montgomery($0.modulus % field.modulus)) }
    }
  }

  /// The number in (-P/2, P/2), P the product of the primes, that has `remainders`.
  func number(_ remainders: [UInt32]) -> BigInteger {
    var digits: [UInt32] = []
    for (i, field) in fields.enumerated() {
      var digit = remainders[i]
      for j in 0..<i {
        // Every digit is below its own prime; twice the modulus keeps the difference positive.
        let difference = digit &+ 2 &* field.modulus &- digits[j]
        digit = field.canonical(field.multiply(difference, reciprocals[i][j]))
      }
      digits.append(digit)
    }
    var number = BigInteger.zero
    for (digit, product) in zip(digits, products) where digit != 0 {
      number += product * BigInteger(Int(digit))
    }
    let whole = products[products.count - 1]
    return number + number > whole ? number - whole : number
  }
}
