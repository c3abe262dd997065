import BatchRuns
import NeuralModels
@testable import Reproduction
import SpinSystems
import Testing

@Suite struct `Study of low-pass maps` {
  private static var settings: LowPassSettings {
    var settings = LowPassSettings(ReproductionPlan(scale: .smoke, seed: 1))
    settings.sizes = [8, 16]
    settings.trainingSize = 16
    settings.trainingCount = 256
    settings.coarseSizes = [8, 16]
    settings.coarseCount = 512
    settings.gridCount = 7
    settings.testCount = 512
    return settings
  }

  @Test func `Temperatures of the second pass come closer as 1/L`() {
    let study = LowPassStudy(
      model: ConservedIsing(), settings: Self.settings, replicate: 1, seed: 1)
    let (small, large) = (
      study.temperatures(size: 8, center: 2.3), study.temperatures(size: 16, center: 2.3)
    )
    #expect(small.count == 7 && small[3] == 2.3)
    for (a, b) in zip(small, large) { #expect(abs((a - 2.3) - 2 * (b - 2.3)) < 1e-12) }
  }

  @Test func `A study repeats itself to the last bit, and another repetition is another`() throws {
    func logits(_ replicate: Int) throws -> [Double] {
      let study = LowPassStudy(
        model: ThreeStatePotts(), settings: Self.settings, replicate: replicate, seed: 1)
      let measured = try study.run(in: UnitWorkspace(folder: "/nonexistent"))
      #expect(measured.points.count == 14)
      // A first idea within a tenth of T_c, from nothing but temperatures between 0.45 and 1.41.
      let truth = ThreeStatePotts().truth.criticalTemperature
      #expect(abs(measured.coarseCriticalTemperature / truth - 1) < 0.1)
      return measured.points.map { $0.readings["honest"]!.logit.value }
    }
    let first = try logits(1)
    #expect(try logits(1) == first)
    #expect(try logits(2) != first)
  }

  @Test func `Labels change at the temperature that is given, and may be put in random order`()
    throws
  {
    let maps = LowPassMaps(
      SampleSet(lattice: SquareLattice(size: 8), count: 40) { words in
        for index in words.indices { words[index] = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15 }
      })
    let series = [1.0, 2, 3].map { (temperature: $0, maps: maps) }
    let split = try LabelledMaps.split(series, label: 2.5, permutingBy: nil)
    #expect(split.training.count == 3 * 36 && split.validation.count == 3 * 4)
    #expect(split.training.isOrdered == (0..<108).map { $0 < 72 })
    let permuted = try LabelledMaps.split(series, label: 2.5, permutingBy: 4).training.isOrdered
    #expect(permuted != split.training.isOrdered)
    #expect(permuted.count { $0 } == 72)
  }
}
