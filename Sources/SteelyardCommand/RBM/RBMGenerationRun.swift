import DataFiles
import Foundation
import NeuralModels
import SpinSystems
import Storage

/// The drawing of one file of configurations from a machine, with the files beside it.
struct RBMGenerationRun {
  let source: MachineSource
  let startsFromData: Bool
  /// Number of chains, and of configurations.
  let count: Int
  /// Gibbs steps of each.
  let steps: Int
  let seed: UInt64
  let output: String
  let packed: Bool
  /// Where e(k) goes, from both starts, if it is wanted.
  let mixingCurvePath: String?
  /// The command that makes the files again.
  let command: String

  /// Draws the configurations and writes all files.
  func run() throws -> RBMGenerationDocument {
    // Before the work, so that a place that cannot be written to is noticed at once.
    _ = try AtomicFile(path: output)
    var sidecar = try AtomicFile(path: MachineOutput.path(beside: output, ending: ".json"))
    if let mixingCurvePath { _ = try AtomicFile(path: mixingCurvePath) }
    var chains = try self.chains(fromData: startsFromData)
    let clock = ContinuousClock()
    let start = clock.now
    let curve = advance(&chains, fromData: startsFromData)
    let rate = Double(count) * Double(steps) / ((clock.now - start) / .seconds(1))
    var curves = [(startsFromData, curve)]
    if mixingCurvePath != nil, source.data != nil {
      var others = try self.chains(fromData: !startsFromData)
      curves.append((!startsFromData, advance(&others, fromData: !startsFromData)))
    }
    let document = RBMGenerationDocument(
      self, samples: chains.samples, energy: curve.points.last!, stepsPerSecond: rate)
    try sidecar.write(Array(try JSONText.indented(document.provenance).utf8))
    try sidecar.synchronize()
    if let mixingCurvePath {
      try AtomicFile.write(Self.csv(curves), to: mixingCurvePath)
    }
    Terminal.showProgress("writing \(output) …")
    try SampleFile.writeNPY(chains.samples, to: output, packed: packed)
    try sidecar.commit()
    Terminal.showProgress(nil)
    return document
  }

  private func chains(fromData: Bool) throws -> GibbsChains {
    fromData
      ? try source.dataChains(count: count, seed: seed)
      : try source.randomChains(count: count, seed: seed)
  }

  private func advance(_ chains: inout GibbsChains, fromData: Bool) -> MixingCurve {
    MixingCurve(advancing: &chains, to: steps) { made in
      Terminal.showProgress(
        "\(source.path): step \(made) of \(steps) from \(Self.startName(fromData)) …")
    }
  }

  static func startName(_ fromData: Bool) -> String { fromData ? "data" : "random starts" }

  private static func csv(_ curves: [(fromData: Bool, curve: MixingCurve)]) -> String {
    var text = "start,steps,energyDensity,standardError\n"
    for (fromData, curve) in curves.sorted(by: { !$0.fromData && $1.fromData }) {
      for point in curve.points {
        text += "\(fromData ? "data" : "random"),\(point.steps),\(point.energyDensity),"
        text += "\(point.standardError)\n"
      }
    }
    return text
  }
}
