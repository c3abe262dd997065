import Foundation
import Testing

@testable import FiniteSizeScaling

@Suite struct FormFitterTests {
  private static let synthetic = SyntheticCollapse(
    truth: CriticalParameters(criticalPoint: 2.3, nu: 1.2, scalingDimension: -0.125), error: 0.002)

  private func data(
    _ table: ScalingTable, dimension: Double?, structure: ErrorStructure = .independent
  ) -> FitData {
    FitData(
      [ScalingObservable(data: ScalingData(table), scalingDimension: dimension)],
      criticalPoint: nil, nu: nil, structure: structure)
  }

  private func fit(
    _ data: FitData, _ form: ScalingForm, withResponse: Bool = false
  ) throws -> (fit: FormFit, points: FitPoints) {
    let start = data.fitted(Self.synthetic.truth)
    let points = try #require(
      data.points(data.selection(smallest: 0, halfWidth: .infinity, around: start)))
    let fitter = FormFitter(points, bounds: data.bounds)
    return (
      try #require(fitter.fit(form, free: data.held.free, from: start, withResponse: withResponse)),
      points
    )
  }

  /// Against the fit by GSL, which shares no code with this one.
  @Test(arguments: [nil, -0.125] as [Double?])
  func `A form without a correction is the polynomial fit`(dimension: Double?) throws {
    var generator = testStream(600)
    let table = Self.synthetic.drawn(using: &generator)
    let data = data(table, dimension: dimension)
    let found = try fit(data, ScalingForm(degree: 5)).fit
    let reference = try PolynomialScaling(degree: 5).fit(
      table, holding: HeldParameters(scalingDimension: dimension), from: Self.synthetic.truth)
    // Both end within a hundredth of a standard error.
    let critical = data.critical(found.parameters)
    for parameter in HeldParameters(scalingDimension: dimension).free {
      let error = reference.standardError(of: parameter)
      #expect(abs(critical[parameter] - reference.parameters[parameter]) < 0.02 * error)
    }
    #expect(abs(found.chiSquare - reference.chiSquare) < 1e-3)
    #expect(found.degreesOfFreedom == reference.degreesOfFreedom)
    let variance = try #require(found.variance(of: 0))
    let error = data.unit.width * variance.squareRoot()
    #expect(abs(error / reference.standardError(of: .criticalPoint) - 1) < 1e-2)
  }

  @Test func `An irrelevant field is found where it is`() throws {
    let exact = Self.synthetic.exact
    let table = exact.replacingValues(
      exact.points.map { point in
        let x = Self.synthetic.truth.scaledControl(of: point)
        return point.value + pow(point.size, -0.125 - 1.5) * (0.3 - 0.1 * x)
      })
    let data = data(table, dimension: -0.125)
    let form = ScalingForm(degree: 8, correction: .init(terms: 2, exponent: 1.5))
    let critical = data.critical(try fit(data, form).fit.parameters)
    // The sigmoid is a polynomial of degree 8 to 10⁻⁵ of its range here, 1/200 of an error; what is known
    // beforehand of the coefficients draws them by less.
    #expect(abs(critical.criticalPoint - 2.3) < 1e-4)
    #expect(abs(critical.nu - 1.2) < 2e-3)
  }

  @Test func `A fit answers to small changes as it says`() throws {
    var generator = testStream(601)
    let table = Self.synthetic.drawn(using: &generator)
    let form = ScalingForm(
      degree: 4, correction: .init(terms: 1, exponent: 1), isNonlinear: true)
    let data = data(table, dimension: nil)
    let (found, points) = try fit(data, form, withResponse: true)
    let moved = table.replacingValues(
      table.points.enumerated().map { $1.value + ($0 == 20 ? 0.1 * $1.error : 0) })
    let other = try fit(self.data(moved, dimension: nil), form).fit
    let row = try #require(points.sources.firstIndex(of: 20))
    for (index, place) in found.free.enumerated() {
      let predicted = 0.1 * found.response[index * points.rowCount + row]
      let error = try #require(found.variance(of: place)).squareRoot()
      #expect(abs(other.parameters[place] - found.parameters[place] - predicted) < 0.02 * error)
    }
  }

  /// The variance by sums over sizes is that with the correlations written out.
  @Test func `Shared errors are correlations of level and slope`() throws {
    var generator = testStream(602)
    let table = Self.synthetic.drawn(using: &generator)
    let (found, points) = try fit(
      data(table, dimension: -0.125), ScalingForm(degree: 4), withResponse: true)
    let correlation = 0.6
    let variances = SharedVariance(correlation: correlation).variances(of: found, points)
    let rows = points.sources.indices.filter { points.sources[$0] >= 0 }
    let slopes = Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int, Double) in
        let own = rows.filter { points.sizePlaces[$0] == points.sizePlaces[row] }
        let center = own.reduce(0) { $0 + points.control[$1] } / Double(own.count)
        let reach = own.map { abs(points.control[$0] - center) }.max()!
        return (row, (points.control[row] - center) / reach)
      })
    for place in found.free.indices {
      let response = { row in found.response[place * points.rowCount + row] }
      var sum = 0.0
      for a in rows {
        for b in rows where points.sizePlaces[a] == points.sizePlaces[b] {
          let own = a == b ? 1 - correlation : 0
          sum += response(a) * response(b) * (own + correlation * (1 + slopes[a]! * slopes[b]!))
        }
      }
      #expect(abs(variances[place] / sum - 1) < 1e-9)
    }
  }

  /// A covariance without correlations is the errors themselves.
  @Test func `A diagonal covariance changes nothing`() throws {
    var generator = testStream(604)
    let table = Self.synthetic.drawn(using: &generator)
    let count = table.points.count
    var elements = [Double](repeating: 0, count: count * count)
    for (i, point) in table.points.enumerated() {
      elements[i * count + i] = point.error * point.error
    }
    let form = ScalingForm(degree: 4)
    let plain = try fit(data(table, dimension: -0.125), form).fit
    let written = try fit(
      data(
        table, dimension: -0.125,
        structure: .covariance(ErrorCovariance(dimension: count, elements: elements))), form
    ).fit
    #expect(abs(plain.chiSquare - written.chiSquare) < 1e-6 * plain.chiSquare)
    #expect(abs(plain.parameters.inverseNu - written.parameters.inverseNu) < 1e-6)
  }

  /// Two observables without anything in common but T_c and ν know these better than one.
  @Test func `Observables together share T_c and ν`() throws {
    var generator = testStream(603)
    let binder = SyntheticCollapse(error: 0.002).drawn(using: &generator)
    let magnetization = Self.synthetic.drawn(using: &generator)
    let one = ScalingObservable(name: "B", data: ScalingData(binder), scalingDimension: 0)
    let other = ScalingObservable(
      name: "M", data: ScalingData(magnetization), scalingDimension: nil)
    let form = ScalingForm(degree: 5)
    let separate = try [one, other].map {
      try fit(
        FitData([$0], criticalPoint: nil, nu: nil, structure: .independent), form)
    }
    let together = try fit(
      FitData([one, other], criticalPoint: nil, nu: nil, structure: .independent), form)
    let joint = try #require(together.fit.variance(of: 1))
    #expect(together.fit.free == [0, 1, 4])
    #expect(together.fit.coefficients.count == 12)
    for one in separate { #expect(joint < (try #require(one.fit.variance(of: 1)))) }
    #expect(together.fit.chiSquare > separate[0].fit.chiSquare + separate[1].fit.chiSquare)
  }
}

@Suite struct NormalMixtureTests {
  @Test func `One part is a normal distribution`() {
    let mixture = NormalMixture([.init(weight: 3, mean: 5, variance: 4)])
    let interval = mixture.interval(0.95)
    #expect(abs(interval.lowerBound - (5 - 2 * 1.959964)) < 1e-5)
    #expect(abs(interval.upperBound - (5 + 2 * 1.959964)) < 1e-5)
  }

  @Test func `Parts far apart are both in the interval`() {
    let mixture = NormalMixture([
      .init(weight: 1, mean: -10, variance: 1), .init(weight: 1, mean: 10, variance: 1),
    ])
    let interval = mixture.interval(0.95)
    // 5 % of each part, 1.644854 standard deviations, lies outside.
    #expect(abs(interval.lowerBound + 11.644854) < 1e-4)
    #expect(abs(interval.upperBound - 11.644854) < 1e-4)
    #expect(abs(mixture.varianceBetween - 100) < 1e-9 && abs(mixture.varianceWithin - 1) < 1e-12)
  }
}
