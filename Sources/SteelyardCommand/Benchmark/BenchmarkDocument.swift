import Benchmarks
import Foundation

/// What `steelyard benchmark` prints.
struct BenchmarkDocument: Encodable {
  struct Result: Encodable {
    let subject: String
    let work: String
    let value: Double
    let unit: String
    let yardstick: Double?
    let yardstickName: String?
    /// How many times faster than the yardstick.
    let ratio: Double?

    private enum CodingKeys: CodingKey {
      case subject, work, value, unit, yardstick, yardstickName, ratio
    }

    /// Encodes a missing yardstick as null rather than leaving the keys out.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(subject, forKey: .subject)
      try container.encode(work, forKey: .work)
      try container.encode(value, forKey: .value)
      try container.encode(unit, forKey: .unit)
      try container.encode(yardstick, forKey: .yardstick)
      try container.encode(yardstickName, forKey: .yardstickName)
      try container.encode(ratio, forKey: .ratio)
    }
  }

  let results: [Result]

  init(_ results: [BenchmarkResult]) {
    self.results = results.map {
      Result(
        subject: $0.subject, work: $0.work, value: $0.value, unit: "\($0.unit)",
        yardstick: $0.yardstick, yardstickName: $0.yardstickName, ratio: $0.ratio)
    }
  }

  /// The same for people.
  var text: String {
    results.map { result in
      var text = "\(result.subject): \(result.work)\n  \(Self.figure(result.value)) \(result.unit)"
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
    value >= 1000 ? String(Int(value.rounded())) : String(format: "%.3g", value)
  }
}
