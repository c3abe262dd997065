import Foundation
import Testing

@Suite struct `The command collapse` {
  /// A parameter of the document.
  private struct Parameter {
    let value: Double
    let interval: ClosedRange<Double>?
    let held: Bool

    init(_ document: [String: Any], _ name: String) throws {
      let object = try #require(document[name] as? [String: Any])
      value = try #require(object["value"] as? Double)
      held = try #require(object["held"] as? Bool)
      interval = (object["interval"] as? [Double]).map { $0[0]...$0[1] }
      for key in ["statisticalInterval", "configurationError", "seedError", "choiceError"] {
        #expect(object[key] != nil, "\(name).\(key)")
      }
    }

    /// Expects the truth within twice the interval: four standard errors.
    func expect(_ truth: Double, sourceLocation: SourceLocation = #_sourceLocation) throws {
      let interval = try #require(interval, sourceLocation: sourceLocation)
      let half = (interval.upperBound - interval.lowerBound) / 2
      #expect(!held && half > 0, sourceLocation: sourceLocation)
      #expect(
        abs(value - truth) < 2 * half, "\(value) ± \(half)", sourceLocation: sourceLocation)
    }
  }

  static let truths: [(table: CollapseTable, arguments: [String])] = [
    (CollapseTable(), []),
    (
      CollapseTable(criticalPoint: 0.1, nu: 0.5, sizes: [8, 16]), ["--correction-exponent", "none"]
    ),
    (CollapseTable(criticalPoint: 300, nu: 0.63, sizes: [10, 14, 20, 28, 40, 56, 80, 112]), []),
    (
      CollapseTable(nu: 0.83, scalingDimension: -0.125, reach: 3),
      ["--scaling-dimension", "-0.125"]
    ),
    (
      CollapseTable(nu: 1.3, scalingDimension: 1.75, reach: 3, error: 0.002),
      ["--scaling-dimension", "free"]
    ),
    (CollapseTable(error: 0.02), ["--nu", "1.2"]),
    (CollapseTable(error: 0.02), ["--critical-point", "2.3"]),
    (CollapseTable(reach: 3), ["--method", "quality", "--half-width", "1.5"]),
    (CollapseTable(reach: 3), ["--method", "gaussian-process", "--degree", "5"]),
  ]

  @Test(arguments: truths.indices)
  func `finds what a table was made with`(index: Int) async throws {
    let (table, arguments) = Self.truths[index]
    try await Workspace.with { folder in
      try folder.write(table.csv, to: "t.csv")
      let result = try await SteelyardProcess.run(
        ["collapse", "t.csv", "--json"] + arguments, in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(result.standardError == "")
      let document = try result.jsonObject()
      #expect(document["verdict"] as? String == "pass")
      for (name, option, truth) in [
        ("criticalPoint", "--critical-point", table.criticalPoint), ("nu", "--nu", table.nu),
        ("scalingDimension", "--scaling-dimension", table.scalingDimension),
      ] {
        let parameter = try Parameter(document, name)
        let given = arguments.firstIndex(of: option).map { arguments[$0 + 1] }
        if given == nil && option != "--scaling-dimension" || given == "free" {
          try parameter.expect(truth)
        } else {
          #expect(parameter.held && parameter.value == truth && parameter.interval == nil)
        }
      }
      #expect(try folder.names == ["t.csv"])
    }
  }

  @Test func `prints one JSON document with every promised field`() async throws {
    try await Workspace.with { folder in
      let table = CollapseTable()
      try folder.write(table.csv, to: "t.csv")
      let arguments = ["collapse", "t.csv", "--json", "--seed", "7"]
      let result = try await SteelyardProcess.run(arguments, in: folder)
      let document = try result.jsonObject()
      let points = try #require(document["points"] as? [[String: Any]])
      #expect(points.count == 100)
      #expect(points[0]["size"] as? Double == 12)
      let window = try #require(document["window"] as? [String: Double])
      #expect(points.count { $0["isInWindow"] as? Bool == true } == Int(window["pointCount"]!))
      let chiSquare = try #require(document["chiSquare"] as? Double)
      let degreesOfFreedom = try #require(document["degreesOfFreedom"] as? Int)
      let models = try #require(document["models"] as? [[String: Any]])
      let heaviest = try #require(models.first)
      let degree = try #require(document["degree"] as? Int)
      let correctionTerms = try #require(heaviest["correctionTerms"] as? Int)
      let isNonlinear = try #require(heaviest["isNonlinear"] as? Bool)
      #expect(heaviest["degree"] as? Int == degree)
      // T_c, ν, perhaps B, and the coefficients of f and of its correction are fitted.
      #expect(
        degreesOfFreedom
          == Int(window["pointCount"]!) - degree - 3 - correctionTerms - (isNonlinear ? 1 : 0))
      let weights = models.compactMap { $0["weight"] as? Double }
      #expect(weights.count == models.count && weights == weights.sorted(by: >))
      #expect(weights.reduce(0, +) <= 1 + 1e-9)
      // Four standard deviations of χ².
      let deviation = abs(chiSquare - Double(degreesOfFreedom))
      #expect(deviation < 4 * (2 * Double(degreesOfFreedom)).squareRoot())
      #expect(try #require(document["pValue"] as? Double) > 1e-3)
      #expect(try #require(document["quality"] as? Double) < 3)
      let crossings = try #require(document["crossings"] as? [[String: Any]])
      #expect(
        crossings.compactMap { $0["sizes"] as? [Double] } == [[12, 18], [18, 27], [27, 40]])
      for crossing in crossings {
        let control = try #require(crossing["control"] as? Double)
        let error = try #require(crossing["error"] as? Double)
        // Cubics between points 0.5 apart in x add little to four standard errors.
        #expect(abs(control - 2.3) < 4 * error + 1e-3)
      }
      let methods = try #require(document["otherMethods"] as? [[String: Any]])
      #expect(methods.compactMap { $0["name"] as? String } == ["quality", "gaussian-process"])
      for method in methods { try Parameter(method, "nu").expect(1.2) }
      let choices = try #require(document["otherChoices"] as? [[String: Any]])
      let names = choices.compactMap { $0["name"] as? String }
      #expect(names.first == "without a correction")
      #expect(names.contains("smallest size 12"))
      #expect((document["doubts"] as? [String])?.isEmpty == true)
      #expect(document["failure"] is NSNull)
      #expect(document["seed"] as? Int == 7)
      #expect(document["command"] as? String == "steelyard collapse t.csv --seed 7")
      let again = try await SteelyardProcess.run(arguments, in: folder)
      #expect(again.standardOutput == result.standardOutput)
    }
  }

  @Test func `prints tables of at most 80 columns`() async throws {
    try await Workspace.with { folder in
      try folder.write(CollapseTable().csv, to: "t.csv")
      let result = try await SteelyardProcess.run(["collapse", "t.csv"], in: folder)
      #expect(result.status == 0)
      for text in [
        "✔ PASS  t.csv", "T_c", "ν ", "0, held", "L = 27 and 40",
        "Gaussian process", "without a correction", "repeat with: steelyard collapse t.csv",
      ] {
        #expect(result.standardOutput.contains(text), "\(text)")
      }
      for line in result.standardOutput.split(separator: "\n") { #expect(line.count <= 80) }
    }
  }

  @Test func `writes a report, and a figure where gnuplot is`() async throws {
    try await Workspace.with { folder in
      try folder.write(CollapseTable().csv, to: "t.csv")
      let result = try await SteelyardProcess.run(
        ["collapse", "t.csv", "--json", "--output", "a/b"], in: folder)
      #expect(result.status == 0)
      let written = try String(contentsOfFile: folder.path("a/b/report.json"), encoding: .utf8)
      #expect(written == result.standardOutput)
      let hasGnuplot = try await SteelyardProcess.shell("gnuplot -V", in: folder).status == 0
      #expect(
        try folder.names.subtracting(
          hasGnuplot ? ["a/b/figure-1.svg", "a/b/figure-2.svg"] : [])
          == ["t.csv", "a", "a/b", "a/b/report.json", "a/b/report.md", "a/b/report.html"])
      let markdown = try String(contentsOfFile: folder.path("a/b/report.md"), encoding: .utf8)
      #expect(markdown.contains("(figure-1.svg)") == hasGnuplot)
      #expect(markdown.contains("| crossings |"))
      let page = try String(contentsOfFile: folder.path("a/b/report.html"), encoding: .utf8)
      #expect(page.contains("No figures: ") != hasGnuplot)
    }
  }

  /// Each size has a critical point of its own, as a transition of another kind might.
  @Test func `does not pass curves that do not collapse`() async throws {
    try await Workspace.with { folder in
      let rows = CollapseTable(reach: 3, error: 0.001).rows.map { row in
        var row = row
        let shift = [12.0: 0.0, 18: 0.02, 27: -0.02, 40: 0.01][row.size]!
        row.control += shift
        return row
      }
      try folder.write(CollapseTable.text(rows), to: "t.csv")
      let result = try await SteelyardProcess.run(["collapse", "t.csv", "--json"], in: folder)
      // Far from the crossings small windows hold a few points that anything follows, and say nothing.
      #expect([1, 3].contains(result.status), "\(result.standardError)")
      let document = try result.jsonObject()
      #expect(["fail", "inconclusive"].contains(document["verdict"] as? String))
    }
  }

  /// Every point of a size shifted alike, with a transition in common: no T_c or ν helps, nor does a power of L.
  @Test func `says that curves do not collapse`() async throws {
    try await Workspace.with { folder in
      let rows = CollapseTable(reach: 3, error: 0.001).rows.map { row in
        var row = row
        row.value *= [12.0: 1.0, 18: 1.03, 27: 0.98, 40: 1.01][row.size]!
        return row
      }
      try folder.write(CollapseTable.text(rows), to: "t.csv")
      let result = try await SteelyardProcess.run(["collapse", "t.csv", "--json"], in: folder)
      #expect(result.status == 1, "\(result.standardError)")
      let document = try result.jsonObject()
      #expect(document["verdict"] as? String == "fail")
      #expect(try #require(document["pValue"] as? Double) < 1e-3)
    }
  }

  /// The same curves with a correction of 30 % at L = 1 that falls as 1/L.
  @Test func `allows for corrections to scaling`() async throws {
    try await Workspace.with { folder in
      let rows = CollapseTable(reach: 3, error: 0.001).rows.map { row in
        var row = row
        row.value += 0.3 / row.size
        return row
      }
      try folder.write(CollapseTable.text(rows), to: "t.csv")
      let result = try await SteelyardProcess.run(["collapse", "t.csv", "--json"], in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      let document = try result.jsonObject()
      try Parameter(document, "criticalPoint").expect(2.3)
      try Parameter(document, "nu").expect(1.2)
      // The data know that there is one.
      let models = try #require(document["models"] as? [[String: Any]])
      let plain = models.filter { $0["correctionTerms"] as? Int == 0 }
      #expect(plain.reduce(0) { $0 + ($1["weight"] as? Double ?? 1) } < 0.01)
    }
  }

  static let undetermined: [(name: String, table: CollapseTable, saying: String)] = [
    ("constant", CollapseTable(curve: { _ in 0.5 }), "determine"),
    ("exactly constant", CollapseTable(error: 1e-9, curve: { _ in 0.5 }), "determine"),
    ("only noise", CollapseTable(error: 50), "determine"),
    (
      "bent between neighbours", CollapseTable(pointCount: 9, reach: 12, error: 1e-4),
      "does not follow the curves between neighbouring points"
    ),
  ]

  @Test(arguments: undetermined.indices)
  func `gives no number where the points determine none`(index: Int) async throws {
    let (name, table, saying) = Self.undetermined[index]
    try await Workspace.with { folder in
      try folder.write(table.csv, to: "t.csv")
      let plain = try await SteelyardProcess.run(["collapse", "t.csv"], in: folder)
      #expect(plain.status == 3, "\(name)")
      #expect(plain.standardOutput == "")
      #expect(plain.standardError.hasPrefix("error: t.csv: inconclusive: "))
      #expect(plain.standardError.contains(saying), "\(plain.standardError)")
      #expect(plain.standardError.split(separator: "\n").count == 1)

      let result = try await SteelyardProcess.run(
        ["collapse", "t.csv", "--json", "--output", "r"], in: folder)
      #expect(result.status == 3)
      #expect(result.standardError == plain.standardError)
      let document = try result.jsonObject()
      #expect(document["verdict"] as? String == "inconclusive")
      #expect((document["failure"] as? String)?.contains(saying) == true)
      for key in ["criticalPoint", "nu"] {
        let parameter = try #require(document[key] as? [String: Any])
        #expect(parameter["value"] is NSNull && parameter["interval"] is NSNull)
        #expect(parameter["held"] as? Bool == false)
      }
      #expect(document["chiSquare"] is NSNull && document["window"] is NSNull)
      #expect(try folder.names.isSuperset(of: ["r/report.json", "r/report.md", "r/report.html"]))
    }
  }

  /// Each size shows a part of f that a polynomial of degree 4 follows; all of f takes degree 6.
  @Test func `does not blame curves for a polynomial that is too stiff`() async throws {
    let parts = [16.0: -3.0 ... -0.2, 24: -1.4...1.4, 32: 0.2...3.0]
    let table = CollapseTable(
      nu: 1, sizes: parts.keys.sorted(), pointCount: 31, reach: 3, error: 0.003)
    let rows = table.rows.filter { row in
      parts[row.size]!.contains((row.control - table.criticalPoint) * row.size)
    }
    try await Workspace.with { folder in
      try folder.write(CollapseTable.text(rows), to: "t.csv")
      let command = [
        "collapse", "t.csv", "--critical-point", "2.3", "--nu", "1", "--scaling-dimension", "free",
        "--half-width", "4", "--degree",
      ]
      let stiff = try await SteelyardProcess.run(command + ["4"], in: folder)
      // With B as well it may follow them after all.
      #expect([0, 3].contains(stiff.status), "\(stiff.standardOutput)")
      #expect(
        stiff.status == 0
          || stiff.standardError.contains("a polynomial of degree 4 does not follow"))
      let flexible = try await SteelyardProcess.run(command + ["6"], in: folder)
      #expect(flexible.status == 0, "\(flexible.standardError)")
    }
  }

  /// Onsager's T_c and ν from our own Wolff runs: the example of the README. Three sizes of 16 to 32 say no more
  /// where corrections may be there: half of the weight is on models with some, whose errors are the larger ones.
  @Test func `finds the critical point of the Ising model`() async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(
        ["collapse", fixture("collapse/ising-binder.csv"), "--json"], in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      let document = try result.jsonObject()
      for (name, truth, precision) in [("criticalPoint", 2.269185, 0.008), ("nu", 1, 0.1)] {
        let parameter = try Parameter(document, name)
        let interval = try #require(parameter.interval)
        #expect(interval.contains(truth))
        #expect(interval.upperBound - interval.lowerBound < 2 * precision)
      }
    }
  }

  @Test func `includes seeds and replicates in its intervals`() async throws {
    try await Workspace.with { folder in
      let tables = (0..<4).map { CollapseTable(block: $0).rows }
      func text(_ column: String) -> String {
        let lines = tables.enumerated().map { label, rows in
          rows.map { row in
            "\(label),\(row.numbers.map { "\($0)" }.joined(separator: ","))\n"
          }.joined()
        }
        return "\(column),L,T,value,error\n" + lines.joined()
      }
      for column in ["seed", "replicate"] {
        try folder.write(text(column), to: "t.csv")
        let result = try await SteelyardProcess.run(["collapse", "t.csv", "--json"], in: folder)
        #expect(result.status == 0, "\(result.standardError)")
        let document = try result.jsonObject()
        let nu = try #require(document["nu"] as? [String: Any])
        #expect((nu["seedError"] as? Double != nil) == (column == "seed"))
        #expect(document["seedCount"] as? Int == (column == "seed" ? 4 : 1))
        try Parameter(document, "nu").expect(1.2)
      }
    }
  }

  @Test func `reads what classifier scan wrote, a file of each size`() async throws {
    try await Workspace.with { folder in
      let rows = CollapseTable().rows
      var names: [String] = []
      for size in [12.0, 18, 27, 40] {
        names.append("l\(Int(size)).csv")
        // The columns as ClassifierScanTable writes them.
        let lines = rows.filter { $0.size == size }.map {
          "\(Int($0.size)),\($0.control),\($0.value),\($0.error)\n"
        }
        try folder.write("L,T,value,error\n" + lines.joined(), to: names.last!)
      }
      let result = try await SteelyardProcess.run(["collapse", "--json"] + names, in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      let document = try result.jsonObject()
      try Parameter(document, "criticalPoint").expect(2.3)
      #expect(
        (document["command"] as? String)?.hasPrefix("steelyard collapse l12.csv l18.csv") == true)
    }
  }

  @Test func `is quick with some hundred points and bounded with very many`() async throws {
    try await Workspace.with { folder in
      try folder.write(CollapseTable().csv, to: "t.csv")
      // A third of a second on an idle core; other tests on the same cores do not count.
      let few = try await SteelyardProcess.shell(
        "ulimit -t 10; steelyard collapse t.csv", in: folder)
      #expect(few.status == 0)
      try folder.write(CollapseTable(pointCount: 5001).csv, to: "many.csv")
      let many = try await SteelyardProcess.run(["collapse", "many.csv"], in: folder)
      many.expectOneLineOfError(saying: ["20004 points", "at most 20000"])
    }
  }

  @Test(
    arguments: [
      [], ["t.csv", "--degree", "0"], ["t.csv", "--half-width", "-1"], ["t.csv", "--nu", "0"],
      ["t.csv", "--nu", "one"], ["t.csv", "--scaling-dimension", "nan"],
      ["t.csv", "--replicates", "1"], ["-", "-"],
      ["t.csv", "--correction-exponent", "0"], ["t.csv", "--columns", "L=0,x=1,value=2"],
      ["t.csv", "--observable", "M"], ["t.csv", "--observable", "M:0", "--observable", "M:1"],
    ])
  func `calls wrong usage by its name`(arguments: [String]) async throws {
    try await Workspace.with { folder in
      let result = try await SteelyardProcess.run(["collapse"] + arguments, in: folder)
      #expect(result.status == 64)
      #expect(result.standardOutput == "" && result.standardError.hasPrefix("Error: "))
    }
  }
}
