/// The same analysis with a choice made otherwise.
public struct CollapseVariant<Method: CollapseMethod>: Sendable {
  /// The choice in words.
  public var name: String
  /// The method of this choice.
  public var method: Method
  /// The window of this choice.
  public var window: ScalingWindow
  /// Whether the smallest size is left out.
  public var dropsSmallestSize: Bool

  /// A choice by what reports call it.
  public init(
    name: String, method: Method, window: ScalingWindow, dropsSmallestSize: Bool = false
  ) {
    self.name = name
    self.method = method
    self.window = window
    self.dropsSmallestSize = dropsSmallestSize
  }

  /// The variants that show what an analysis depends on: windows of 0.7 and 1.4 times the width, the
  /// smallest size left out, and what the method itself could have done otherwise.
  public static func standard(
    of method: Method, in window: ScalingWindow, for table: ScalingTable
  ) -> [CollapseVariant] {
    var variants: [CollapseVariant] = []
    let inside = table.points.count { window.contains($0) }
    for factor in [0.7, 1.4] {
      let other = window.scaled(by: factor)
      // A wider window without further points is the same one.
      guard table.points.count(where: other.contains) != inside else { continue }
      variants.append(
        CollapseVariant(name: "window × \(factor)", method: method, window: other))
    }
    if table.sizes.count > 2 {
      variants.append(
        CollapseVariant(
          name: "without L = \(table.sizes[0].brief)", method: method, window: window,
          dropsSmallestSize: true))
    }
    return variants
      + method.alternatives.map {
        CollapseVariant(name: $0.name, method: $0.method, window: window)
      }
  }

  /// The points that this variant uses.
  func selection(of table: ScalingTable) throws(ScalingTableError) -> ScalingTable {
    let table = dropsSmallestSize ? try table.droppingSmallestSize() : table
    return try table.restricted(to: window)
  }
}

/// What a variant came to.
public struct VariantOutcome: Sendable {
  /// What reports call it.
  public let name: String
  /// What it found, or why it found nothing.
  public let result: Result<CriticalParameters, ScalingFitError>
  /// The standard error of the difference from the main analysis, for each free parameter.
  public let differenceErrors: [CriticalParameter: Double]
}
