/// The colours of a figure, as markers in gnuplot's output and as variables of the page's style.
///
/// gnuplot knows no style sheets. It is given colours that nobody would choose, and these are
/// replaced, so that one figure serves the light and the dark page.
enum Ink: Int, CaseIterable {
  case reference = 1
  case samples, warning, axis, grid
  case hue1, hue2, hue3, hue4, hue5, hue6

  /// The colour of the series of a hue; hues beyond the last begin again.
  static func hue(_ index: Int) -> Ink {
    Ink(rawValue: Ink.hue1.rawValue + index % SeriesChart.hueCount)!
  }

  /// What gnuplot is told.
  var marker: String { "#01010\(String(rawValue, radix: 16))" }

  /// What the page is told.
  var variable: String {
    switch self {
    case .reference: "var(--reference)"
    case .samples: "var(--samples)"
    case .warning: "var(--fail)"
    case .axis: "var(--muted)"
    case .grid: "var(--rule)"
    case .hue1, .hue2, .hue3, .hue4, .hue5, .hue6:
      "var(--hue-\(rawValue - Ink.hue1.rawValue + 1))"
    }
  }

  /// The page's word for a colour as gnuplot prints it, "rgb(1,1,3)" with or without spaces.
  static func variable(for color: some StringProtocol) -> String? {
    switch color {
    case "black": return "var(--ink)"
    case "white": return "var(--surface)"
    default:
      guard color.hasPrefix("rgb("), color.hasSuffix(")") else { return nil }
      let components = color.dropFirst(4).dropLast().split(separator: ",")
        .compactMap { component in Int(String(component.filter { $0 != " " })) }
      guard components.count == 3, components[0] == 1, components[1] == 1 else { return nil }
      return Ink(rawValue: components[2])?.variable
    }
  }
}
