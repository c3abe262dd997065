import Storage

/// Several temperatures as people write them: "1,1.5,2", or "1:3:0.5" from the first to the last by steps.
public struct TemperatureList: Equatable, Sendable {
  /// Ascending, in units of J/k_B.
  public let temperatures: [Double]
  /// As it was written.
  public let text: String

  /// Nil where the text is no such list, has a temperature that is none, or more than a thousand.
  public init?(argument: String) {
    text = argument
    var values: [Double] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let numbers = part.split(separator: ":", omittingEmptySubsequences: false).map {
        Double($0.filter { $0 != " " })
      }
      guard numbers.allSatisfy({ $0.map { $0 > 0 && $0.isFinite } ?? false }) else { return nil }
      let known = numbers.map { $0! }
      switch known.count {
      case 1: values.append(known[0])
      case 3:
        let (first, last, step) = (known[0], known[1], known[2])
        let count = ((last - first) / step + 1e-6).rounded(.down)
        guard last >= first, count < 1000 else { return nil }
        // As a person would write them: 1.1 and not 1.1000000000000001.
        values += (0...Int(count)).map { Self.decimal(first + Double($0) * step) }
      default: return nil
      }
    }
    guard !values.isEmpty, values.count <= 1000, Set(values).count == values.count else {
      return nil
    }
    temperatures = values.sorted()
  }

  private static func decimal(_ value: Double) -> Double { (value * 1e10).rounded() / 1e10 }
}

extension TemperatureList: CustomStringConvertible {
  public var description: String { text }
}
