@testable import BatchRuns
@testable import Calibration
import Foundation
@testable import Reproduction
@testable import Reporting
import Storage
@testable import Studies

extension FileReader {
  /// run.json of each kind of run; what can be read is opened as a run, too.
  static let runRecords = FileReader(
    name: "run-records", words: jsonWords((try? recordSeeds()) ?? []), seeds: recordSeeds
  ) {
    bytes in
    func record<Parameters: RunParameters>(_: Parameters.Type) -> (any Error)? {
      let record = Result { try RunRecord<Parameters>(decoding: Data(bytes), path: "run.json") }
      guard case .failure(let error) = record else { return nil }
      requirePlainLine(error)
      return error
    }
    _ = record(AssessmentPlan.self)
    let folder = ScratchFile.folder + "/run"
    let isReproduction = record(ReproductionPlan.self) == nil
    let isCalibration = record(CalibrationPlan.self) == nil
    guard isReproduction || isCalibration else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = ScratchFile.holding(bytes, "run/run.json")
    if isReproduction {
      let run = try RunDirectory<ReproductionPlan>(
        folder, plan: ReproductionPlan(scale: .smoke, seed: 1), claims: [])
      precondition(run.units.allSatisfy { (0..<run.unitCount).contains($0.index) })
    } else {
      let run = try RunDirectory<CalibrationPlan>(
        folder, plan: CalibrationPlan(scale: .smoke, seed: 1), parts: [])
      precondition(run.units.allSatisfy { (0..<run.unitCount).contains($0.index) })
    }
  }

  private static func recordSeeds() throws -> [[UInt8]] {
    var reproduction = RunRecord(ReproductionPlan(scale: .smoke, seed: 1))
    reproduction.groups = ["F1"]
    reproduction.units = ["typical/L50-S0-T2.000-n1024"]
    var calibration = RunRecord(CalibrationPlan(scale: .smoke, seed: 1))
    calibration.groups = ["floor"]
    let assessment = RunRecord(try AssessmentPlan(command: "assess", files: []))
    return [
      Array(reproduction.encoded().utf8), Array(calibration.encoded().utf8),
      Array(assessment.encoded().utf8),
    ]
  }

  /// Results of units. The first byte says of which kind; the checksum is put in, or left away if the kind is odd.
  static let unitResults = FileReader(
    name: "unit-results", largestByteCount: 8192, words: jsonWords((try? unitSeeds()) ?? []),
    seeds: unitSeeds
  ) { bytes in
    guard let kind = bytes.first else { return }
    let text = Array(bytes.dropFirst())
    let data = Data(kind & 0x80 == 0 ? Sealing.json(text) : text)
    do {
      let readers = unitReaders
      try readers[Int(kind & 0x7F) % readers.count](data)
    } catch let error as any InputError {
      throw error
    } catch {
      throw RunDirectoryError.result(unit: "u", problem: "\(error)")
    }
  }

  private static let unitReaders: [@Sendable (Data) throws -> Void] = [
    { _ = try UnitRecord<SuiteTally>(decoding: $0) },
    { _ = try UnitRecord<GateUnit.Result>(decoding: $0) },
    { _ = try UnitRecord<[FaultUnit.AmountTally]>(decoding: $0) },
    { _ = try UnitRecord<[String: [Double]]>(decoding: $0) },
    { _ = try UnitRecord<MachineMeasurements>(decoding: $0) },
    { _ = try UnitRecord<SingleSizeMeasurements>(decoding: $0) },
    { _ = try UnitRecord<LowPassMeasurements>(decoding: $0) },
    { _ = try UnitRecord<SupportVectorMeasurements>(decoding: $0) },
    { data in
      // What is made of a sitting that a file holds: its report.
      let weighed = try UnitRecord<WeighedSitting>(decoding: data).result
      write(weighed.report(for: AssessmentRequest(), command: nil))
    },
  ]

  /// Makes everything of a report but what wants gnuplot.
  private static func write(_ report: Report) {
    _ = TerminalTable(width: 80, color: false).render(report)
    _ = MarkdownReport.render(report)
    _ = JUnitReport.render(report)
    do {
      _ = try JSONReport.encode(report)
    } catch {
      fatalError("a report that is no JSON: \(error)")
    }
    for illustration in report.illustrations {
      switch illustration {
      case .distribution(let distribution): _ = GnuplotScript(distribution).text
      case .curve(let curve): _ = GnuplotScript(curve).text
      case .chart(let chart): _ = (GnuplotScript(chart).text, ChartLegend(chart).markup)
      case .configurations(let gallery):
        for picture in gallery.pictures {
          _ = ConfigurationPicture(picture, size: gallery.size).markup
        }
      case .matrix: break
      }
    }
  }

  private static func unitSeeds() throws -> [[UInt8]] {
    func seed(_ kind: UInt8, _ result: some Codable) throws -> [UInt8] {
      [kind] + Sealing.unsealed(try UnitRecord(unit: "u", seconds: 1, result: result).encoded())
    }
    var tally = SuiteTally(count: 40)
    tally.rows = [.init(check: "mean-energy", verdicts: [.pass], pValues: [0.5], discrete: [false])]
    tally.verdicts = [.pass]
    let weighed = try assessment().weigh(someSamples, subject: "s", keepsBaseline: false)
    let sitting = WeighedSitting(
      subject: "s", ensemble: weighed.report.ensemble, sampleCount: 40, effectiveSampleCount: 40,
      reference: weighed.report.reference, notes: [], illustrations: weighed.report.illustrations,
      outcomes: weighed.outcomes, expected: SeriesReport.Expected(try assessment().reference))
    let texts: [(UInt8, String)] = [
      (
        4,
        #"{"conserved":[],"history":[{"epoch":1,"meanAbsoluteParameter":0.1,"reconstructionError":0.1}],"snapshots":[],"trainingSet":{"correlation":[0.5],"correlationCovariance":[0.1],"count":2,"energies":{"counts":[1,1],"levels":[-8,0]},"lowEnergies":[],"totalSpins":{"counts":[2],"levels":[0]}}}"#
      ),
      (
        5,
        #"{"bestEpoch":1,"densePoints":[],"densePointsOfFalseLabels":{},"epochs":[],"testPoints":[{"component":{"standardError":0.1,"value":1},"count":4,"energyDensity":{"standardError":0.1,"value":1},"logit":{"standardError":0.1,"value":1},"output":{"standardError":0.1,"value":1},"temperature":2,"thermometers":{},"warnings":[]}]}"#
      ),
      (
        6,
        #"{"coarseCriticalTemperature":2.2,"coarsePoints":[],"points":[{"count":4,"energyDensity":{"standardError":0.1,"value":1},"readings":{"coarse":{"logit":{"standardError":0.1,"value":1},"probability":{"standardError":0.1,"value":1}}},"size":8,"structureRatio":{"standardError":0.1,"value":1},"temperature":2,"warnings":[]}],"trainings":[]}"#
      ),
      (
        7,
        #"{"densePoints":{},"supportCounts":{"linear":3},"testPoints":[{"component":{"standardError":0.1,"value":1},"count":4,"decisions":{"linear":{"standardError":0.1,"value":1}},"energyDensity":{"standardError":0.1,"value":1},"temperature":2,"warnings":[]}]}"#
      ),
    ]
    return try [
      seed(0, tally), seed(1, GateUnit.Result(pairCount: 3, worse: 1, better: 0, undecided: 0)),
      seed(
        2,
        [
          FaultUnit.AmountTally(
            amount: 0.5, setCount: 2, caught: 1, caughtByCheck: ["mean-energy": 1])
        ]),
      seed(3, ["x": [0.5]]), seed(8, sitting),
    ] + texts.map { [$0] + Array(#"{"result":\#($1),"seconds":1,"unit":"u"}"#.utf8) }
  }
}
