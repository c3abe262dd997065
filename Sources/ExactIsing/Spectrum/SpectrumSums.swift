import CSpinKernels

/// The sums over classes of first rows that one spectrum's computation collects, for every quantity
/// and prime, at all roots of unity.
///
/// They are exact residues, so it does not matter in which order, or on how many cores, the classes
/// were added: the bits are the same.
struct SpectrumSums: Sendable {
  /// Shape [quantity][prime][frequency of y][frequency of x], canonical residues.
  private(set) var residues: [UInt32]
  private let area: Int
  private let fields: [PrimeField]

  /// - Parameter residues: sums to go on from; zeros if nil.
  init(plan: SpectrumPlan, residues: [UInt32]? = nil) {
    area = plan.area
    fields = plan.transforms.map(\.field)
    let count = plan.quantityCount * fields.count * area
    precondition(residues == nil || residues!.count == count)
    self.residues = residues ?? [UInt32](repeating: 0, count: count)
  }

  /// The numbers of one quantity modulo one prime.
  func grid(quantity: Int, prime: Int) -> ArraySlice<UInt32> {
    let start = (quantity * fields.count + prime) * area
    return residues[start..<start + area]
  }

  /// Adds weight · `values` to one quantity modulo one prime.
  ///
  /// - Parameters:
  ///   - weight: any whole number; a negative one stands for its residue.
  ///   - values: `area` numbers in [0, 2p).
  mutating func add(
    _ values: UnsafePointer<UInt32>, weight: Int, quantity: Int, prime: Int
  ) {
    let field = fields[prime]
    let p = Int(field.modulus)
    let factor = field.montgomery(UInt32(((weight % p) + p) % p))
    let start = (quantity * fields.count + prime) * area
    residues.withUnsafeMutableBufferPointer { buffer in
      exact_add_scaled(buffer.baseAddress! + start, values, factor, Int64(area), field.kernel)
    }
  }

  static func += (a: inout SpectrumSums, b: SpectrumSums) {
    for block in 0..<a.residues.count / a.area {
      let field = a.fields[block % a.fields.count]
      for index in block * a.area..<(block + 1) * a.area {
        a.residues[index] = field.canonical(a.residues[index] &+ b.residues[index])
      }
    }
  }
}
