/// The free critical parameters as coordinates of a search: T_c, 1/ν and X.
struct ParameterSpace {
  let origin: [Double]
  /// First steps of a search.
  let steps: [Double]
  private let free: [CriticalParameter]
  private let fixed: CriticalParameters

  init(_ table: ScalingTable, _ held: HeldParameters, around start: CriticalParameters) {
    free = held.free
    fixed = start
    origin = free.map { $0 == .nu ? 1 / start.nu : start[$0] }
    // Of the width of the largest size's curve, which may be much narrower than the others.
    let largest = table.curves.last!
    let width = largest.last!.control - largest.first!.control
    steps = free.map {
      switch $0 {
      case .criticalPoint: width > 0 ? 0.05 * width : 1e-3
      case .nu: 0.1
      case .scalingDimension: 0.05
      }
    }
  }

  func parameters(_ position: [Double]) -> CriticalParameters {
    zip(free, position).reduce(into: fixed) { result, pair in
      result[pair.0] = pair.0 == .nu ? 1 / pair.1 : pair.1
    }
  }
}
