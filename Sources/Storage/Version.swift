/// The version of Steelyard that reports name.
public enum Version {
  public static let current = "0.1.0"
}
