import Judgement
import Statistics

/// A small picture of an effect against its tolerance: the band of what does not matter, the 95 %
/// interval as a line, the estimate as a point. An interval inside the band is equivalence.
struct EffectGauge {
  private static let width = 128.0
  private static let height = 16.0
  /// What is shown, in tolerances on either side of zero.
  private static let reach = 2.0

  /// The drawing as SVG; nil where there is no tolerance to scale it by.
  let markup: String?

  init(_ effect: Effect) {
    let tolerance = effect.tolerance
    guard tolerance > 0, tolerance.isFinite, !effect.value.isNaN else {
      markup = nil
      return
    }
    let (width, height) = (EffectGauge.width, EffectGauge.height)
    let middle = height / 2
    func x(_ value: Double) -> Double {
      let ratio = (value / tolerance).clamped(to: EffectGauge.reach)
      return width / 2 * (1 + ratio / (EffectGauge.reach + 0.15))
    }
    func text(_ number: Double) -> String { NumberText.fixed(number, decimals: 1) }
    func isOffScale(_ value: Double) -> Bool { value.magnitude > EffectGauge.reach * tolerance }

    let (lower, upper) = (effect.interval.lowerBound, effect.interval.upperBound)
    var parts = [
      "<rect class=\"band\" x=\"\(text(x(-tolerance)))\" y=\"1\""
        + " width=\"\(text(x(tolerance) - x(-tolerance)))\" height=\"\(text(height - 2))\"/>",
      "<path class=\"zero\" d=\"M\(text(width / 2)) 1V\(text(height - 1))\"/>",
      "<path class=\"interval\" d=\"M\(text(x(lower))) \(text(middle))H\(text(x(upper)))\"/>",
    ]
    if isOffScale(effect.value) {
      // An arrow at the edge: the estimate lies beyond it.
      let direction = effect.value < 0 ? -1.0 : 1.0
      let tip = width / 2 * (1 + direction)
      parts.append(
        "<path class=\"point\" d=\"M\(text(tip)) \(text(middle))l\(text(-7 * direction)) -4.5v9z\"/>"
      )
    } else {
      parts.append(
        "<circle class=\"point\" cx=\"\(text(x(effect.value)))\" cy=\"\(text(middle))\" r=\"3.5\"/>"
      )
    }
    markup =
      "<svg class=\"gauge\" viewBox=\"0 0 \(text(width)) \(text(height))\" aria-hidden=\"true\">"
      + parts.joined() + "</svg>"
  }
}

extension Double {
  fileprivate func clamped(to limit: Double) -> Double { Swift.min(Swift.max(self, -limit), limit) }
}
