import CSpinKernels

/// Works through one class of first rows after another.
///
/// It owns the memory that takes: the half torus's polynomials (134 MB at L = 12) and one transform.
final class SpectrumClassTask {
  private let plan: SpectrumPlan
  private let shorter: HalfTorus<UInt64>
  /// Another half only where L is odd.
  private let longer: HalfTorus<UInt64>
  /// Workspaces for one transform, before and after its transposition.
  private let byUpCount: UnsafeMutablePointer<UInt32>
  private let byPower: UnsafeMutablePointer<UInt32>
  private let otherByPower: UnsafeMutablePointer<UInt32>
  /// Sums of products over the rows of one class, for each prime.
  private let products: UnsafeMutablePointer<UInt64>

  init(plan: SpectrumPlan) {
    self.plan = plan
    shorter = HalfTorus(size: plan.size, interiorRows: plan.shorterInterior)
    longer =
      plan.longerInterior == plan.shorterInterior
      ? shorter : HalfTorus(size: plan.size, interiorRows: plan.longerInterior)
    byUpCount = .allocate(capacity: plan.length * longer.rowStride)
    byPower = .allocate(capacity: plan.area)
    otherByPower = .allocate(capacity: plan.area)
    products = .allocate(capacity: plan.transforms.count * plan.area)
  }

  /// Bytes that one task takes, together with the sums of one class.
  static func workspaceBytes(_ plan: SpectrumPlan) -> Int {
    let halves = Set([plan.shorterInterior, plan.longerInterior])
    let polynomials = halves.reduce(0) {
      $0 + HalfTorus<UInt64>.coefficientCount(size: plan.size, interiorRows: $1)
    }
    let sums = plan.quantityCount * plan.transforms.count * plan.area
    return 8 * (polynomials + plan.transforms.count * plan.area) + 4 * (3 * plan.area + sums)
  }

  deinit {
    byUpCount.deallocate()
    byPower.deallocate()
    otherByPower.deallocate()
    products.deallocate()
  }

  /// Adds everything that has its first row in class `first`, and its cut row in that class or a
  /// later one.
  ///
  /// The two cut rows may be exchanged, so a pair of different classes counts twice, and each
  /// carries the correlation of both.
  func add(_ first: Int, to sums: inout SpectrumSums) {
    let firstClass = plan.classes.classes[first]
    grow(shorter, from: firstClass, interiorRows: plan.shorterInterior)
    if longer !== shorter { grow(longer, from: firstClass, interiorRows: plan.longerInterior) }
    for group in plan.classes.partners(of: first) {
      let second = plan.classes.classes[group.classIndex]
      let isSame = group.classIndex == first
      products.update(repeating: 0, count: plan.transforms.count * plan.area)
      for orbit in group.orbits { addProduct(for: orbit) }
      for prime in plan.transforms.indices {
        shift(
          prime: prime, upCount: firstClass.upCount + group.upCount,
          bondPairs: firstClass.brokenBondPairs + second.brokenBondPairs)
        let weight = firstClass.memberCount
        sums.add(byPower, weight: isSame ? weight : 2 * weight, quantity: 0, prime: prime)
        for (place, distance) in plan.distances.enumerated() {
          let correlation =
            firstClass.correlationSums[distance]
            + (isSame ? 0 : second.correlationSums[distance])
          guard correlation != 0 else { continue }
          sums.add(byPower, weight: weight * correlation, quantity: 1 + place, prime: prime)
        }
      }
    }
  }

  private func grow(_ half: HalfTorus<UInt64>, from first: RowClass, interiorRows: Int) {
    half.start(firstRow: first.representative)
    for _ in 0..<interiorRows { half.addRow() }
  }

  /// Adds A_a(s,t) A_b(s,t) at all roots of unity, times the rows that `orbit` stands for.
  private func addProduct(for orbit: RowOrbit) {
    for (prime, transform) in plan.transforms.enumerated() {
      evaluate(shorter, lastRow: orbit.row, with: transform, into: byPower)
      if longer !== shorter {
        evaluate(longer, lastRow: orbit.row, with: transform, into: otherByPower)
      }
      exact_add_products(
        products + prime * plan.area, byPower, longer === shorter ? byPower : otherByPower,
        UInt64(orbit.memberCount), Int64(plan.area), transform.field.kernel)
    }
  }

  /// The values of one polynomial at all roots of unity: first along x, then along y.
  private func evaluate(
    _ half: HalfTorus<UInt64>, lastRow: Int, with transform: CyclicTransform,
    into result: UnsafeMutablePointer<UInt32>
  ) {
    let length = plan.length
    let width = half.highestBrokenPairs + 1
    let height = half.highestUpCount + 1
    let polynomial = half.coefficients + lastRow * half.stateStride
    let field = transform.field.kernel
    for upCount in 0..<height {
      let line = polynomial + upCount * half.rowStride
      let target = byUpCount + upCount * width
      exact_residues(target, line, Int64(width), field)
    }
    (byUpCount + height * width).update(repeating: 0, count: (length - height) * width)
    transform.forward(byUpCount, width: width, filledRows: height)
    for power in 0..<width {
      for row in 0..<length { result[power * length + row] = byUpCount[row * width + power] }
    }
    (result + width * length).update(repeating: 0, count: (length - width) * length)
    transform.forward(result, width: length, filledRows: width)
  }

  /// Reduces the products of one prime and multiplies them by x^(n_s + n_t) y^(q + h_s + h_t) into
  /// `byPower`; q is the broken bond pair that two odd halves make together.
  private func shift(prime: Int, upCount: Int, bondPairs: Int) {
    let transform = plan.transforms[prime]
    let length = plan.length
    let pairs = bondPairs + upCount & 1
    func factors(_ exponent: Int) -> [UInt32] {
      transform.frequencies.map { transform.powers[$0 * exponent % length] }
    }
    let columnFactors = factors(upCount)
    let sums = products + prime * plan.area
    for (row, factor) in factors(pairs).enumerated() {
      exact_scale(
        byPower + row * length, sums + row * length, columnFactors, factor, Int64(length),
        transform.field.kernel)
    }
  }
}
