import ArgumentParser
import FiniteSizeScaling

extension CollapseMethodName: ExpressibleByArgument {}
extension ScalingData.Configurations: ExpressibleByArgument {}

/// Whether a table's errors are read or found from the scatter of its points.
enum CollapseErrors: String, ExpressibleByArgument, CaseIterable {
  case column
  case none
}

/// Columns by name, counted from 1: "L=1,x=2,value=8,error=10".
struct ColumnAssignment: ExpressibleByArgument {
  /// Counted from 0.
  let columns: [String: Int]
  let text: String

  init?(argument: String) {
    var columns: [String: Int] = [:]
    for part in argument.split(separator: ",") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, let column = Int(sides[1]), column >= 1,
        columns.updateValue(column - 1, forKey: String(sides[0])) == nil
      else { return nil }
    }
    guard columns.count >= 3 else { return nil }
    self.columns = columns
    text = argument
  }
}

/// A column of values with its scaling dimension: "M:free", "B:0".
struct ObservableChoice: ExpressibleByArgument {
  let name: String
  let scalingDimension: FreeOrHeld
  let text: String

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"), colon != argument.startIndex,
      let dimension = FreeOrHeld(argument: String(argument[argument.index(after: colon)...]))
    else { return nil }
    name = String(argument[..<colon])
    scalingDimension = dimension
    text = argument
  }
}

/// ω, or free or none.
struct CorrectionOption: ExpressibleByArgument {
  let choice: CorrectionChoice
  let text: String

  static let fromData = CorrectionOption(choice: .fromData, text: "")

  init(choice: CorrectionChoice, text: String) {
    self.choice = choice
    self.text = text
  }

  init?(argument: String) {
    text = argument
    switch argument {
    case "free": choice = .free
    case "none": choice = .none
    default:
      guard let exponent = Double(argument), (0.05...10).contains(exponent) else { return nil }
      choice = .held(exponent)
    }
  }

  var defaultValueDescription: String { choice == .fromData ? "as the data ask" : text }
}
