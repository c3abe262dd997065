import NeuralModels
import Statistics

/// What a classifier says of configurations at several temperatures, as a table.
package struct ClassifierScanTable {
  /// What the table is of.
  package enum Quantity: String, CaseIterable {
    /// The mean probability of the ordered phase.
    case output
    /// The mean difference of the two outputs before softmax.
    case logit
  }

  package struct Point: Encodable {
    let size: Int
    let temperature: Double
    let count: Int
    let output: Double
    let outputError: Double
    let logit: Double
    let logitError: Double
  }

  package let points: [Point]

  package init(_ points: [ClassifierScanPoint], size: Int) {
    self.points = points.map {
      Point(
        size: size, temperature: $0.temperature, count: $0.count, output: $0.output.value,
        outputError: $0.output.standardError, logit: $0.logit.value,
        logitError: $0.logit.standardError)
    }
  }

  /// The table as `steelyard collapse` reads it.
  package func csv(_ quantity: Quantity) -> String {
    points.reduce("L,T,value,error\n") { text, point in
      let (value, error) =
        switch quantity {
        case .output: (point.output, point.outputError)
        case .logit: (point.logit, point.logitError)
        }
      return text + "\(point.size),\(point.temperature),\(value),\(error)\n"
    }
  }

  /// The table for people.
  package var text: String {
    let rows = points.map { point in
      [
        decimal(point.temperature, 4).rightAligned(in: 9), "\(point.count)".rightAligned(in: 8),
        decimal(point.output, 5).rightAligned(in: 10), "±", decimal(point.outputError, 5),
        decimal(point.logit, 4).rightAligned(in: 11), "±", decimal(point.logitError, 4),
      ].joined(separator: " ")
    }
    return (["        T        n     P(ordered)              logit"] + rows)
      .joined(separator: "\n") + "\n"
  }
}
