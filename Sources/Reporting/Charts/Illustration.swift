/// Data for one picture in a report; numbers only, drawn by the recorders.
public enum Illustration: Sendable {
  case distribution(LevelDistribution)
  case curve(ReferenceCurve)
  case configurations(ConfigurationGallery)
  case chart(SeriesChart)
}

/// A sampled distribution over discrete levels beside the reference, such as P(E).
public struct LevelDistribution: Sendable {
  public struct Level: Sendable {
    /// Position on the axis, for example the energy density.
    public var position: Double
    /// The level as an integer, for example H.
    public var level: Int
    /// Probability under the reference; 0 on a forbidden level.
    public var reference: Double
    /// Fraction of the samples.
    public var sampled: Double
    /// 95 % interval of the sampled probability.
    public var interval: ClosedRange<Double>
    /// Whether the ensemble cannot have this level.
    public var isForbidden: Bool

    public init(
      position: Double, level: Int, reference: Double, sampled: Double,
      interval: ClosedRange<Double>, isForbidden: Bool
    ) {
      self.position = position
      self.level = level
      self.reference = reference
      self.sampled = sampled
      self.interval = interval
      self.isForbidden = isForbidden
    }
  }

  public var title: String
  public var axisLabel: String
  /// The levels that the reference or the samples populate, in increasing position.
  public var levels: [Level]

  public init(title: String, axisLabel: String, levels: [Level]) {
    self.title = title
    self.axisLabel = axisLabel
    self.levels = levels
  }
}

/// A sampled curve beside the reference, such as C(r).
public struct ReferenceCurve: Sendable {
  public struct Point: Sendable {
    public var position: Double
    public var reference: Double
    public var sampled: Double
    /// 95 % interval of the sampled mean.
    public var interval: ClosedRange<Double>

    public init(
      position: Double, reference: Double, sampled: Double, interval: ClosedRange<Double>
    ) {
      self.position = position
      self.reference = reference
      self.sampled = sampled
      self.interval = interval
    }
  }

  public var title: String
  public var axisLabel: String
  public var valueLabel: String
  public var points: [Point]

  public init(title: String, axisLabel: String, valueLabel: String, points: [Point]) {
    self.title = title
    self.axisLabel = axisLabel
    self.valueLabel = valueLabel
    self.points = points
  }
}

/// A few configurations to look at.
public struct ConfigurationGallery: Sendable {
  public struct Picture: Sendable {
    public var caption: String
    /// Whether the configuration breaks a law of the ensemble.
    public var isForbidden: Bool
    /// Spins +1 or -1, row by row, L² of them.
    public var spins: [Int]

    public init(caption: String, isForbidden: Bool, spins: [Int]) {
      self.caption = caption
      self.isForbidden = isForbidden
      self.spins = spins
    }
  }

  public var title: String
  public var size: Int
  public var pictures: [Picture]

  public init(title: String, size: Int, pictures: [Picture]) {
    self.title = title
    self.size = size
    self.pictures = pictures
  }
}
