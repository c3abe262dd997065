import FiniteSizeScaling
import Statistics

extension WeighedModel {
  /// The form that was fitted, and to which sizes.
  var words: String {
    let correction =
      form.correction.map { " and L^(-\(brief($0.exponent))) g(x) with g of \($0.terms) terms" }
      ?? ""
    return "f(x) of degree \(form.degree)\(correction), L ≥ \(brief(smallestSize))"
  }
}

/// What an average over models found, in words, and whether the points determine it.
extension AveragedCollapse {
  /// The 95 % interval of a parameter; nil where the points do not determine what was found.
  func testableInterval(_ parameter: CriticalParameter) -> ClosedRange<Double>? {
    doubts(correction: .fromData).isEmpty ? estimates[parameter]?.interval : nil
  }

  /// Why the points do not determine what was found; empty where they do.
  var wordsOfDoubts: String {
    let doubts = doubts(correction: .fromData)
    guard !doubts.isEmpty else { return "" }
    return " Not determined: \(doubts.map(\.description).joined(separator: "; "))."
  }

  /// A parameter with its 95 % interval; the value alone where it was held.
  func words(_ parameter: CriticalParameter, digits: Int) -> String {
    guard let estimate = estimates[parameter] else {
      return decimal(parameters[parameter], digits)
    }
    let (low, high) = (estimate.interval.lowerBound, estimate.interval.upperBound)
    return decimal(estimate.value, digits)
      + " (\(decimal(low, digits)) to \(decimal(high, digits)))"
  }

  /// T_c, ν and χ²/dof of the heaviest model.
  var words: String {
    "T_c = \(words(.criticalPoint, digits: 4)), ν = \(words(.nu, digits: 3)), "
      + "χ²/dof = \(brief(heaviest.reducedChiSquare))"
  }

  /// ν by what models assume: without a correction to scaling, with a slow or a fast one, from larger sizes on.
  var wordsOfParts: String {
    parts.map { part in
      "\(decimal(part.parameters.nu, 3)) (\(part.name), weight \(brief(100 * part.weight)) %)"
    }.joined(separator: ", ")
  }
}
