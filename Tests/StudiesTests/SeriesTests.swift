import DataFiles
import ExactIsing
import Foundation
import Judgement
import Randomness
import SpinSystems
import Studies
import Testing

@Suite struct `Samples of several temperatures` {
  /// Perfect samples that claim `temperature` and have `actual`.
  private func sitting(_ temperature: Double, actual: Double? = nil, count: Int = 4000) throws
    -> Sitting
  {
    let ensemble = try Ensemble.canonical(size: 4, temperature: actual ?? temperature)
    var generator = RandomStreams(seed: 11).stream("series", for: ensemble)
    let samples = try PerfectSampler(ensemble).sample(count: count, using: &generator)
    let loaded = LoadedSamples(samples: samples, format: "drawn", encoding: .plusMinusOne)
    return Sitting(subject: "drawn", temperature: .claimed(temperature)) { Sitting.Samples(loaded) }
  }

  @Test func `are one model, and fail where one of them is wrong`() throws {
    let request = AssessmentRequest()
    let right = try SeriesAssessment(request, of: "a model").report(
      on: [sitting(2), sitting(2.5), sitting(3)])
    #expect(right.verdict == .pass || right.verdict == .inconclusive)
    let wrong = try SeriesAssessment(request, of: "a model").report(
      on: [sitting(2), sitting(2.5, actual: 2.8), sitting(3)])
    #expect(wrong.verdict == .fail)
    #expect(wrong.points.map { $0.report.verdict == .fail } == [false, true, false])
    #expect(try wrong.summary().conclusion.contains("at T = 2.5."))
  }

  @Test func `have one size`() throws {
    var other = try sitting(2.5)
    let lattice = SquareLattice(size: 6)
    var samples = SampleSet(lattice: lattice)
    samples.append(packed: [UInt64](repeating: 5, count: lattice.wordsPerConfiguration))
    let loaded = LoadedSamples(samples: samples, format: "drawn", encoding: .plusMinusOne)
    other.load = { Sitting.Samples(loaded) }
    let error = #expect(throws: TemperatureFileError.self) {
      try SeriesAssessment(AssessmentRequest(), of: "x").report(on: [sitting(2), other])
    }
    #expect(error?.found == "L = 6")
  }

  @Test func `have their p-values corrected together`() throws {
    let request = AssessmentRequest()
    let alone = try SeriesAssessment(request, of: "a model").report(on: [sitting(2.5)])
    let beside = try SeriesAssessment(request, of: "a model").report(
      on: [sitting(2.5), sitting(3)])
    let (first, second) = (alone.points[0].report.findings, beside.points[0].report.findings)
    #expect(first.map(\.evidence?.pValue) == second.map(\.evidence?.pValue))
    // Holm's factor for the least of all is their number.
    let all = beside.points.flatMap(\.report.findings)
    let tested = all.filter { $0.evidence?.pValue != nil }
    let least = try #require(
      tested.min { $0.evidence!.pValue! < $1.evidence!.pValue! })
    #expect(
      least.adjustedPValue == min(1, least.evidence!.pValue! * Double(tested.count)))
  }

  @Test func `are told by the files' names or by what stands beside them`() throws {
    let folder = try StudyFolder()
    for name in ["a.npy", "b.npy"] {
      try SampleFile.writeNPY(sitting(2, count: 20).load().loaded.samples, to: folder.path(name))
    }
    let sidecar = #"{"ensemble": {"size": 4, "temperature": 1.5, "totalSpin": null}}"#
    try Data(sidecar.utf8).write(to: URL(filePath: folder.path("b.json")))
    let sittings = try Sitting.files(
      [folder.path("a.npy") + "@2", folder.path("b.npy")], for: AssessmentRequest())
    #expect(sittings.map(\.temperature.claim) == [1.5, 2])
    var fixed = AssessmentRequest()
    fixed.totalSpin = 0
    let error = #expect(throws: TemperatureFileError.self) {
      try Sitting.files([folder.path("b.npy")], for: fixed)
    }
    #expect(error.map { "\($0)".contains("samples with ΣS free") } == true)
  }

  @Test(arguments: [
    ("1:3:0.5", [1, 1.5, 2, 2.5, 3]), ("2,1.5", [1.5, 2]), ("1.0:1.3:0.1", [1, 1.1, 1.2, 1.3]),
    ("2.269185314213022", [2.269185314213022]), ("1:1:1", [1]),
  ])
  func `are listed`(text: String, temperatures: [Double]) {
    #expect(TemperatureList(argument: text)?.temperatures == temperatures)
  }

  @Test(arguments: ["", "1,", "0", "-1", "1:2", "3:1:0.5", "1:2:0", "1:2:1e-9", "nan", "1,1", "x"])
  func `that are no list are refused`(text: String) {
    #expect(TemperatureList(argument: text) == nil)
  }
}
