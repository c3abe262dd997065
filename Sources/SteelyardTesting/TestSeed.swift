import Foundation

/// The seed of tests that may run on other random numbers each time.
///
/// The environment variable `STEELYARD_SEED` holds a number, or "random" for another seed in each run. Without
/// it the seed is always the same, and so is what the tests find.
public enum TestSeed {
  /// The name of the environment variable.
  public static let variable = "STEELYARD_SEED"

  /// The seed of this run.
  public static let current: UInt64 = seed(ProcessInfo.processInfo.environment[variable])

  /// The seed that a value of the variable asks for.
  ///
  /// - Precondition: the value is "random" or a whole number from 0 to 2⁶⁴ - 1.
  static func seed(_ value: String?) -> UInt64 {
    guard let value else { return 20_210_312 }
    if value == "random" { return .random(in: .min ... .max) }
    guard let seed = UInt64(value) else {
      preconditionFailure("\(variable) is \"\(value)\"; wanted random or a whole number from 0 on")
    }
    return seed
  }
}
