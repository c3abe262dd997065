import CSpinKernels

/// Whole numbers that count the fillings of a half torus.
protocol HalfTorusCoefficient: FixedWidthInteger & UnsignedInteger {
  /// One power of x in the growth of a half torus: with q = `parity`,
  /// newUp[k] = up[k] + down[k - q] and then down[k] += up[k - 1 + q], for k = 0 … `limit`, where
  /// coefficients before the first are zero. The three lines do not overlap.
  static func replaceSpin(
    newUp: UnsafeMutablePointer<Self>, down: UnsafeMutablePointer<Self>,
    up: UnsafePointer<Self>, parity: Int, limit: Int)
}

extension UInt64: HalfTorusCoefficient {
  static func replaceSpin(
    newUp: UnsafeMutablePointer<UInt64>, down: UnsafeMutablePointer<UInt64>,
    up: UnsafePointer<UInt64>, parity: Int, limit: Int
  ) {
    exact_replace_spin(newUp, down, up, Int32(parity), Int32(limit))
  }
}

extension UInt128: HalfTorusCoefficient {
  static func replaceSpin(
    newUp: UnsafeMutablePointer<UInt128>, down: UnsafeMutablePointer<UInt128>,
    up: UnsafePointer<UInt128>, parity: Int, limit: Int
  ) {
    // Descending, so that `down` is read before it changes.
    for power in stride(from: limit, through: 0, by: -1) {
      let (down0, up0) = (down[power], up[power])
      let downShifted = power > 0 ? down[power - 1] : 0
      let upShifted = power > 0 ? up[power - 1] : 0
      newUp[power] = up0 &+ (parity == 0 ? down0 : downShifted)
      down[power] = down0 &+ (parity == 0 ? upShifted : up0)
    }
  }
}
