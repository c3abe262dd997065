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
  private let layers: [Layer]

  /// One layer of butterflies: blocks of `span` rows, split into `radix` parts.
  private struct Layer {
    let radix: Int
    let span: Int
  }

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

  init(field: PrimeField, length: Int) {
    self.field = field
    self.length = length
    let root = field.rootOfUnity(order: length)
    var powers = [field.radix]
    while powers.count < length {
      powers.append(field.canonical(field.multiply(powers[powers.count - 1], root)))
    }
    self.powers = powers
    var layers: [Layer] = []
    var span = length
    while span > 1 {
      let radix = span.isMultiple(of: 2) ? 2 : 3
      layers.append(Layer(radix: radix, span: span))
      span /= radix
    }
    self.layers = layers
    // Part r of a block goes on to hold the frequencies r, r + radix, r + 2·radix, … of the block.
    var frequencies = [Int](repeating: 0, count: length)
    for row in 0..<length {
      var place = row
      var stride = 1
      for layer in layers {
        let part = layer.span / layer.radix
        frequencies[row] += place / part * stride
        place %= part
        stride *= layer.radix
      }
    }
    self.frequencies = frequencies
  }

  /// Σ_j x_j ω^(jk) for every column. Numbers go in and come out in [0, 2p).
  ///
  /// - Parameter filledRows: the rows from there on hold only zeros.
  func forward(_ rows: UnsafeMutablePointer<UInt32>, width: Int, filledRows: Int) {
    for (index, layer) in layers.enumerated() {
      let part = layer.span / layer.radix
      if index == 0, layer.radix == 2, filledRows <= part {
        for offset in 0..<filledRows {
          let first = rows + offset * width
          turn(first, into: first + part * width, twiddle: offset, width: width)
        }
        continue
      }
      for block in stride(from: 0, to: length, by: layer.span) {
        for offset in 0..<part {
          let first = rows + (block + offset) * width
          let twiddle = offset * (length / layer.span)
          if layer.radix == 2 {
            splitInTwo(first, first + part * width, twiddle: twiddle, width: width)
          } else {
            splitInThree(
              first, first + part * width, first + 2 * part * width, twiddle: twiddle, width: width)
          }
        }
      }
    }
  }

  /// The inverse of `forward`, including the factor 1/length.
  func inverse(_ rows: UnsafeMutablePointer<UInt32>, width: Int) {
    for layer in layers.reversed() {
      let part = layer.span / layer.radix
      for block in stride(from: 0, to: length, by: layer.span) {
        for offset in 0..<part {
          let first = rows + (block + offset) * width
          let twiddle = offset * (length / layer.span)
          if layer.radix == 2 {
            joinTwo(first, first + part * width, twiddle: twiddle, width: width)
          } else {
            joinThree(
              first, first + part * width, first + 2 * part * width, twiddle: twiddle, width: width)
          }
        }
      }
    }
    let factor = field.reciprocal(field.montgomery(UInt32(length)))
    for index in 0..<length * width { rows[index] = field.multiply(rows[index], factor) }
  }

  // MARK: Butterflies

  /// What is left of `splitInTwo` where b is zero.
  @inline(__always)
  private func turn(
    _ a: UnsafeMutablePointer<UInt32>, into b: UnsafeMutablePointer<UInt32>, twiddle: Int,
    width: Int
  ) {
    let factor = powers[twiddle]
    for column in 0..<width { b[column] = field.multiply(a[column], factor) }
  }

  @inline(__always)
  private func splitInTwo(
    _ a: UnsafeMutablePointer<UInt32>, _ b: UnsafeMutablePointer<UInt32>, twiddle: Int, width: Int
  ) {
    let twoP = 2 &* field.modulus
    let factor = powers[twiddle]
    for column in 0..<width {
      let x = a[column]
      let y = b[column]
      a[column] = field.halveRange(x &+ y)
      b[column] = field.multiply(x &+ twoP &- y, factor)
    }
  }

  @inline(__always)
  private func joinTwo(
    _ a: UnsafeMutablePointer<UInt32>, _ b: UnsafeMutablePointer<UInt32>, twiddle: Int, width: Int
  ) {
    let twoP = 2 &* field.modulus
    let factor = powers[twiddle == 0 ? 0 : length - twiddle]
    for column in 0..<width {
      let x = a[column]
      let y = field.multiply(b[column], factor)
      a[column] = field.halveRange(x &+ y)
      b[column] = field.halveRange(x &+ twoP &- y)
    }
  }

  /// With ζ a primitive cube root of 1 and ζ² = -1 - ζ, a transform of length 3 takes one product:
  /// x₀ + ζx₁ + ζ²x₂ = x₀ - x₂ + ζ(x₁ - x₂) and x₀ + ζ²x₁ + ζx₂ = x₀ - x₁ - ζ(x₁ - x₂).
  @inline(__always)
  private func splitInThree(
    _ a: UnsafeMutablePointer<UInt32>, _ b: UnsafeMutablePointer<UInt32>,
    _ c: UnsafeMutablePointer<UInt32>, twiddle: Int, width: Int
  ) {
    let twoP = 2 &* field.modulus
    let cubeRoot = powers[length / 3]
    let factor = powers[twiddle]
    let square = powers[2 * twiddle]
    for column in 0..<width {
      let x = a[column]
      let y = b[column]
      let z = c[column]
      let turned = field.multiply(y &+ twoP &- z, cubeRoot)
      a[column] = field.halveRange(x &+ field.halveRange(y &+ z))
      b[column] = field.multiply(field.halveRange(x &+ twoP &- z) &+ turned, factor)
      c[column] = field.multiply(field.halveRange(x &+ twoP &- y) &+ twoP &- turned, square)
    }
  }

  /// The same with ζ replaced by its inverse.
  @inline(__always)
  private func joinThree(
    _ a: UnsafeMutablePointer<UInt32>, _ b: UnsafeMutablePointer<UInt32>,
    _ c: UnsafeMutablePointer<UInt32>, twiddle: Int, width: Int
  ) {
    let twoP = 2 &* field.modulus
    let cubeRoot = powers[length - length / 3]
    let factor = powers[twiddle == 0 ? 0 : length - twiddle]
    let square = powers[twiddle == 0 ? 0 : length - 2 * twiddle]
    for column in 0..<width {
      let x = a[column]
      let y = field.multiply(b[column], factor)
      let z = field.multiply(c[column], square)
      let turned = field.multiply(y &+ twoP &- z, cubeRoot)
      a[column] = field.halveRange(x &+ field.halveRange(y &+ z))
      b[column] = field.halveRange(field.halveRange(x &+ twoP &- z) &+ turned)
      c[column] = field.halveRange(field.halveRange(x &+ twoP &- y) &+ twoP &- turned)
    }
  }
}
