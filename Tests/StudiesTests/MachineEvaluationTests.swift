import DataFiles
import ExactIsing
import Foundation
import NeuralModels
import Randomness
import References
import SpinSystems
@testable import Studies
import Testing

@Suite struct `The evaluation of a machine` {
  private static let ensemble = try! Ensemble.fixedMagnetization(
    size: 4, temperature: 2, totalSpin: 0)

  /// A machine without weights, which draws fair coins, and data of the ensemble, as files.
  private func write(in folder: StudyFolder) throws {
    let machine = try RestrictedBoltzmannMachine(
      weights: [Float](repeating: 0, count: 48), visibleBias: [Float](repeating: 0, count: 16),
      hiddenBias: [0, 0, 0])
    try machine.write(to: folder.path("m.npz"))
    var stream = RandomStreams(seed: 1).stream("data", for: Self.ensemble)
    let data = try PerfectSampler(Self.ensemble).sample(count: 50, using: &stream)
    try SampleFile.writeNPY(data, to: folder.path("d.npy"), packed: false)
  }

  private func evaluation(
    _ folder: StudyFolder, data: String? = nil, of ensemble: Ensemble = ensemble
  ) throws -> MachineEvaluation {
    let source = try MachineSource(folder.path("m.npz"), data: data.map { folder.path($0) })
    return try MachineEvaluation(
      of: source, against: .exact(ensemble), count: 400, steps: 5, seed: 3, command: "again")
  }

  @Test func `draws from every start that there is`() throws {
    let folder = try StudyFolder()
    try write(in: folder)
    #expect(try evaluation(folder).parts.map(\.start) == [.random, .conserved])
    #expect(
      try evaluation(folder, data: "d.npy").parts.map(\.start) == [.random, .data, .conserved])
    let free = try Ensemble.canonical(size: 4, temperature: 2)
    #expect(try evaluation(folder, of: free).parts.map(\.start) == [.random])
  }

  /// One step of a machine without weights makes fair coins of anything: ΣS = 0 in C(16, 8)/2¹⁶, a fifth,
  /// of the configurations, ⟨H⟩ = 0 and KL(ensemble ‖ machine) = 16 ln 2 less the entropy of the ensemble.
  @Test func `fails a machine that draws fair coins, by what it draws and by what it is`() throws {
    let folder = try StudyFolder()
    try write(in: folder)
    let evaluation = try evaluation(folder, data: "d.npy")
    #expect(evaluation.verdict == .fail)
    let summed = try #require(evaluation.summedModel)
    #expect(abs(summed.energyDensity) < 1e-12)
    #expect(try #require(summed.otherTotalSpin).distance(to: 1 - 12870.0 / 65536).magnitude < 1e-12)
    let solution = try ExactSolution(Self.ensemble)
    let energy = try Reference.exact(Self.ensemble).energyDensity * 16
    let entropy = solution.logPartitionFunction + energy / 2
    #expect(abs(summed.divergenceOfEnsemble.value - (16 * log(2) - entropy)) < 1e-9)

    let likelihood = try #require(evaluation.likelihood)
    #expect(likelihood.logPartitionFunction.exact.map { abs($0 - 19 * log(2)) < 1e-12 } == true)
    #expect(likelihood.means.map(\.count) == [400, 50])
    for mean in likelihood.means { #expect(abs(mean.meanLogLikelihood + 16 * log(2)) < 1e-9) }
    let divergence = try #require(likelihood.divergence)
    // From 400 perfect samples: four standard errors leave one failure in 16,000, and the seed is fixed.
    #expect(
      abs(divergence.value - summed.divergenceOfEnsemble.value)
        < 4 * divergence.standardError.value)
  }

  @Test func `asks for data of the ensemble`() throws {
    let folder = try StudyFolder()
    try write(in: folder)
    let source = try MachineSource(folder.path("m.npz"), data: folder.path("d.npy"))
    #expect(try source.ensemble(temperature: 2, totalSpin: 0) == Self.ensemble)
    #expect(try source.ensemble(temperature: 2, totalSpin: nil).totalSpin == nil)
    let error = #expect(throws: MachineInputError.self) {
      try source.ensemble(temperature: 2, totalSpin: 2)
    }
    #expect(error.map { "\($0)".hasPrefix(folder.path("d.npy")) } == true)
  }
}
