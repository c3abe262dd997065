import Judgement
import Reporting
import SpinSystems

extension SyntheticReport {
  /// Subjects that try to leave the place they are printed in.
  static let hostileSubjects = [
    "<script>alert(1)</script>.npy",
    "\"><img src=http://example.org/x onerror=alert(1)>",
    "a\u{1B}[31mred\u{1B}[0m\u{7}\u{0}\u{8}.npy",
    "line one\nline two\r\n| a | b |\n# heading",
    "]]> --> </testcase> &amp; & ' `code` *bold* _x_ $(rm) ${x}",
    "\u{202E}ypn.selpmas",
    "数据/样本-文件-很长的名字-很长的名字-很长的名字-很长的名字-很长的名字-很长的名字.npy",
    "e\u{301}ε\u{302}" + String(repeating: "very-long-name-without-any-space-", count: 12) + ".npy",
    "",
  ]

  /// Every text of the report is the hostile subject.
  static func hostile(_ subject: String) throws -> Report {
    var report = try everyVerdict(subject: subject)
    report.reference = subject
    report.command = "steelyard assess \(subject)"
    report.version = subject
    report.notes = [subject, subject]
    for index in report.findings.indices {
      report.findings[index].title = subject
      report.findings[index].detail = subject
      report.findings[index].evidence?.effect?.name = subject
      report.findings[index].evidence?.effect?.unit = subject
      report.findings[index].evidence?.statistic?.name = subject
      report.findings[index].evidence?.measures = [
        .init(subject, .infinity, interval: -.infinity ... .infinity, unit: subject)
      ]
    }
    var distribution = SyntheticReport.distribution(levelCount: 6)
    distribution.title = subject
    distribution.axisLabel = subject
    var curve = correlationCurve(size: 8)
    curve.title = subject
    curve.axisLabel = subject
    curve.valueLabel = subject
    var gallery = gallery(size: 8, count: 2)
    gallery.title = subject
    gallery.pictures[0].caption = subject
    report.illustrations = [
      .distribution(distribution), .curve(curve), .configurations(gallery),
    ]
    return report
  }

  /// Numbers at the ends of what a double can hold.
  static func extremeNumbers() throws -> Report {
    var report = try everyVerdict()
    let values: [Double] = [
      0, -0.0, 1e-300, -1e-300, .leastNonzeroMagnitude, 1e300, -1e300, 0.1, 123_456_789.123,
      .infinity, -.infinity,
    ]
    report.findings = values.map { value in
      let interval = min(value, 0)...max(value, 0)
      var finding = meanEnergy
      finding.evidence?.effect = Effect(
        name: "effect", value: value, interval: interval, tolerance: value.magnitude, unit: "J")
      finding.evidence?.statistic = .init("χ²", value, degreesOfFreedom: value)
      finding.evidence?.detectable = value
      finding.evidence?.effectiveSampleCount = value
      finding.evidence?.measures = [
        .init("a", value, interval: nil, unit: ""), .init("b", .nan, interval: interval, unit: "J"),
      ]
      return finding
    }
    report.effectiveSampleCount = .infinity
    report.seed = .max
    return report
  }

  /// No finding at all, and nothing but an inapplicable one.
  static func withoutVerdicts() throws -> [Report] {
    var empty = try everyVerdict()
    empty.findings = []
    empty.notes = []
    empty.illustrations = []
    var inapplicable = empty
    inapplicable.findings = [spinFlip]
    return [empty, inapplicable]
  }

  /// Everything above.
  static func all() throws -> [Report] {
    try [everyVerdict(), pass(), claim(), extremeNumbers()] + withoutVerdicts()
      + hostileSubjects.map(hostile)
  }
}
