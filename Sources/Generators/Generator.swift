import DataFiles
import Programs
import Randomness
import SpinSystems

/// A program of somebody's own that draws configurations of an ensemble.
///
/// A command in which places are filled in, each of them optional:
///
/// | place | is |
/// |---|---|
/// | {count}, {n} | the number of configurations |
/// | {temperature}, {T} | T in units of J/k_B |
/// | {inverse_temperature}, {beta} | 1/T |
/// | {total_spin}, {S} | the conserved ΣS |
/// | {size}, {L} | L |
/// | {seed} | a number below 2³¹, another one for each ensemble and each call |
/// | {output} | the file to write, in any form that `SampleFile` reads |
///
/// Without {output} the configurations are expected on standard output.
public struct Generator: Sendable {
  /// The command, with its places.
  public let command: String
  /// Whether the command is a line for `/bin/sh`; otherwise it is a program and its arguments.
  public let usesShell: Bool
  /// The array to read where the program writes an archive of several.
  public let array: String?
  /// How long one call may take before the program, and all that it started, is stopped.
  public let timeLimit: Duration

  private var template: CommandTemplate { CommandTemplate(command) }

  private static let names = [
    "count", "n", "temperature", "T", "inverse_temperature", "beta", "total_spin", "S", "size", "L",
    "seed", "output",
  ]

  /// A program by its command; nothing is run yet.
  ///
  /// - Throws: `ProgramError.command` where the command cannot be understood.
  public init(
    _ command: String, usesShell: Bool = false, array: String? = nil,
    timeLimit: Duration = .seconds(3600)
  ) throws(ProgramError) {
    self.command = command
    self.usesShell = usesShell
    self.array = array
    self.timeLimit = timeLimit
    try template.requireKnownPlaces(Self.names)
    if !usesShell { _ = try template.words([:]) }
  }

  /// Whether the program is told how many configurations are wanted.
  public var isToldCount: Bool { template.uses("count") || template.uses("n") }
  /// Whether the program is told a seed.
  public var isToldSeed: Bool { template.uses("seed") }
  /// Whether the program is told the temperature.
  public var isToldTemperature: Bool {
    ["temperature", "T", "inverse_temperature", "beta"].contains { template.uses($0) }
  }

  /// The seed that the program is told in its `call`-th call for `ensemble`.
  public static func seed(
    for ensemble: Ensemble, call: Int, of seed: UInt64
  ) -> UInt64 {
    var stream = RandomStreams(seed: seed).stream("generator", for: ensemble, block: call)
    return stream.next() >> 33
  }

  /// What the program draws.
  ///
  /// - Parameters:
  ///   - count: the number of configurations that are wanted.
  ///   - ensemble: the ensemble that they are wanted of.
  ///   - seed: what the program is told as its seed.
  /// - Throws: `ProgramError`; where it is thrown, what the program wrote is gone.
  public func draw(
    _ count: Int, of ensemble: Ensemble, seed: UInt64
  ) async throws -> LoadedSamples {
    let program = UserProgram(command, timeLimit: timeLimit)
    if ensemble.totalSpin == nil, template.uses("total_spin") || template.uses("S") {
      throw ProgramError.command(
        command,
        "found a place for ΣS, but ΣS is free; wanted its conserved value, or no such place")
    }
    let folder = try ScratchFolder()
    let output = folder.file("output.npy")
    let values = values(count, ensemble, seed, output)
    try await program.run(
      usesShell ? .shell(template.line(values)) : .words(try template.words(values)), input: nil,
      output: template.uses("output") ? nil : output, in: folder)
    let loaded = try folder.samples(
      from: "output.npy", of: program, array: array, size: ensemble.lattice.size)
    guard !isToldCount || loaded.samples.count == count else {
      throw ProgramError.count(command, found: loaded.samples.count, wanted: count)
    }
    return loaded
  }

  private func values(
    _ count: Int, _ ensemble: Ensemble, _ seed: UInt64, _ output: String
  ) -> [String: String] {
    let temperature = "\(ensemble.temperature)"
    let beta = "\(1 / ensemble.temperature)"
    let size = "\(ensemble.lattice.size)"
    var values = [
      "count": "\(count)", "n": "\(count)", "temperature": temperature, "T": temperature,
      "inverse_temperature": beta, "beta": beta, "size": size, "L": size, "seed": "\(seed)",
      "output": output,
    ]
    if let totalSpin = ensemble.totalSpin {
      values["total_spin"] = "\(totalSpin)"
      values["S"] = "\(totalSpin)"
    }
    return values
  }
}
