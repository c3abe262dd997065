import DataFiles
import Testing

@Suite struct `Text that is no configurations` {
  static let wantedSpins = "wanted only -1 and +1, or only 0 and 1"
  static let wantedBlock =
    "configuration and a blank line behind them, or the L² values of a configuration in each line"

  @Test(arguments: [
    (
      "1 -1 1 1\n1 1 2 1\n",
      "line 2: sample 1, row 1, column 0 (counted from 0): found 2; \(wantedSpins)"
    ),
    (
      "1 -1 1 nan\n",
      "line 1: sample 0, row 1, column 1 (counted from 0): found nan; \(wantedSpins)"
    ),
    (
      "1 -1 -inf 1\n",
      "line 1: sample 0, row 1, column 0 (counted from 0): found -inf; \(wantedSpins)"
    ),
    (
      "1 -1 up 1\n",
      "line 1: sample 0, row 1, column 0 (counted from 0): found \"up\"; \(wantedSpins)"
    ),
    (
      "1 -1 1\t1\u{202E}[31m\n",
      "line 1: sample 0, row 1, column 1 (counted from 0): "
        + "found \"1\\u{202E}[31m\"; \(wantedSpins)"
    ),
    (
      "1,,1,1\n",
      "line 1: sample 0, row 0, column 1 (counted from 0): found an empty field; \(wantedSpins)"
    ),
    (
      "1 0x1 1 1\n",
      "line 1: sample 0, row 0, column 1 (counted from 0): found \"0x1\"; \(wantedSpins)"
    ),
    (
      "1 1e 1 1\n",
      "line 1: sample 0, row 0, column 1 (counted from 0): found \"1e\"; \(wantedSpins)"
    ),
    (
      "1 1.5 1 1\n",
      "line 1: sample 0, row 0, column 1 (counted from 0): found 1.5; \(wantedSpins)"
    ),
    (
      "# c\n1 1 1\n1 1 1\n1 7 1\n\n1 1 1\n",
      "line 4: sample 0, row 2, column 1 (counted from 0): found 7; \(wantedSpins)"
    ),
    (
      "1 1\n1 1\n\n1 1\n1 3\n",
      "line 5: sample 1, row 1, column 1 (counted from 0): found 3; \(wantedSpins)"
    ),
    (
      "a b\nc d\n",
      "line 2: sample 0, row 0, column 0 (counted from 0): found \"c\"; \(wantedSpins)"
    ),
    (
      "1 -1 1 1\n1 1 0 1\n",
      "line 2: sample 1, row 1, column 0 (counted from 0): "
        + "found 0 where earlier values are -1; \(wantedSpins)"
    ),
    (
      "1 0 1 1\n1 1 -1 1\n",
      "line 2: sample 1, row 1, column 0 (counted from 0): "
        + "found -1 where earlier values are 0; \(wantedSpins)"
    ),
    ("1 -1 1 1\n\n# c\n1 1 1\n", "line 4: found 3 values; wanted 4 as in line 1"),
    ("1 1\n1\n", "line 2: found 1 value; wanted 2 as in line 1"),
    (
      "1\n-1\n",
      "line 1: found 1 value; wanted the L² values of a configuration, or the L of one of its "
        + "rows, with L from 2 to 512"
    ),
    (
      "1 1 1\n1 1 1\n1 1 1\n1 1 1\n",
      "line 4: found a block of more than 3 lines of 3 values; wanted 3 lines a \(wantedBlock)"
    ),
    (
      "1 1 1\n1 1 1\n\n1 1 1\n1 1 1\n1 1 1\n",
      "line 4: found a block of 2 lines of 3 values; wanted 3 lines a \(wantedBlock)"
    ),
    (
      "1 1\n1 1\n\n1 1\n1 1\n1 1\n",
      "line 6: found a block of more than 2 lines of 2 values; wanted 2 lines a \(wantedBlock)"
    ),
    (
      "1 1\n1 1\n\n1 1\n",
      "line 4: found a block of 1 line of 2 values; wanted 2 lines a \(wantedBlock)"
    ),
    ("1 1\n", "line 1: found a block of 1 line of 2 values; wanted 2 lines a \(wantedBlock)"),
    ("# nothing\n\n", "found no values; wanted lines of spins, -1 and +1 or 0 and 1"),
    ("a,b,c,d\n", "found no values; wanted lines of spins, -1 and +1 or 0 and 1"),
  ])
  func `The first fault is named with its line and place`(text: String, wanted: String) throws {
    let error = try error(reading: Array(text.utf8), named: "a.csv")
    #expect(error.description == "a.csv: \(wanted)")
  }

  @Test func `A line of too many values is refused`() throws {
    for count in [513, 512 * 512 + 1, 513 * 513] {
      let text = [String](repeating: "1", count: count).joined(separator: " ")
      let error = try error(reading: Array(text.utf8), named: "a.csv")
      #expect(error.kind == .layout)
      #expect(error.found == "\(count) values")
    }
  }

  @Test func `A line without end is refused before it fills the memory`() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "1"), count: (1 << 24) + 1000)
    let error = try error(reading: bytes, named: "a.csv")
    #expect(
      error.description
        == "a.csv: line 1: found a line of more than 16777216 bytes; wanted lines of numbers")
  }
}
