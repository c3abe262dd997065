import Foundation
import Randomness
import SpinSystems

/// A model of all configurations at L = 4, T = 2.5: the ensemble's law times e^noise.
struct EnumeratedModel {
  static let ensemble = try! Ensemble.canonical(size: 4, temperature: 2.5)
  static let energies: [Double] = Observables(all, largestDistance: 1).energies.map { Double($0) }
  static let all = SampleSet(lattice: ensemble.lattice, count: 1 << 16) { words in
    for index in 0..<1 << 16 { words[index] = UInt64(index) }
  }

  let logLaw: [Double]
  let logModel: [Double]
  private let cumulative: [Double]

  /// - Parameter noise: added to the logarithm of the law, by configuration.
  init(noise: (Int) -> Double) {
    func normalized(_ logarithms: [Double]) -> [Double] {
      let total = log(logarithms.reduce(0) { $0 + exp($1) })
      return logarithms.map { $0 - total }
    }
    let law = normalized(Self.energies.map { -$0 / 2.5 })
    logLaw = law
    logModel = normalized(law.indices.map { law[$0] + noise($0) })
    var sum = 0.0
    cumulative = logModel.map {
      sum += exp($0)
      return sum
    }
  }

  var divergence: Double {
    zip(logModel, logLaw).reduce(0) { $0 + ($1.0 > -.infinity ? exp($1.0) * ($1.0 - $1.1) : 0) }
  }
  /// KL(p ‖ q).
  var forwardDivergence: Double {
    zip(logModel, logLaw).reduce(0) { $0 + exp($1.1) * ($1.1 - $1.0) }
  }
  var totalVariation: Double {
    zip(logModel, logLaw).reduce(0) { $0 + abs(exp($1.0) - exp($1.1)) } / 2
  }

  func draw(_ count: Int, using generator: inout Xoshiro256PlusPlus) -> [Int] {
    (0..<count).map { _ in
      let target = generator.nextUnitInterval() * cumulative.last!
      var (low, high) = (0, cumulative.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] > target { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  func samples(_ draws: [Int]) -> SampleSet {
    var set = SampleSet(lattice: Self.ensemble.lattice, capacity: draws.count)
    for index in draws { set.append(packed: [UInt64(index)]) }
    return set
  }
}
