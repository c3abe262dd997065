@testable import MonteCarlo
import Randomness
import SpinSystems
import Testing

/// The samplers of the list that are Markov chains.
let markovMethods = allSamplers.compactMap { $0 as? MarkovMethod }

/// A sampler that the tests of this folder go through: all there are, and the yardstick.
struct SamplerSubject: CustomTestStringConvertible, Sendable {
  let name: String
  let fixesTotalSpin: Bool
  /// A sampler from a start and a stream.
  let make: @Sendable (Ensemble, Start, Xoshiro256PlusPlus) throws -> any MarkovSampler

  var testDescription: String { name }

  static let all: [SamplerSubject] =
    markovMethods.map { method in
      SamplerSubject(name: method.identifier, fixesTotalSpin: method.conservesTotalSpin) {
        try method.makeSampler($0, start: $1, stream: $2)
      }
    } + [
      SamplerSubject(name: "textbook Kawasaki", fixesTotalSpin: true) {
        TextbookKawasaki($0, start: $1, stream: $2)
      }
    ]

  /// Those that move many replicas by one sequence of sites.
  static var laneSamplers: [SamplerSubject] {
    all.filter { $0.replicaCount > 1 }
  }

  var replicaCount: Int {
    let ensemble = try! ensemble(size: 4, temperature: 2, totalSpin: 0)
    return try! make(ensemble, .stripe, RandomStreams(seed: 0).stream("count")).replicaCount
  }

  /// The ensemble it serves at this size and temperature; `totalSpin` is ignored where ΣS is free.
  func ensemble(size: Int, temperature: Double, totalSpin: Int) throws -> Ensemble {
    fixesTotalSpin
      ? try .fixedMagnetization(size: size, temperature: temperature, totalSpin: totalSpin)
      : try .canonical(size: size, temperature: temperature)
  }
}
