import Foundation
import Judgement
import References
import Checks
import Reporting
import SpinSystems
import Studies

extension FileReader {
  /// Baselines that samples are compared with.
  static let baselines = FileReader(
    name: "baselines", largestByteCount: 16384, words: jsonWords((try? baselineSeeds()) ?? []),
    seeds: baselineSeeds
  ) { bytes in
    let path = ScratchFile.holding(Sealing.json(bytes), "baseline.json")
    let baseline = try Baseline.read(path)
    _ = try assessment().weigh(someSamples, subject: "s", since: (baseline, path))
    _ = try baseline.replaced(by: baseline, because: "x").encoded()
  }

  private static func baselineSeeds() throws -> [[UInt8]] {
    let baseline = try assessment().weigh(someSamples, subject: "s").baseline!
    return [
      Sealing.unsealed(try baseline.encoded()),
      Sealing.unsealed(try baseline.replaced(by: baseline, because: "newer").encoded()),
    ]
  }

  /// Three checks are enough to see each kind of statistics but the slow ones.
  static func assessment() throws -> Assessment {
    Assessment(against: try referenceOfFour.get(), checks: Array(allChecks.prefix(6)))
  }

  private static let referenceOfFour = Result {
    try Reference.exact(.canonical(size: 2, temperature: 3))
  }

  static let someSamples: SampleSet = {
    var samples = SampleSet(lattice: SquareLattice(size: 2))
    samples.append(packed: (0..<40).map { UInt64($0 * 7 % 16) })
    return samples
  }()

  /// Reports as JSON.
  static let reports = FileReader(
    name: "reports", largestByteCount: 16384, words: jsonWords((try? reportSeeds()) ?? []),
    seeds: reportSeeds
  ) { bytes in
    let report = try JSONReport.decode(String(decoding: bytes, as: UTF8.self))
    _ = try JSONReport.encode(report)
  }

  private static func reportSeeds() throws -> [[UInt8]] {
    [Array(try JSONReport.encode(assessment().weigh(someSamples, subject: "s").report).utf8)]
  }
}
