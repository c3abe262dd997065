import ArgumentParser

/// The numbers that options may have, where no library says it: what lies beyond would take the memory of
/// any machine, or longer than anyone waits.
enum OptionRange {
  /// Configurations; whether so many fit into the memory is found out when the lattice is known.
  static let count = 1...1_000_000_000
  /// Steps of a chain, epochs of a training, and how often something is applied.
  static let repetitions = 1...10_000_000
  /// Configurations for one change of parameters.
  static let batch = 1...10_000_000
  /// Seconds; the last is a year.
  static let seconds = 1...31_536_000

  /// Throws, with the range, unless `value` lies in it or is nil.
  static func require(
    _ option: String, _ value: Int?, in range: ClosedRange<Int>
  ) throws(ValidationError) {
    if let value, !range.contains(value) {
      throw ValidationError("\(option) must be from \(range.lowerBound) to \(range.upperBound).")
    }
  }

  /// Throws unless `value` is a finite number above 0.
  static func requirePositive(_ option: String, _ value: some BinaryFloatingPoint)
    throws(ValidationError)
  {
    guard value > 0, value.isFinite else {
      throw ValidationError("\(option) must be a finite number above 0.")
    }
  }
}
