/// Data for one picture in a report; numbers only, drawn by the recorders.
public enum Illustration: Sendable, Codable {
  /// Probabilities of discrete levels, such as P(E).
  case distribution(LevelDistribution)
  /// A curve with the exact one, such as C(r).
  case curve(ReferenceCurve)
  /// Some configurations, as pictures.
  case configurations(ConfigurationGallery)
  /// Series over panels.
  case chart(SeriesChart)
  /// Amounts by row and column.
  case matrix(MatrixPicture)
}

/// A sampled distribution over discrete levels beside the reference, such as P(E).
public struct LevelDistribution: Sendable, Codable {
  /// One value of the observable, with its probability under the reference and in the samples.
  public struct Level: Sendable, Codable {
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

    /// A level and what the reference and the samples say of it.
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

  /// What stands above the picture.
  public var title: String
  /// What the axis of positions shows, with its unit.
  public var axisLabel: String
  /// The levels that the reference or the samples populate, in increasing position.
  public var levels: [Level]

  /// Levels in increasing position.
  public init(title: String, axisLabel: String, levels: [Level]) {
    self.title = title
    self.axisLabel = axisLabel
    self.levels = levels
  }
}

/// A sampled curve beside the reference, such as C(r).
public struct ReferenceCurve: Sendable, Codable {
  /// One place of the curve.
  public struct Point: Sendable, Codable {
    /// Position on the axis, for example the distance r.
    public var position: Double
    /// The value under the reference.
    public var reference: Double
    /// The mean of the samples.
    public var sampled: Double
    /// 95 % interval of the sampled mean.
    public var interval: ClosedRange<Double>

    /// A place of the curve and both values there.
    public init(
      position: Double, reference: Double, sampled: Double, interval: ClosedRange<Double>
    ) {
      self.position = position
      self.reference = reference
      self.sampled = sampled
      self.interval = interval
    }
  }

  /// What stands above the picture.
  public var title: String
  /// What the axis of positions shows, with its unit.
  public var axisLabel: String
  /// What the axis of values shows, with its unit.
  public var valueLabel: String
  /// The places of the curve, in the order in which they are joined.
  public var points: [Point]

  /// Curves of the reference and of the samples through `points`.
  public init(title: String, axisLabel: String, valueLabel: String, points: [Point]) {
    self.title = title
    self.axisLabel = axisLabel
    self.valueLabel = valueLabel
    self.points = points
  }
}

/// A few configurations to look at.
public struct ConfigurationGallery: Sendable, Codable {
  /// One configuration.
  public struct Picture: Sendable, Codable {
    /// What stands below the configuration.
    public var caption: String
    /// Whether the configuration breaks a law of the ensemble.
    public var isForbidden: Bool
    /// Spins +1 or -1, row by row, L² of them.
    public var spins: [Int]

    /// A configuration of L² spins, +1 or -1, row by row.
    public init(caption: String, isForbidden: Bool, spins: [Int]) {
      self.caption = caption
      self.isForbidden = isForbidden
      self.spins = spins
    }
  }

  /// What stands above the pictures.
  public var title: String
  /// The linear size L of the lattice.
  public var size: Int
  /// The configurations, in the order in which they are shown.
  public var pictures: [Picture]

  /// Pictures of configurations of L × L spins.
  public init(title: String, size: Int, pictures: [Picture]) {
    self.title = title
    self.size = size
    self.pictures = pictures
  }
}
