import DataFiles
import Foundation
import NeuralModels
import Randomness
import SpinSystems

/// A machine from a file, and what its chains may begin at.
public struct MachineSource: Sendable {
  /// The path of the machine's file.
  public let path: String
  /// The machine that was read.
  public let machine: RestrictedBoltzmannMachine
  /// What the parameters of the file were taken to be of.
  public let units: MachineUnits
  /// The lattice of its visible units.
  public let lattice: SquareLattice
  /// The file of `data`.
  public let dataPath: String?
  /// Configurations that chains may begin at; nil where no file was named.
  public let data: SampleSet?
  /// ΣS where every step of a chain conserves it.
  public let totalSpin: Int?

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - path: the machine.
  ///   - units: the values that its units are meant to have, which no file says.
  ///   - size: the L that it must have, or nil for any.
  ///   - dataPath: a file of configurations, or nil.
  ///   - totalSpin: the ΣS that every step is to conserve, or nil.
  /// - Throws: `SampleFileError` where a file is none of the kind, `MachineInputError` where the data are of
  ///   another lattice.
  public init(
    _ path: String, units: MachineUnits = .binary, size: Int? = nil, data dataPath: String? = nil,
    totalSpin: Int? = nil
  ) throws {
    self.path = path
    self.units = units
    let (read, lattice) = try RestrictedBoltzmannMachine.read(path, size: size)
    machine = try MachineInputError.about(path) { () throws(BoltzmannMachineError) in
      try read.read(as: units)
    }
    self.lattice = lattice
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

  /// The ensemble of the machine's lattice at a temperature, of which the data have to be.
  ///
  /// - Throws: `EnsembleError`; `MachineInputError` where the data do not have its ΣS.
  public func ensemble(temperature: Double, totalSpin: Int?) throws -> Ensemble {
    let ensemble = try Ensemble(size: lattice.size, temperature: temperature, totalSpin: totalSpin)
    guard let data, let dataPath, let totalSpin else { return ensemble }
    for sample in 0..<data.count where data.totalSpin(of: sample) != totalSpin {
      throw MachineInputError(
        file: dataPath,
        reason: .sampleOutsideEnsemble(
          sample: sample, totalSpin: data.totalSpin(of: sample), ensemble))
    }
    return ensemble
  }

  /// `count` chains from `start`; nil where it is `data` and there are none.
  ///
  /// - Parameter totalSpin: the ΣS that `conserved` chains conserve.
  /// - Throws: `DrawingError` where they do not fit into the memory, `MachineInputError` where they cannot
  ///   begin there.
  func chains(
    from start: ChainStart, count: Int, conserving totalSpin: Int? = nil, seed: UInt64
  ) throws -> GibbsChains? {
    try DrawingError.requireMemory(for: count, on: lattice)
    switch start {
    case .random:
      return try chains(.random(count: count), totalSpin: self.totalSpin, seed: seed, about: path)
    case .data:
      guard let data, let dataPath else { return nil }
      // Other streams than those of random starts, so that the two are independent.
      var stream = RandomStreams(seed: seed).stream("rbm data starts")
      return try chains(
        .data(data, count: count), totalSpin: self.totalSpin, seed: stream.next(), about: dataPath)
    case .conserved:
      guard let totalSpin else { return nil }
      return try chains(.random(count: count), totalSpin: totalSpin, seed: seed, about: path)
    }
  }

  private func chains(
    _ start: GibbsChains.Start, totalSpin: Int?, seed: UInt64, about file: String
  ) throws -> GibbsChains {
    try MachineInputError.about(file) { () throws(BoltzmannMachineError) in
      try GibbsChains(machine, lattice: lattice, start: start, totalSpin: totalSpin, seed: seed)
    }
  }

  /// `steps`, if it is a number of Gibbs steps.
  package static func validate(_ steps: Int) throws(BoltzmannMachineError) -> Int {
    guard steps >= 1 else {
      throw .option("the number k of Gibbs steps", found: "\(steps)", wanted: "at least 1")
    }
    return steps
  }
}
