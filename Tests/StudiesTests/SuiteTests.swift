@testable import Suites
import Testing

@Suite struct `A suite` {
  @Test func `says what the command line would say`() throws {
    let suite = try Suite(
      text: """
        # what we ask
        files = ["a.npy@1", "b c.npy@2.5"]
        total-spin = -2
        temperatures = [1, 1.5, 2.0]
        thorough = true
        shell = false
        "label" = "x = 3 # y"

        [tolerance]
        mean-energy = 0.01 # small
        copies = 1e-3
        """, path: "s.toml")
    let values = Dictionary(suite.settings.map { ($0.key, $0) }) { first, _ in first }
    let tolerances = suite.settings.filter { $0.key == "tolerance" }
    #expect(values["files"]?.values == ["a.npy@1", "b c.npy@2.5"])
    #expect(values["total-spin"]?.values == ["-2"])
    #expect(values["temperatures"]?.values == ["1,1.5,2.0"])
    #expect(values["thorough"].map { $0.values.count == 1 && !$0.hasValue } == true)
    #expect(values["shell"]?.values == [])
    #expect(values["label"]?.values == ["x = 3 # y"])
    #expect(tolerances.map(\.values) == [["copies=0.001"], ["mean-energy=0.01"]])
    #expect(values["label"]?.line == 7)
    #expect(tolerances.map(\.line) == [11, 10])
  }

  @Test(arguments: [
    ("temperatur = 1", "line 1: found the key 'temperatur'; wanted perhaps temperature"),
    ("\n\nfoo-bar-baz = 1", "line 3: found the key 'foo-bar-baz'; wanted one of files, "),
    (
      "[tolerances]\nmean-energy = 1",
      "line 1: found the key 'tolerances'; wanted perhaps tolerance"
    ),
    ("seed = \"3\"", "line 1: found seed of the type string; wanted a number"),
    ("thorough = 1", "wanted true or false"), ("files = \"a.npy\"", "wanted an array of strings"),
    ("only = [1]", "wanted an array of strings"), ("temperature = 2020-01-01", "type date"),
    (
      "[tolerance]\ncopies = 1\nmean-energy = \"0.1\"",
      "line 3: found tolerance.mean-energy of the type string; wanted a table of numbers"
    ),
    ("seed = 1\ntolerance = { copies = true }", "line 2: found tolerance.copies of the type bool"),
    ("tolerance.copies = []", "line 1: found tolerance.copies of the type array"),
    ("tolerance = 3", "line 1: found tolerance of the type integer; wanted a table of numbers"),
    ("history = 4", "line 1: found history of the type integer; wanted a string"),
    ("seed = 1\noutput = 3", "line 2: found output of the type integer; wanted a string"),
    ("label = 1.5", "line 1: found label of the type floating-point number; wanted a string"),
    ("temperature", "line 1: found no TOML"), ("seed = 1\nseed = 2", "line 2: found no TOML"),
    ("size = 99999999999999999999", "line 1: found no TOML"),
  ])
  func `is refused with the line where it says what no suite says`(
    text: String, part: String
  ) throws {
    let error = #expect(throws: SuiteError.self) { try Suite(text: text, path: "s.toml") }
    let words = "\(try #require(error))"
    #expect(words.hasPrefix("s.toml: line "))
    #expect(words.contains(part), "\(words)")
    #expect(!words.contains("\n"))
  }

  @Test func `to begin with has everything in it, each a line that may be said`() throws {
    let template = SuiteTemplate.text
    let plain = try Suite(text: template, path: "t.toml")
    #expect(plain.settings.map(\.key).sorted() == ["files", "temperature"])
    for key in allSuiteKeys where key.kind != .table {
      #expect(template.contains("\(key.name) = \(key.example)\n"), "\(key.name)")
      let suite = try Suite(text: "\(key.name) = \(key.example)", path: "t.toml")
      #expect(suite.settings.map(\.key) == [key.name])
    }
  }
}

@Suite struct `A suite of somebody unfriendly` {
  private static let deep = Array(repeating: "a", count: 50_000).joined(separator: ".")

  @Test(arguments: [
    "\(deep) = 1", "[\(deep)]", "seed = 1\r\n\(deep) = 1\r\n", "'a=b'.\(deep) = 1",
    "seed = 1\n\0\nnot TOML [", "files = [\"a.npy\\u0000b\"]",
  ])
  func `is refused in one line`(text: String) throws {
    let error = #expect(throws: SuiteError.self) { try Suite(text: text, path: "s.toml") }
    #expect("\(try #require(error))".count < 200)
  }

  /// The parser ends the process over them.
  @Test(arguments: [
    "[=]", "[\u{19}a]", "seed = 1\r\n [ [ !x", "\u{FEFF}[$]", "[\u{301}a]", "[[\u{A0}+]]", "[#]",
    "[.a]",
  ])
  func `with a table without a name is refused`(text: String) throws {
    let error = #expect(throws: SuiteError.self) { try Suite(text: text, path: "s.toml") }
    #expect("\(try #require(error))".count < 200)
  }

  @Test func `is refused in one plain line whatever its name is`() throws {
    let error = #expect(throws: SuiteError.self) {
      try Suite(text: "seed = [", path: "a\nb\u{1B}[2J.toml")
    }
    #expect(!"\(try #require(error))".contains { "\n\u{1B}".contains($0) })
  }
}
