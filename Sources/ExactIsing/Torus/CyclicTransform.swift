import CSpinKernels

/// The discrete Fourier transform of cyclic length modulo a prime (number-theoretic transform,
/// Pollard 1971), for lengths 2^a 3^b.
///
/// It runs over an array of shape [length, width], transforming every column at once, so that the
/// inner loops go along rows. The forward transform leaves the frequencies in a scrambled order,
/// given by `frequencies`, and the inverse expects them so: products need no particular order.
struct CyclicTransform: Sendable {
  let field: PrimeField
  let length: Int
  /// The frequency that each output row holds.
  let frequencies: [Int]
  /// ω^k in Montgomery form, k = 0 ..< length.
  let powers: [UInt32]

  /// The smallest length 2^a 3^b that is at least `minimum`.
  static func suitableLength(atLeast minimum: Int) -> Int {
    var length = minimum
    while true {
      var rest = length
      for factor in [2, 3] { while rest.isMultiple(of: factor) { rest /= factor } }
      if rest == 1 { return length }
      length += 1
    }
  }

  /// - Parameter root: the ω to use, a primitive root of unity of order `length` in Montgomery form;
  ///   any if nil.
  init(field: PrimeField, length: Int, root: UInt32? = nil) {
    self.field = field
    self.length = length
    let root = root ?? field.rootOfUnity(order: length)
    var powers = [field.radix]
    while powers.count < length {
      powers.append(field.canonical(field.multiply(powers[powers.count - 1], root)))
    }
    self.powers = powers
    // Layer by layer, part r of a block goes on to hold the frequencies r, r + radix, r + 2·radix, …
    // of that block.
    frequencies = (0..<length).map { row in
      var (frequency, stride, place, span) = (0, 1, row, length)
      while span > 1 {
        let radix = span.isMultiple(of: 2) ? 2 : 3
        span /= radix
        frequency += place / span * stride
        place %= span
        stride *= radix
      }
      return frequency
    }
  }

  /// Σ_j x_j ω^(jk) for every column. Numbers go in and come out in [0, 2p).
  ///
  /// - Parameter filledRows: the rows from there on hold only zeros.
  func forward(_ rows: UnsafeMutablePointer<UInt32>, width: Int, filledRows: Int) {
    exact_transform_forward(
      rows, Int32(length), Int32(width), Int32(filledRows), powers, field.kernel)
  }

  /// The inverse of `forward`, including the factor 1/length.
  func inverse(_ rows: UnsafeMutablePointer<UInt32>, width: Int) {
    exact_transform_inverse(rows, Int32(length), Int32(width), powers, field.kernel)
    let factor = field.reciprocal(field.montgomery(UInt32(length)))
    for index in 0..<length * width { rows[index] = field.multiply(rows[index], factor) }
  }
}
