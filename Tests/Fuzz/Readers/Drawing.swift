@testable import ExactIsing
import Foundation
@testable import MonteCarlo
@testable import References
import SpinSystems
import Storage
@testable import Studies

extension FileReader {
  /// Files of exact spectra, and of unfinished ones.
  static let spectra = FileReader(
    name: "spectra", largestByteCount: 1024,
    words: ["steelyard exact spectrum 1\n", "steelyard partial spectrum 1, L = 2"]
  ) {
    try [2, 3, 4].map { Array(try ExactSpectrum(size: $0).encoded.dropLast(8)) }
      + [2, 3].map { size in
        let file = URL(filePath: ScratchFile.absent("spectrum"))
        try SpectrumProgress(plan: SpectrumPlan(size: size)).write(to: file)
        return Array(try Data(contentsOf: file).dropLast(8))
      }
  } read: { bytes in
    let sealed = Sealing.byBytes(bytes)
    var first: (any Error)?
    do {
      let spectrum = try ExactSpectrum(decoding: sealed, source: "spectrum.bin")
      precondition(spectrum.encoded == sealed || spectrum.encoded.count <= sealed.count)
    } catch {
      requirePlainLine(error)
      first = error
    }
    for size in [2, 3] where bytes.count > 40 {
      do {
        _ = try SpectrumProgress(
          plan: SpectrumPlan(size: size), decoding: sealed,
          of: URL(filePath: "/spectrum.bin.partial"))
      } catch {
        requirePlainLine(error)
      }
    }
    if let first { throw first }
  }

  /// Blocks of an unfinished drawing, and cached references.
  static let configurations = FileReader(
    name: "configurations", largestByteCount: 512, words: ["STEELYARD BITS 1", "x"]
  ) {
    try [2, 9].map { size in
      let lattice = SquareLattice(size: size)
      let file = ConfigurationFile(
        url: URL(filePath: ScratchFile.absent("bits")), identity: "x", lattice: lattice)
      var samples = SampleSet(lattice: lattice)
      samples.append(packed: [UInt64](repeating: 1, count: 3 * lattice.wordsPerConfiguration))
      try file.write(samples)
      return Array(try Data(contentsOf: file.url).dropLast(8))
    }
  } read: { bytes in
    let path = ScratchFile.holding(Sealing.byWords(bytes), "block-0")
    var first: (any Error)?
    for size in [2, 9] {
      let file = ConfigurationFile(
        url: URL(filePath: path), identity: "x", lattice: SquareLattice(size: size))
      do {
        _ = try file.read()
      } catch {
        requirePlainLine(error)
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  /// The equilibration beside blocks and beside cached references.
  static let equilibrations = FileReader(
    name: "equilibrations", largestByteCount: 2048,
    words: jsonWords([kept, Array(equilibration.utf8)])
  ) {
    [kept, Array(equilibration.utf8)]
  } read: { bytes in
    let ensemble = try Ensemble.canonical(size: 14, temperature: 4)
    _ = ScratchFile.holding(Sealing.json(bytes), "equilibration.json")
    let method = MarkovMethod.standard(for: ensemble)
    let state = KeptEquilibration(
      folder: URL(filePath: ScratchFile.folder), sampler: method, ensemble: ensemble, seed: 1)
    if case .refused(let reason) = state.read() { requirePlainLine(reason: reason) }
    do {
      let equilibration: Equilibration = try JSONText.decodeChecked(Data(Sealing.json(bytes)))
      let objection = method.objection(to: equilibration, of: ensemble)
      requirePlainLine(reason: objection)
      if objection == nil { _ = equilibration.warnings }
    } catch is DecodingError {}
  }

  private static let equilibration =
    #"{"burnIn":30,"isRuleMet":true,"pilotLength":8192,"replicaCount":1,"rule":{"burnIn":20,"largestPilot":16777216,"pilot":20,"precision":1000,"spacing":4},"sampler":"wolff","spacing":6,"start":"random","times":{"absoluteMagnetization":0.5972905671918312,"energy":1.4900558787727363,"structureFactor":0.7028014093941406}}"#
  private static let kept = Array(
    (#"{"equilibration":"# + equilibration
      + #","identity":"wolff L = 14, T = 4.0, ΣS free seed 1","version":""#
      + Version.current + #""}"#).utf8)

  /// What `sample` leaves beside its samples.
  static let provenances = FileReader(
    name: "provenances", largestByteCount: 2048, words: jsonWords([provenance])
  ) {
    [provenance]
  } read: { bytes in
    _ = ScratchFile.holding(bytes, "drawn.json")
    let path = ScratchFile.holding(Array("1 1 -1 1\n".utf8), "drawn.npy")
    let file = try TemperatureFile(path)
    precondition(!file.temperature.isNaN)
    _ = try SampleRun(
      ensemble: .canonical(size: 2, temperature: 4), sampler: PerfectMethod(), count: 1, seed: 1,
      output: path,
      command: "steelyard sample"
    ).finished()
  }

  private static let provenance = Array(
    (#"{"array":"int8","command":"steelyard sample","count":1,"ensemble":{"size":2,"temperature":4,"totalSpin":null},"equilibration":"#
      + equilibration
      + #","sampler":"wolff","seed":1,"version":"0.1.0","warnings":[]}"#).utf8)
}
