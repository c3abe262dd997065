import DataFiles
import NeuralModels
import SpinSystems
import Testing

@Suite struct ClassifierScanOverflowTests {
  @Test func `Weights that are too large together are said, not averaged`() throws {
    let shape = MapShape(rows: 2, columns: 2)
    let largest = Float.greatestFiniteMagnitude
    let classifier = try PhaseClassifier(
      ArrayArchive([
        (
          "dense.weight",
          NumericArray(shape: [2, 4], [largest, largest, largest, largest, 0, 0, 0, 0])
        ),
        ("dense.bias", NumericArray(shape: [2], [Float(0), 0])),
      ]), input: shape)
    let samples = SampleSet(lattice: SquareLattice(size: 2), count: 3) { words in
      for index in words.indices { words[index] = 0b1111 }
    }
    let error = #expect(throws: ClassifierError.self) {
      try classifier.scan([TemperatureInputs(temperature: 2, inputs: .spins(samples))])
    }
    #expect(error?.description.contains("a logit at T = 2.0: found -inf") == true)
  }
}
