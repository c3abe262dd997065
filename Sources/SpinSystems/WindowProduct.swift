/// Products of spins in the ring of a site, up to the symmetries of the square.
///
/// The ring is the eight neighbours at (±1, 0), (0, ±1) and (±1, ±1). For a subset B of it and its images
/// B' under the eight symmetries of the square, φ_B(i) is the mean over the different B' of the products
/// of the spins at i + B'. With the spin at i it is a product of |B| + 1 spins, averaged over its
/// orientations.
public struct WindowProduct: Hashable, Sendable {
  /// A displacement within the ring.
  public struct Offset: Hashable, Sendable {
    public var dx: Int
    public var dy: Int

    public init(dx: Int, dy: Int) {
      self.dx = dx
      self.dy = dy
    }
  }

  /// The subset B that stands for its images: the first of them in the order of bit masks.
  public let offsets: [Offset]
  /// The masks of all images, by `ring`.
  let masks: [UInt8]

  /// The number of spins of the ring in the product.
  public var order: Int { offsets.count }
  /// The number of different images.
  public var orbitSize: Int { masks.count }

  /// The ring in the order of the bits of a mask.
  static let ring: [Offset] = [
    .init(dx: -1, dy: -1), .init(dx: -1, dy: 0), .init(dx: -1, dy: 1), .init(dx: 0, dy: -1),
    .init(dx: 0, dy: 1), .init(dx: 1, dy: -1), .init(dx: 1, dy: 0), .init(dx: 1, dy: 1),
  ]

  /// All products of `orders` spins, each once up to symmetry; 2, 6 and 10 of one, two and three spins.
  public static func all(orders: [Int]) -> [WindowProduct] {
    orders.flatMap { order in
      var seen: Set<UInt8> = []
      let masks = (UInt8.min...UInt8.max).filter { $0.nonzeroBitCount == order }
      return masks.compactMap { mask -> WindowProduct? in
        guard !seen.contains(mask) else { return nil }
        let product = WindowProduct(mask)
        seen.formUnion(product.masks)
        return product
      }
    }
  }

  /// The product of the spins at `offsets`.
  ///
  /// - Precondition: the offsets are different ones of the ring.
  public init(_ offsets: Set<Offset>) {
    let mask = offsets.reduce(UInt8(0)) { $0 | 1 << UInt8(Self.ring.firstIndex(of: $1)!) }
    self.init(mask)
  }

  private init(_ mask: UInt8) {
    let images = Self.symmetries.map { image in
      (0..<8).reduce(UInt8(0)) { $0 | (mask >> UInt8($1) & 1) << image[$1] }
    }
    masks = Set(images).sorted()
    let first = masks[0]
    offsets = (0..<8).filter { first >> UInt8($0) & 1 == 1 }.map { Self.ring[$0] }
  }

  /// Where each of the eight symmetries takes each place of the ring.
  private static let symmetries: [[UInt8]] = [false, true].flatMap { transposes in
    [(1, 1), (1, -1), (-1, 1), (-1, -1)].map { sign in
      ring.map { offset in
        let (x, y) = transposes ? (offset.dy, offset.dx) : (offset.dx, offset.dy)
        return UInt8(ring.firstIndex(of: Offset(dx: sign.0 * x, dy: sign.1 * y))!)
      }
    }
  }

  /// φ of a ring whose bits are 1 for +1; in [-1, 1].
  func value(ring bits: UInt8) -> Double {
    // A product is -1 where an odd number of its spins is.
    let sum = masks.reduce(0) { $0 + ((~bits & $1).nonzeroBitCount.isMultiple(of: 2) ? 1 : -1) }
    return Double(sum) / Double(masks.count)
  }
}
