import Foundation
import Judgement
@testable import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct HTMLReportTests {
  /// A program that certainly is not there, for tests that are not about figures.
  // The limit also counts the time until a busy machine looks for the program.
  private let none = Gnuplot(executable: "no-such-plotting-program", timeLimit: .seconds(600))

  @Test func `The headline, both questions and every finding are on the page`() async throws {
    let report = try SyntheticReport.everyVerdict()
    let page = await HTMLReport.render(report, gnuplot: none)
    #expect(page.contains("<h1><span class=\"symbol\">!</span> Error</h1>"))
    #expect(page.contains("proved different?"))
    #expect(page.contains("by how much?"))
    for finding in report.findings {
      #expect(page.contains(finding.title))
    }
    #expect(page.contains("About 1,163 more effective samples"))
    #expect(page.contains("4\u{202F}×\u{202F}<span class=\"exponent\">10<sup>−300</sup></span>"))
  }

  @Test func `Findings stand worst first`() async throws {
    let page = await HTMLReport.render(try SyntheticReport.everyVerdict(), gnuplot: none)
    let verdicts = page.matches(of: /class="finding (\w+)"/).map { String($0.output.1) }
    #expect(
      verdicts == [
        "head", "error", "fail", "fail", "inconclusive", "inconclusive", "tolerable", "pass",
        "notApplicable",
      ])
  }

  @Test func `Every report is well-formed, without scripts and without the network`() async throws {
    for report in try SyntheticReport.all() {
      try checkIsSelfContained(await HTMLReport.render(report, gnuplot: none))
    }
  }

  @Test func `Without gnuplot the page says so and shows the numbers`() async throws {
    let report = try SyntheticReport.everyVerdict()
    let page = await HTMLReport.render(report, gnuplot: none)
    #expect(page.contains("No figures: no-such-plotting-program was not found"))
    #expect(page.count(of: "<details class=\"numbers\" open=\"\">") == 2)
    #expect(page.count(of: "<tr class=\"forbidden\">") == 2)
    #expect(!page.contains("class=\"figure\""))
    #expect(page.count(of: "<figure class=\"configuration") == 6)
  }

  @Test(
    arguments: [
      ("echo complaint >&2; exit 3", "gnuplot failed: complaint"),
      ("exit 3", "gnuplot failed: ended with status 3"),
      ("kill -SEGV $$", "gnuplot failed: was killed by signal 11"),
      ("cat > /dev/null; echo '<html>'", "gnuplot made no usable figure: found no SVG canvas"),
      ("yes", "gnuplot failed: it printed over 4194304 bytes"),
    ])
  func `A gnuplot that fails does not lose the report`(
    script: String, notice: String
  ) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let path = try executable(script, in: directory)
    // More data than a pipe holds: a program that does not read it must not take us along.
    let report = try SyntheticReport.everyVerdict(levelCount: 2000)
    let page = await HTMLReport.render(
      report, gnuplot: Gnuplot(executable: path, timeLimit: .seconds(600)))
    #expect(page.contains("No figures: \(notice)"))
    #expect(page.count(of: "<details class=\"numbers\" open=\"\">") == 2)
  }

  @Test func `A gnuplot that hangs is stopped with its children`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    // The child would hold the output open for an hour after its parent is gone.
    let path = try executable("sleep 3600 & wait", in: directory)
    let page = await HTMLReport.render(
      try SyntheticReport.everyVerdict(),
      gnuplot: Gnuplot(executable: path, timeLimit: .milliseconds(100)))
    #expect(page.contains("No figures: gnuplot took longer than 0.1 seconds and was stopped"))
    #expect(page.count(of: "<details class=\"numbers\" open=\"\">") == 2)
  }

  @Test func `A gnuplot that hangs is not waited for again`() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let calls = directory.path("calls")
    let gnuplot = Gnuplot(
      executable: try executable("echo >> '\(calls)'; sleep 3600", in: directory),
      timeLimit: .seconds(1))
    for _ in 0..<3 {
      await #expect(throws: GnuplotError.timeLimitExceeded(.seconds(1))) {
        try await gnuplot.run("plot x")
      }
    }
    // It may have been stopped before it came to that.
    #expect(((try? String(contentsOfFile: calls, encoding: .utf8)) ?? "").count <= 1)
  }

  private func executable(_ script: String, in directory: TemporaryDirectory) throws -> String {
    let path = directory.path("gnuplot")
    try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test(
    arguments: [
      ("<script>alert(1)</script>", "found the element script"),
      ("<image href='x'/>", "found the element image"),
      ("<g onclick='alert(1)'></g>", "found the attribute onclick"),
      ("<g ONLOAD='alert(1)'></g>", "found the attribute ONLOAD"),
      ("<g/onload='alert(1)'></g>", "found the attribute /onload"),
      ("<g fill='none'onload='alert(1)'></g>", "found the attribute onload"),
      ("<g class='badge'></g>", "found the class badge"),
      ("<g data-x='1'></g>", "found the attribute data-x"),
      ("<g style='x'></g>", "found the attribute style"),
      ("<g fill='UrL(#a)'></g>", "found fill of UrL(#a)"),
      ("<g fill='&#106;avascript'></g>", "found fill of &#106;avascript"),
      ("<g fill='a\"b'></g>", "found fill of a\"b"),
      ("<g fill='<script>'></g>", "found an attribute without a value in g"),
      ("<g id='a\u{202E}b'></g>", "found id of a\\u{202E}b"),
      ("<SCRIPT>alert(1)</SCRIPT>", "found the element SCRIPT"),
      ("<\u{1B}[31m>", "found the element \\u{1B}[31m"),
      ("<path d='M5 url(#a)'/>", "found d of M5 url(#a)"),
      ("<path fill='red' clip-path='url(#a)'/>", "found the attribute clip-path"),
      ("<use xlink:href='other.svg#a'/>", "found a reference to other.svg#a"),
      ("<path d", "found a tag without an end"),
      ("<path d=M0,0>", "found an attribute without a value in path"),
      ("<title>a", "found title without an end"),
    ])
  func `A drawing that does more than draw is refused`(markup: String, problem: String) {
    let error = #expect(throws: GnuplotError.self) {
      try InlineSVG(
        gnuplotOutput: "<g id=\"gnuplot_canvas\">\(markup)</svg>", height: 400, identifier: "f",
        title: "t")
    }
    #expect(error == .unusableFigure(problem))
  }

  @Test func `A drawing keeps its shapes and follows the page`() throws {
    let output = """
      <svg><g id="gnuplot_canvas"><title>plot 1</title><g color="black"> </g>
      <path stroke='rgb(  1,   1,   2)'  d='M0,1
      L2,3'/><use xlink:href='#gpPt6' color="white"/>
      <text font-family="Arial" fill="rgb(1,1,4)">a &lt; b]]></text></g></svg>
      """
    let figure = try InlineSVG(
      gnuplotOutput: output, height: 400, identifier: "f", title: "<t>")
    #expect(
      figure.markup == """
        <svg class="figure" viewBox="0 0 520 400" role="img" aria-labelledby="f-title">
        <title id="f-title">&lt;t&gt;</title>

        <g id="f-gnuplot_canvas">
        <path stroke="var(--samples)" d="M0,1 L2,3"/>
        <use href="#f-gpPt6" color="var(--surface)"/>
        <text fill="var(--muted)">a &lt; b]]&gt;</text></g>
        </svg>
        """)
  }

  @Test func `A label keeps its words, not what would steer a terminal or a reader`() throws {
    let figure = try InlineSVG(
      gnuplotOutput: "<g id=\"gnuplot_canvas\"><text>a\u{1B}[31m\u{202E}b</text></g></svg>",
      height: 400, identifier: "f", title: "t")
    #expect(figure.drawing.contains("<text>a\u{FFFD}[31m\u{FFFD}b</text>"))
  }

  @Test func `A forbidden configuration is outlined and named`() async throws {
    let page = await HTMLReport.render(try SyntheticReport.everyVerdict(), gnuplot: none)
    #expect(page.count(of: "<figure class=\"configuration forbidden\">") == 1)
    #expect(page.contains("sample 17, ΣS = 2<strong>forbidden</strong>"))
  }

  @Test func `A configuration is drawn row by row`() {
    let picture = ConfigurationGallery.Picture(
      caption: "x", isForbidden: false, spins: [1, 1, -1, -1, -1, -1, 1, -1, 1])
    let markup = ConfigurationPicture(picture, size: 3).markup
    #expect(markup.contains("d=\"M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z\""))
  }

  @Test func `A page of large configurations stays below a megabyte`() async throws {
    // Random spins at the largest size have the longest paths.
    let report = try SyntheticReport.everyVerdict(size: 512, levelCount: 200, pictureCount: 12)
    let page = await HTMLReport.render(report, gnuplot: none)
    #expect(page.utf8.count < 1_000_000)
    #expect(page.contains("more left out for length"))
  }

  @Test func `The picture of an effect is scaled by its tolerance`() throws {
    func gauge(_ value: Double, _ interval: ClosedRange<Double>, _ tolerance: Double) -> String? {
      EffectGauge(
        Effect(name: "x", value: value, interval: interval, tolerance: tolerance, unit: "")
      ).markup
    }
    // The tolerance takes 1/2.15 of the half-width of 64 units: 64 ± 29.8.
    let inside = try #require(gauge(0.5, 0...1, 1))
    #expect(inside.contains("<rect class=\"band\" x=\"34.2\" y=\"1\" width=\"59.5\""))
    #expect(inside.contains("M64.0 8.0H93.8"))
    #expect(inside.contains("cx=\"78.9\""))
    let beyond = try #require(gauge(-50, -60 ... -40, 1))
    #expect(beyond.contains("M0.0 8.0l7.0 -4.5v9z"))
    #expect(!beyond.contains("circle"))
    #expect(gauge(1, 0...2, 0) == nil)
    #expect(gauge(1, 0...2, .infinity) == nil)
    #expect(gauge(.infinity, 0 ... .infinity, 1) != nil)
  }
}

/// Checks what any page must be: well-formed, no script, nothing from outside, unique identifiers.
func checkIsSelfContained(
  _ page: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let parser = XMLParser(data: Data(page.utf8))
  let inspector = PageInspector()
  parser.delegate = inspector
  #expect(
    parser.parse(), "\(parser.parserError.debugDescription)", sourceLocation: sourceLocation)
  #expect(inspector.problems == [], sourceLocation: sourceLocation)
  #expect(
    Set(inspector.identifiers).count == inspector.identifiers.count,
    sourceLocation: sourceLocation)
}

private final class PageInspector: NSObject, XMLParserDelegate {
  var problems: [String] = []
  var identifiers: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if ["script", "img", "image", "iframe", "link", "object", "foreignObject"].contains(name) {
      problems.append("element \(name)")
    }
    for (attribute, value) in attributes {
      if attribute.hasPrefix("on") || ["src", "srcset", "style", "action"].contains(attribute) {
        problems.append("attribute \(attribute)")
      }
      if attribute.hasSuffix("href"), !value.hasPrefix("#") {
        problems.append("reference \(value)")
      }
      if attribute == "id" { identifiers.append(value) }
    }
  }
}

extension String {
  func count(of text: String) -> Int { ranges(of: text).count }
}
