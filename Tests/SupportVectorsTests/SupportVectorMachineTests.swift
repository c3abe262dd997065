import Randomness
import SupportVectors
import Testing

@Suite struct `Support vector machine` {
  /// Examples with features, for machines whose answers can be worked out by hand.
  private struct Examples {
    var features: [[Double]]
    var isOrdered: [Bool]

    func machine(
      _ kernel: PolynomialKernel = .linear, penalty: Double = 1000
    ) -> SupportVectorMachine {
      SupportVectorMachine(
        isOrdered: isOrdered, kernel: kernel, penalty: penalty, tolerance: 1e-7
      ) { Self.product(features[$0], features[$1]) }
    }

    func decision(_ machine: SupportVectorMachine, at x: [Double]) -> Double {
      machine.decision(features.map { Self.product($0, x) })
    }

    func decisions(_ machine: SupportVectorMachine) -> [Double] {
      features.map { decision(machine, at: $0) }
    }

    private static func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  private func isNear(_ values: [Double], _ wanted: [Double]) -> Bool {
    // The search stops within 1e-7 of ±1; libsvm keeps K in single precision.
    values.count == wanted.count && zip(values, wanted).allSatisfy { abs($0 - $1) < 1e-5 }
  }

  /// The separator of greatest margin has w = 2 (x₁ - x₂)/|x₁ - x₂|², here (0.24, 0.32), and b from d(x₁) = 1.
  @Test(arguments: [true, false])
  func `Two points: the plane halfway between them`(isFirstOrdered: Bool) {
    let examples = Examples(
      features: [[4, 5], [1, 1]], isOrdered: [isFirstOrdered, !isFirstOrdered])
    let machine = examples.machine()
    let sign: Double = isFirstOrdered ? 1 : -1
    #expect(isNear(examples.decisions(machine), [sign, -sign]))
    #expect(isNear(machine.coefficients, [0.08 * sign, -0.08 * sign]))
    #expect(abs(examples.decision(machine, at: [2.5, 3])) < 1e-5)
    let origin = examples.decision(machine, at: [0, 0])
    let along = [[1.0, 0], [0, 1]].map { examples.decision(machine, at: $0) - origin }
    #expect(isNear(along, [0.24 * sign, 0.32 * sign]))
    #expect(abs(machine.offset - origin) < 1e-12)
  }

  /// (0, 0) against (2, 0) and (0, 2): w = (1, 1) and b = -1, so α = ½ for the two and 1 for the one.
  @Test func `Three points that all support`() {
    let examples = Examples(
      features: [[0, 0], [2, 0], [0, 2]], isOrdered: [false, true, true])
    let machine = examples.machine()
    #expect(isNear(machine.coefficients, [-1, 0.5, 0.5]))
    #expect(abs(machine.offset + 1) < 1e-5)
    #expect(machine.supportCount == 3)
  }

  /// 0 and 1 against 3 on a line: w = 1 and b = -2 from 1 and 3 alone, α = ½.
  @Test func `Three points of which one lies beyond the margin`() {
    let examples = Examples(features: [[0], [1], [3]], isOrdered: [false, false, true])
    let machine = examples.machine()
    #expect(machine.coefficients[0] == 0)
    #expect(isNear(machine.coefficients, [0, -0.5, 0.5]))
    #expect(machine.supportCount == 2)
    #expect(isNear(examples.decisions(machine), [-2, -1, 1]))
  }

  /// With C = ¼ the dual 2a - ½ (2a)² of those three points is largest at the bound, a = C: w = ½. Both
  /// support vectors violate the margin, and any b from -1.5 to -1 is as good.
  @Test func `A soft margin stops at its penalty`() {
    let examples = Examples(features: [[0], [1], [3]], isOrdered: [false, false, true])
    let machine = examples.machine(penalty: 0.25)
    #expect(isNear(machine.coefficients, [0, -0.25, 0.25]))
    #expect(machine.offset >= -1.5 - 1e-5 && machine.offset <= -1 + 1e-5)
  }

  /// (x·y)² of (±1, ±1) is 4 for equal and opposite points and 0 for others: opposite points are one to the
  /// kernel, and share α = ¼ as they like; b = 0, d = x₁x₂.
  @Test func `A quadratic kernel solves the exclusive or, a linear one does not`() {
    let examples = Examples(
      features: [[1, 1], [1, -1], [-1, 1], [-1, -1]], isOrdered: [true, false, false, true])
    let quadratic = examples.machine(.quadratic)
    let shares = quadratic.coefficients
    #expect(isNear([shares[0] + shares[3], shares[1] + shares[2]], [0.25, -0.25]))
    #expect(isNear(examples.decisions(quadratic), [1, -1, -1, 1]))
    #expect(abs(examples.decision(quadratic, at: [0.5, -3]) + 1.5) < 1e-5)
    let linear = examples.decisions(examples.machine(penalty: 1))
    #expect(zip(linear, examples.isOrdered).contains { ($0.0 > 1e-3) != $0.1 })
  }

  @Test func `A constant in the kernel adds products of fewer features`() {
    let kernel = PolynomialKernel(degree: 3, constant: 2)
    #expect(kernel(1.5) == 3.5 * 3.5 * 3.5)
    #expect(PolynomialKernel.quadratic(-0.5) == 0.25)
    #expect(PolynomialKernel.linear(-0.5) == -0.5)
  }

  /// The conditions of Karush, Kuhn and Tucker, which single out the solution.
  @Test(arguments: [(0.5, 1000.0), (-0.3, 2.0)])
  func `Many points: every one is where its coefficient says`(gap: Double, penalty: Double) {
    var generator = RandomStreams(seed: 5).stream("support vector tests")
    var examples = Examples(features: [], isOrdered: [])
    while examples.features.count < 60 {
      let point = (0..<3).map { _ in 4 * generator.nextUnitInterval() - 2 }
      let height = point[0] - 0.5 * point[1] + 0.2
      // A strip about the plane is empty, or points in it have either label.
      if gap > 0 && abs(height) < gap { continue }
      examples.features.append(point)
      examples.isOrdered.append(
        abs(height) < -gap ? generator.next() & 1 == 0 : height > 0)
    }
    let machine = examples.machine(penalty: penalty)
    #expect(abs(machine.coefficients.reduce(0, +)) < 1e-9)
    for (index, decision) in examples.decisions(machine).enumerated() {
      let sign: Double = examples.isOrdered[index] ? 1 : -1
      let (margin, alpha) = (sign * decision, sign * machine.coefficients[index])
      #expect(alpha >= 0 && alpha <= penalty)
      if alpha == 0 { #expect(margin > 1 - 1e-4) }
      if alpha == penalty { #expect(margin < 1 + 1e-4) }
      if alpha > 0 && alpha < penalty { #expect(abs(margin - 1) < 1e-4) }
      // A strip without points is a separable set.
      if gap > 0 { #expect(margin > 0) }
    }
    let again = examples.machine(penalty: penalty)
    #expect(again.coefficients == machine.coefficients && again.offset == machine.offset)
  }
}
