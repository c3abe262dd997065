import Foundation
import Randomness
@testable import SpinSystems
import Testing

/// The residuals once more, as they are defined: over sites, or over all pairs.
private struct DirectResiduals {
  let sums: DirectSums
  let ensemble: Ensemble
  let size: Int

  init(_ samples: SampleSet, _ index: Int, _ ensemble: Ensemble) {
    sums = DirectSums(samples, index)
    self.ensemble = ensemble
    size = ensemble.lattice.size
  }

  private func field(_ row: Int, _ column: Int) -> Double {
    Double(
      sums.spin(row + 1, column) + sums.spin(row - 1, column) + sums.spin(row, column + 1)
        + sums.spin(row, column - 1))
  }

  /// φ by its definition: the mean over the eight symmetries.
  private func window(_ product: WindowProduct, _ row: Int, _ column: Int) -> Double {
    var sum = 0
    for (a, b, c, d) in [
      (1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0), (1, 0, 0, -1), (-1, 0, 0, 1),
      (0, 1, 1, 0), (0, -1, -1, 0),
    ] {
      sum += product.offsets.reduce(1) {
        $0 * sums.spin(row + c * $1.dx + d * $1.dy, column + a * $1.dx + b * $1.dy)
      }
    }
    return Double(sum) / 8
  }

  func residual(_ product: WindowProduct) -> Double {
    let beta = ensemble.inverseTemperature
    let sites = (0..<size * size).map { ($0 / size, $0 % size) }
    guard ensemble.totalSpin != nil else {
      return sites.reduce(0.0) { sum, site in
        let (row, column) = site
        return sum
          + (Double(sums.spin(row, column)) - tanh(beta * field(row, column)))
          * window(product, row, column)
      } / Double(sites.count)
    }
    func distance(_ a: Int, _ b: Int) -> Int { min((a - b + size) % size, (b - a + size) % size) }
    var (sum, ups, downs) = (0.0, 0.0, 0.0)
    for i in sites {
      guard sums.spin(i.0, i.1) == 1 else {
        downs += 1
        continue
      }
      ups += 1
      for j in sites where sums.spin(j.0, j.1) == -1 {
        guard max(distance(i.0, j.0), distance(i.1, j.1)) > 1 else { continue }
        let cost = 2 * (field(i.0, i.1) - field(j.0, j.1))
        sum += (window(product, i.0, i.1) - window(product, j.0, j.1)) / (1 + exp(beta * cost))
      }
    }
    return ups * downs == 0 ? 0 : sum / (ups * downs)
  }
}

@Suite struct `Window products` {
  @Test func `are counted once up to symmetry, and cover all subsets`() {
    let binomials = [1: 8, 2: 28, 3: 56, 4: 70, 8: 1]
    for (order, subsets) in binomials {
      #expect(WindowProduct.all(orders: [order]).reduce(0) { $0 + $1.orbitSize } == subsets)
    }
    #expect([1, 2, 3].map { WindowProduct.all(orders: [$0]).count } == [2, 6, 10])
  }

  @Test func `are equal where a symmetry takes one to the other`() {
    let plaquettes = [(1, 1), (1, -1), (-1, 1), (-1, -1)].map { x, y in
      WindowProduct([.init(dx: x, dy: 0), .init(dx: 0, dy: y), .init(dx: x, dy: y)])
    }
    #expect(Set(plaquettes).count == 1)
    #expect(plaquettes[0].orbitSize == 4)
  }
}

@Suite struct `Stein residuals` {
  @Test(arguments: [3, 4, 5, 8, 9, 17])
  func `equal sums over sites where ΣS is free`(size: Int) throws {
    let ensemble = try Ensemble.canonical(size: size, temperature: 2)
    try compare(ensemble, .random(size: size, count: 5, fraction: 0.6, seed: 31))
  }

  @Test(arguments: [4, 5, 8, 9])
  func `equal sums over pairs where it is fixed, also with another ΣS`(size: Int) throws {
    let ensemble = try Ensemble.fixedMagnetization(
      size: size, temperature: 2, totalSpin: size % 2)
    var samples = SampleSet.random(size: size, count: 4, fraction: 0.6, seed: 32)
    samples.append(spins: [Int](repeating: 1, count: size * size))
    try compare(ensemble, samples)
  }

  private func compare(_ ensemble: Ensemble, _ samples: SampleSet) throws {
    let products = WindowProduct.all(orders: [1, 2, 3])
    let residuals = SteinResiduals(samples, of: ensemble, products: products)
    for index in 0..<samples.count {
      let direct = DirectResiduals(samples, index, ensemble)
      for (k, product) in products.enumerated() {
        // Sums of some hundred terms of order one, each with a relative error of 2^-53.
        #expect(abs(residuals.columns[k][index] - direct.residual(product)) < 1e-12)
      }
    }
    let part = SteinResiduals(samples, of: ensemble, products: products, range: 2..<4)
    #expect(part.columns[3] == Array(residuals.columns[3][2..<4]))
    #expect(part.events == Array(residuals.events[2..<4]))
  }

  /// All configurations of a lattice, or those with one ΣS.
  private func allConfigurations(of ensemble: Ensemble) -> SampleSet {
    let sites = ensemble.lattice.siteCount
    var samples = SampleSet(lattice: ensemble.lattice)
    for word in UInt64(0)..<1 << UInt64(sites) {
      if let totalSpin = ensemble.totalSpin, 2 * word.nonzeroBitCount - sites != totalSpin {
        continue
      }
      samples.append(packed: [word])
    }
    return samples
  }

  @Test(arguments: [0.7, 2.269, 5])
  func `have mean zero over the whole ensemble`(temperature: Double) throws {
    let ensembles: [Ensemble] = try [
      .canonical(size: 3, temperature: temperature),
      .canonical(size: 4, temperature: temperature),
      .fixedMagnetization(size: 4, temperature: temperature, totalSpin: 0),
      .fixedMagnetization(size: 4, temperature: temperature, totalSpin: -4),
    ]
    for ensemble in ensembles {
      let samples = allConfigurations(of: ensemble)
      let residuals = SteinResiduals(
        samples, of: ensemble, products: WindowProduct.all(orders: [1, 2, 3]))
      let weights = Observables(samples).energies.map {
        exp(-ensemble.inverseTemperature * Double($0 + Int32(2 * ensemble.lattice.siteCount)))
      }
      let total = weights.reduce(0, +)
      for column in residuals.columns {
        let mean = zip(weights, column).reduce(0) { $0 + $1.0 * $1.1 } / total
        let magnitude = zip(weights, column).reduce(0) { $0 + $1.0 * abs($1.1) } / total
        #expect(magnitude > 0)
        #expect(abs(mean) < 1e-11 * max(1, magnitude), "\(ensemble)")
      }
    }
  }

  @Test func `count spins and pairs in the rarer of their two states`() throws {
    // One spin down in a sea of up: it and its four neighbours are apart from the rest.
    let size = 6
    var samples = SampleSet(lattice: SquareLattice(size: size))
    samples.append(spins: (0..<size * size).map { $0 == 14 ? -1 : 1 })
    let ensemble = try Ensemble.canonical(size: size, temperature: 2)
    let residuals = SteinResiduals(
      samples, of: ensemble, products: WindowProduct.all(orders: [1]))
    func rarer(_ field: Double) -> Double { 1 / (1 + exp(2 * field / 2)) }
    #expect(abs(residuals.events[0] - (32 * rarer(4) + 4 * rarer(2))) < 1e-12)
    // Exchanging the down spin with one of the 27 outside its ring leaves H as it is, but with the four
    // two steps away, and the others too: h = 4 on both sides.
    let fixed = try Ensemble.fixedMagnetization(size: size, temperature: 2, totalSpin: 34)
    let pairs = SteinResiduals(samples, of: fixed, products: WindowProduct.all(orders: [1]))
    #expect(abs(pairs.events[0] - 27 * 0.5) < 1e-12)
  }
}

@Suite struct `Clusters and plaquettes` {
  @Test(arguments: [2, 3, 4, 8, 9, 16])
  func `equal those found site by site`(size: Int) {
    let samples = SampleSet.random(size: size, count: 12, fraction: 0.6, seed: 33)
    let counts = ClusterCounts(samples)
    let plaquettes = samples.plaquetteSums()
    for index in 0..<samples.count {
      let direct = DirectSums(samples, index)
      let clusters = Self.clusters(direct)
      #expect(Int(counts.number[index]) == clusters.count)
      #expect(Int(counts.largest[index]) == clusters.max())
      let expected = direct.sum { i, j in
        direct.spin(i, j) * direct.spin(i + 1, j) * direct.spin(i, j + 1)
          * direct.spin(i + 1, j + 1)
      }
      #expect(Int(plaquettes[index]) == expected)
    }
  }

  /// Sizes of the clusters, by filling each from its first site.
  private static func clusters(_ sums: DirectSums) -> [Int] {
    let size = sums.size
    var seen = Set<Int>()
    return (0..<size * size).compactMap { start in
      guard !seen.contains(start) else { return nil }
      var (open, members) = ([start], 0)
      seen.insert(start)
      while let site = open.popLast() {
        members += 1
        let (row, column) = (site / size, site % size)
        for (r, c) in [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
        where sums.spin(r, c) == sums.spin(row, column) {
          let next = (r + size) % size * size + (c + size) % size
          if seen.insert(next).inserted { open.append(next) }
        }
      }
      return members
    }
  }
}
