import DataFiles
import SpinSystems
import Testing

@Suite struct `Configurations in text` {
  static func load(_ text: String) throws -> LoadedSamples {
    try SampleFile.read(Array(text.utf8), named: "a.csv")
  }

  /// Lines of `width` values of `pattern`.
  static func lines(
    _ pattern: SpinPattern, width: Int, separator: String = ",", down: String = "-1"
  ) -> [String] {
    let texts = pattern.spins.map { $0 == 1 ? "1" : down }
    return stride(from: 0, to: texts.count, by: width).map {
      texts[$0..<$0 + width].joined(separator: separator)
    }
  }

  @Test(arguments: [",", ";", " ", "\t", ", ", "   ", " ; "], ["\n", "\r\n"])
  func `Every separator and end of line is read`(separator: String, end: String) throws {
    let pattern = SpinPattern(count: 7, size: 3)
    let lines = Self.lines(pattern, width: 9, separator: separator, down: "0")
    for text in [
      lines.joined(separator: end), lines.map { $0 + end }.joined(),
      lines.map { "  \($0) \(end)" }.joined(), "\u{FEFF}" + lines.joined(separator: end),
    ] {
      let loaded = try Self.load(text)
      pattern.expect(loaded.samples)
      #expect(loaded.encoding == .zeroOne)
      #expect(loaded.format == "text, 7 lines of 9 values")
    }
  }

  @Test func `Every way to write a spin is read`() throws {
    let up = ["1", "+1", "1.", "1.0", "1.000e+00", "1e0", "1E-00", "10e-1", "0.1e1", "01"]
    let down = ["-1", "-1.", "-1.0", "-1.0000e+00", "-1e0", "-10E-1", "-01"]
    for text in up {
      #expect(try Self.load("-1 \(text) -1 -1").samples.spins(of: 0) == [-1, 1, -1, -1], "\(text)")
    }
    for text in down {
      #expect(try Self.load("1 \(text) 1 1").samples.spins(of: 0) == [1, -1, 1, 1], "\(text)")
    }
    for text in ["0", "0.", "-0.0", "+0", "0e5", "0.000e+00", "00"] {
      #expect(try Self.load("1 \(text) 1 1").samples.spins(of: 0) == [1, -1, 1, 1], "\(text)")
    }
  }

  @Test(arguments: [2, 3, 4, 5, 9, 16], ["\n\n", "\n \t\n\n\n", "\n\n# next\n", "\n# next\n\n"])
  func `Blocks between blank lines are configurations`(size: Int, between: String) throws {
    let pattern = SpinPattern(count: 3, size: size)
    let rows = Self.lines(pattern, width: size, separator: " ")
    let blocks = stride(from: 0, to: rows.count, by: size).map {
      rows[$0..<$0 + size].joined(separator: "\n")
    }
    for text in [
      blocks.joined(separator: between), "\n\n" + blocks.joined(separator: between) + "\n\n",
    ] {
      let loaded = try Self.load(text)
      pattern.expect(loaded.samples)
      #expect(loaded.format == "text, 3 blocks of \(size) lines")
    }
  }

  @Test(arguments: [1, 2, 125])
  func `Lines that two sizes fit are refused, and read by the size that is stated`(
    count: Int
  ) throws {
    let rows = Self.lines(SpinPattern(count: count, size: 4), width: 4).joined(separator: "\n")
    let error = #expect(throws: SampleFileError.self) { try Self.load(rows) }
    #expect(error?.kind == .ambiguousSize)
    #expect("\(error!)".contains("\(4 * count) configurations of 2 × 2, or \(count) of 4 × 4"))
    func load(_ size: Int) throws -> LoadedSamples {
      try SampleFile.read(Array(rows.utf8), named: "s.txt", size: size)
    }
    SpinPattern(count: count, size: 4).expect(try load(4).samples)
    #expect(try load(4).format == "text, \(count) \(count == 1 ? "block" : "blocks") of 4 lines")
    #expect(try load(2).samples.count == 4 * count)
    #expect(throws: SampleFileError.self) { try load(3) }
  }

  @Test(arguments: [1, 3, 5, 9])
  func `One configuration a line is read for every count, with blank lines or not`(
    count: Int
  ) throws {
    let pattern = SpinPattern(count: count, size: 2)
    let lines = Self.lines(pattern, width: 4)
    pattern.expect(try Self.load(lines.joined(separator: "\n")).samples)
    // A blank line after 4 lines of 4 would make them a block.
    let spaced = lines.joined(separator: "\n\n")
    pattern.expect(try Self.load(spaced).samples)
  }

  @Test(arguments: [
    ("a,b,c,d", "names"), ("\"s0\" \"s1\"", "names"), ("0,1,2,3", "numbers"), ("x", "one name"),
  ])
  func `One line of column names is skipped and noted`(header: String, kind: String) throws {
    let loaded = try Self.load("# made by hand\n\n\(header)\n1,0,0,1\n0,0,0,1 # odd\n")
    #expect(loaded.samples.spins(of: 0) == [1, -1, -1, 1])
    #expect(loaded.samples.spins(of: 1) == [-1, -1, -1, 1])
    #expect(
      loaded.notes == [
        "Values 0 and 1 were read as spins -1 and +1.",
        "A first line of column names was skipped.", "1 comment line was skipped.",
      ])
  }

  @Test func `Many long lines are read`() throws {
    // 40 lines of about 25 kB pass the buffer of 256 kB several times.
    let pattern = SpinPattern(count: 40, size: 100)
    let lines = Self.lines(pattern, width: 10_000)
    pattern.expect(try Self.load(lines.joined(separator: "\n")).samples)
    let wide = Self.lines(SpinPattern(count: 1, size: 512), width: 512 * 512, separator: ",   ")
    SpinPattern(count: 1, size: 512).expect(try Self.load(wide[0]).samples)
    let many = SpinPattern(count: 20_001, size: 2)
    many.expect(try Self.load(Self.lines(many, width: 4).joined(separator: "\n")).samples)
  }

  @Test func `A separator at the end of a line is tolerated`() throws {
    #expect(try Self.load("1,-1,1,1,\n-1,1,1,1,\n").samples.count == 2)
  }
}
