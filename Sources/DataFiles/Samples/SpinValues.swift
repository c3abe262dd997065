import CSpinKernels

/// Which values occur among spins as a file writes them.
struct SpinValues: OptionSet {
  let rawValue: UInt32

  static let plusOne = SpinValues(rawValue: UInt32(STEELYARD_MET_PLUS_ONE))
  static let minusOne = SpinValues(rawValue: UInt32(STEELYARD_MET_MINUS_ONE))
  static let zero = SpinValues(rawValue: UInt32(STEELYARD_MET_ZERO))
  /// Any value that is no spin.
  static let other = SpinValues(rawValue: UInt32(STEELYARD_MET_OTHER))

  /// The set of the one value; nil stands for a value that is no spin.
  init(_ value: Int?) {
    self =
      switch value {
      case 1: .plusOne
      case -1: .minusOne
      case 0: .zero
      default: .other
      }
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Whether one encoding explains all values: they are -1 and +1, or 0 and 1.
  var fitOneEncoding: Bool { !contains(.other) && !isSuperset(of: [.minusOne, .zero]) }

  /// The encoding and, where it is a guess, a sentence that says so.
  ///
  /// - Parameter canBeNegative: whether the file's type of number could have held a -1. Where all
  ///   values are 1 the type decides, and where that says nothing, the spins are the same under
  ///   both encodings.
  func encoding(canBeNegative: Bool) -> (encoding: SpinEncoding, note: String?) {
    if contains(.zero) { return (.zeroOne, Self.zeroOneNote) }
    if contains(.minusOne) { return (.plusMinusOne, nil) }
    if !canBeNegative { return (.zeroOne, Self.zeroOneNote) }
    return (
      .plusMinusOne, "Every value is 1, read as spin +1; which encoding was meant is a guess."
    )
  }

  private static let zeroOneNote = "Values 0 and 1 were read as spins -1 and +1."

  /// The error about the first value that does not go with those before it.
  static func error(
    _ found: String, isSpin: Bool, at location: SampleFileError.Location, _ name: InputName
  ) -> SampleFileError {
    if isSpin {
      let other = found.hasPrefix("-") ? "0" : "-1"
      return name.error(
        .mixedEncoding, at: location, found: "\(found) where earlier values are \(other)",
        wanted: Self.wanted)
    }
    return name.error(.value, at: location, found: found, wanted: Self.wanted)
  }

  private static let wanted = "only -1 and +1, or only 0 and 1"
}
