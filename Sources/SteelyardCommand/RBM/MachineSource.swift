import DataFiles
import Foundation
import MonteCarlo
import NeuralModels
import Randomness
import SpinSystems
import Studies

/// A machine from a file, and what its chains may begin at.
struct MachineSource {
  let path: String
  let machine: RestrictedBoltzmannMachine
  let lattice: SquareLattice
  let dataPath: String?
  let data: SampleSet?
  /// ΣS where every step of a chain conserves it.
  let totalSpin: Int?

  /// - Parameters:
  ///   - path: the machine.
  ///   - size: the L that it must have, or nil for any.
  ///   - dataPath: a file of configurations, or nil.
  init(_ path: String, size: Int?, data dataPath: String?, totalSpin: Int?) throws {
    self.path = path
    (machine, lattice) = try RestrictedBoltzmannMachine.read(path, size: size)
    self.dataPath = dataPath
    self.totalSpin = totalSpin
    let size = lattice.size
    data = try dataPath.map { path in
      let samples = try SampleFile.read(path).samples
      guard samples.lattice.size == size else {
        throw MachineInputError(
          file: path, reason: .sampleSize(samples.lattice.size, wanted: size))
      }
      return samples
    }
  }

  /// `count` chains from independent random configurations.
  func randomChains(count: Int, seed: UInt64) throws -> GibbsChains {
    try requireMemory(for: count)
    return try chains(.random(count: count), seed: seed, about: path)
  }

  /// `count` chains from the data, which are used again from the beginning if there are fewer.
  ///
  /// - Precondition: there are data.
  func dataChains(count: Int, seed: UInt64) throws -> GibbsChains {
    guard let data, let dataPath else { preconditionFailure("there are no data to start from") }
    try requireMemory(for: count)
    // Other streams than those of random starts, so that the two are independent.
    var stream = RandomStreams(seed: seed).stream("rbm data starts")
    return try chains(.data(data, count: count), seed: stream.next(), about: dataPath)
  }

  /// The machine with every step of its chains conserving ΣS.
  func conserving(_ totalSpin: Int?) -> MachineSource {
    MachineSource(
      path: path, machine: machine, lattice: lattice, dataPath: dataPath, data: data,
      totalSpin: totalSpin)
  }

  private init(
    path: String, machine: RestrictedBoltzmannMachine, lattice: SquareLattice, dataPath: String?,
    data: SampleSet?, totalSpin: Int?
  ) {
    self.path = path
    self.machine = machine
    self.lattice = lattice
    self.dataPath = dataPath
    self.data = data
    self.totalSpin = totalSpin
  }

  private func chains(
    _ start: GibbsChains.Start, seed: UInt64, about file: String
  ) throws -> GibbsChains {
    try MachineInputError.about(file) { () throws(BoltzmannMachineError) in
      try GibbsChains(
        machine, lattice: lattice, start: start, totalSpin: totalSpin, seed: seed)
    }
  }

  /// Throws unless the data, if there are any, have the ΣS of `ensemble`.
  func requireData(of ensemble: Ensemble) throws(MachineInputError) {
    guard let data, let dataPath, let totalSpin = ensemble.totalSpin else { return }
    for sample in 0..<data.count {
      let upCount = data.packed(sample).reduce(0) { $0 + $1.nonzeroBitCount }
      let found = 2 * upCount - lattice.siteCount
      guard found == totalSpin else {
        throw MachineInputError(
          file: dataPath,
          reason: .sampleOutsideEnsemble(sample: sample, totalSpin: found, ensemble))
      }
    }
  }

  private func requireMemory(for count: Int) throws {
    try DrawingError.requireMemory(for: count, on: lattice)
  }

  /// `steps`, if it is a number of Gibbs steps.
  static func validate(_ steps: Int) throws(BoltzmannMachineError) -> Int {
    guard steps >= 1 else {
      throw .option("the number k of Gibbs steps", found: "\(steps)", wanted: "at least 1")
    }
    return steps
  }
}
