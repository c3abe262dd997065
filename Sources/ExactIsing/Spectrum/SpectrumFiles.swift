import CExactSpectra
import Foundation

/// Where the spectra of L = 8 … 12 come from.
///
/// The files of `Fixtures/exact` are built into the program. If the environment variable
/// `STEELYARD_FIXTURES` names a directory, its files are used instead, and a missing one is an error:
/// nothing falls back on another answer in silence.
enum SpectrumFiles {
  case builtIn
  case directory(URL)

  /// The place that the environment asks for.
  static var fromEnvironment: SpectrumFiles {
    guard let path = ProcessInfo.processInfo.environment["STEELYARD_FIXTURES"], !path.isEmpty else {
      return .builtIn
    }
    return .directory(URL(fileURLWithPath: path, isDirectory: true))
  }

  static func name(size: Int) -> String { "spectrum-L\(size).bin" }

  /// Reads and checks one spectrum.
  func read(size: Int) throws(ExactError) -> ExactSpectrum {
    let (bytes, source) = try contents(size: size)
    let spectrum = try ExactSpectrum(decoding: bytes, source: source)
    guard spectrum.lattice.size == size else {
      let found = spectrum.lattice.size
      throw .damagedFile(file: source, reason: "it is that of L = \(found), not of L = \(size)")
    }
    return spectrum
  }

  private func contents(size: Int) throws(ExactError) -> (bytes: [UInt8], source: String) {
    switch self {
    case .builtIn:
      var count = 0
      guard let bytes = exact_spectrum_bytes(Int32(size), &count) else {
        throw .noSpectrum(size: size)
      }
      return (
        Array(UnsafeBufferPointer(start: bytes, count: count)),
        "the built-in \(Self.name(size: size))"
      )
    case .directory(let directory):
      let file = directory.appendingPathComponent(Self.name(size: size))
      return (try [UInt8](readingFrom: file), file.path)
    }
  }
}
