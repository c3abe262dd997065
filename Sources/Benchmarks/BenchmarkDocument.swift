import Reporting
import Statistics

/// What `steelyard benchmark` prints.
package struct BenchmarkDocument: Encodable {
  package struct Result: Encodable {
    let subject: String
    let work: String
    let value: Double
    let unit: String
    @OrNull var yardstick: Double?
    @OrNull var yardstickName: String?
    /// How many times faster than the yardstick.
    @OrNull var ratio: Double?
  }

  package let results: [Result]

  package init(_ results: [BenchmarkResult]) {
    self.results = results.map {
      Result(
        subject: $0.subject, work: $0.work, value: $0.value, unit: "\($0.unit)",
        yardstick: $0.yardstick, yardstickName: $0.yardstickName, ratio: $0.ratio)
    }
  }

  /// The same for people.
  package var text: String {
    results.map { result in
      var text =
        "\(result.subject): \(result.work)\n  \(Self.figure(result.value)) \(result.unit)"
      if let yardstick = result.yardstick, let ratio = result.ratio,
        let name = result.yardstickName
      {
        text += "; \(name) \(Self.figure(yardstick)): \(Self.figure(ratio)) times"
      }
      return text + "\n"
    }.joined()
  }

  /// Three significant digits, or all of a larger whole number.
  private static func figure(_ value: Double) -> String {
    value >= 1000 ? String(Int(value.rounded())) : brief(value)
  }
}
