/// What every part of one spectrum's computation shares: the classes of rows, the transforms, and
/// how the torus is cut.
///
/// The torus of L rows is cut at two rows s and t into halves with a and b = L - 2 - a interior rows.
/// With A(s,t) the half's polynomial (see `HalfTorus`), n the spins up and 2K the broken bonds,
///
///     g(x, y) = Σ_s Σ_t x^(n_s + n_t) y^(h_s + h_t) A_a(s,t) A_b(s,t)
///
/// and Σ over configurations of the correlation sum of row s has the weight of s in addition. The
/// products are taken modulo primes, at roots of unity, and only the sum is transformed back.
struct SpectrumPlan: Sendable {
  let size: Int
  let classes: RowClasses
  let shorterInterior: Int
  let longerInterior: Int
  /// Transforms of one length modulo different primes, whose product exceeds every result twice.
  let transforms: [CyclicTransform]
  /// The distances r = 2 … ⌊L/2⌋ whose correlation sums are accumulated beside g.
  let distances: [Int]

  var siteCount: Int { size * size }
  var length: Int { transforms[0].length }
  /// Numbers in one sum at all roots of unity.
  var area: Int { length * length }
  /// g itself and one correlation sum for each distance.
  var quantityCount: Int { 1 + distances.count }

  init(size: Int) {
    precondition((2...12).contains(size))
    self.size = size
    classes = RowClasses(size: size)
    shorterInterior = (size - 2) / 2
    longerInterior = size - 2 - shorterInterior
    distances = Array(SpectrumCell.furtherDistances(size: size))
    // Powers x^0 and x^N, and y^0 and y^N, may share a place: see `SpectrumAssembly`.
    let length = CyclicTransform.suitableLength(atLeast: size * size)
    // |T_r| ≤ L·C(N, N/2), with one bit more for the sign.
    let bound = BigInteger.binomials(size * size)[size * size / 2] * BigInteger(2 * size)
    let fields = PrimeField.largest(withRootsOfOrder: length, productBits: bound.bitWidth)
    transforms = fields.map { CyclicTransform(field: $0, length: length) }
  }
}
