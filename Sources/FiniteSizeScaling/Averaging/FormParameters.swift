/// What a fit of a `ScalingForm` searches for: T_c, 1/ν, B, and X of each observable.
///
/// T and L are those of `FitPoints`: T from a centre, in units of a width, and L in units of a mean size.
struct FormParameters: Sendable, Hashable {
  var criticalPoint: Double
  var inverseNu: Double
  var nonlinearity = 0.0
  var dimensions: [Double]

  /// Which of them are free, by their places.
  struct Free: Sendable, Hashable {
    var criticalPoint: Bool
    var inverseNu: Bool
    /// The observables whose X is free.
    var dimensions: [Int]

    /// The places of the free parameters in the order T_c, 1/ν, B, X of each observable.
    func places(nonlinear: Bool) -> [Int] {
      (criticalPoint ? [0] : []) + (inverseNu ? [1] : []) + (nonlinear ? [2] : [])
        + dimensions.map { 3 + $0 }
    }
  }

  subscript(place: Int) -> Double {
    get {
      switch place {
      case 0: criticalPoint
      case 1: inverseNu
      case 2: nonlinearity
      default: dimensions[place - 3]
      }
    }
    set {
      switch place {
      case 0: criticalPoint = newValue
      case 1: inverseNu = newValue
      case 2: nonlinearity = newValue
      default: dimensions[place - 3] = newValue
      }
    }
  }
}
