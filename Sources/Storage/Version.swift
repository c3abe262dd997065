/// The version of Steelyard that reports name.
public enum Version {
  /// Major, minor and patch number.
  public static let current = "0.1.0"
}
