import BatchRuns
import Foundation
import Testing

@testable import Calibration

@Suite struct `A tally from a file` {
  private func tally(_ edit: (inout SuiteTally) -> Void) throws -> String? {
    var tally = SuiteTally(count: 100)
    tally.rows = [
      SuiteTally.Row(check: "a", verdicts: [.pass], pValues: [0.5], discrete: [false])
    ]
    tally.verdicts = [.pass]
    edit(&tally)
    let record = UnitRecord(unit: "u", seconds: 1, result: tally)
    do {
      _ = try UnitRecord<SuiteTally>(decoding: Data(record.encoded().utf8))
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `is believed where its numbers belong together`() throws {
    #expect(try tally { _ in } == nil)
  }

  @Test func `is refused where they do not`() throws {
    #expect(try tally { $0.count = .max }?.contains("9223372036854775807") == true)
    #expect(try tally { $0.rows[0].discrete = [] }?.contains("[1, 1, 0]") == true)
    #expect(try tally { $0.rows[0].pValues = [1.5] }?.contains("1.5") == true)
    #expect(try tally { $0.verdicts = [] }?.contains("at most 0") == true)
  }

  @Test(arguments: [(1 << 62, 1), (3, 4), (3, -1), (-3, 0)])
  func `of a fault is refused where more is caught than there is`(sets: Int, caught: Int) {
    let fault = FaultUnit.AmountTally(
      amount: 0.5, setCount: sets, caught: caught, caughtByCheck: [:])
    #expect(fault.inconsistency != nil)
    #expect([fault].inconsistency != nil)
    let gate = GateUnit.Result(pairCount: sets, worse: caught, better: 0, undecided: 0)
    #expect(gate.inconsistency != nil)
  }

  @Test func `of scores is refused where there are none`() {
    #expect(["a": [1.0, .infinity]].inconsistency == nil)
    #expect(["a": [Double]()].inconsistency?.contains("no value") == true)
    #expect(["a": [Double.nan]].inconsistency?.contains("NaN") == true)
  }
}
