import Statistics

/// What is kept of samples for one check: enough to compare them with others, and no samples.
public enum CheckStatistics: Sendable, Equatable {
  /// How many samples break a law.
  case occurrences(OccurrenceSummary)
  /// A number of each sample.
  case mean(MeanSummary)
  /// One vector or several of each sample.
  case vectors([VectorSummary])
  /// A level of each sample.
  case levels(LevelSummary)
}

extension CheckStatistics {
  /// Of fewer independent draws no likeness can be seen.
  static let fewestEffective = 20.0

  /// Whether they are worth too few independent draws to be compared: fewer than twenty, or than a vector has
  /// components, whose covariance is then not known in all directions. A law can be broken by any sample.
  var isTooShort: Bool {
    switch self {
    case .occurrences: false
    case .mean(let summary): summary.effectiveCount < Self.fewestEffective
    case .vectors(let summaries):
      summaries.contains { $0.effectiveCount < max(Self.fewestEffective, Double($0.mean.count)) }
    case .levels(let summary): summary.effectiveCount < Self.fewestEffective
    }
  }
}

/// What the statistics of a check are under the reference.
public enum CheckExpectation: Sendable {
  /// The law is never broken.
  case never
  /// A mean, with its standard error.
  case mean(Double, error: Double)
  /// The means of vectors.
  case vectors([[Double]])
  /// The law of a level.
  case levels(DiscreteDistribution)
}

/// The statistics of one check of a set of samples, with what the reference expects of them.
public struct CheckRecord: Sendable {
  /// The check's identifier.
  public var check: String
  /// The check's name for people.
  public var title: String
  /// The version of the statistics: those of two versions are not comparable.
  public var version: Int
  public var statistics: CheckStatistics
  public var expectation: CheckExpectation
  /// Why the statistics are those of a part that was seen, in a sentence: the samples have not moved a slow mode that
  /// they depend on, as a chain below T_c that kept its sign. Nil where they have.
  public var obstacle: String?

  public init(
    check: String, title: String, version: Int = 1, statistics: CheckStatistics,
    expectation: CheckExpectation, obstacle: String? = nil
  ) {
    self.check = check
    self.title = title
    self.version = version
    self.statistics = statistics
    self.expectation = expectation
    self.obstacle = obstacle
  }
}

/// A check whose statistics can be kept and compared with those of later samples.
public protocol ComparableCheck<Subject>: Check {
  /// What is kept of `subject`; nil where the check does not apply to it.
  func record(of subject: Subject) -> CheckRecord?
}

extension CheckStatistics: Codable {
  private enum Key: String, CodingKey { case occurrences, mean, vectors, levels }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard let key = container.allKeys.first, container.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "one kind of statistics is wanted"))
    }
    switch key {
    case .occurrences:
      self = .occurrences(try container.decode(OccurrenceSummary.self, forKey: key))
    case .mean: self = .mean(try container.decode(MeanSummary.self, forKey: key))
    case .vectors: self = .vectors(try container.decode([VectorSummary].self, forKey: key))
    case .levels: self = .levels(try container.decode(LevelSummary.self, forKey: key))
    }
    guard isConsistent else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: container.codingPath + [key],
          debugDescription: "numbers that cannot belong together"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .occurrences(let summary): try container.encode(summary, forKey: .occurrences)
    case .mean(let summary): try container.encode(summary, forKey: .mean)
    case .vectors(let summaries): try container.encode(summaries, forKey: .vectors)
    case .levels(let summary): try container.encode(summary, forKey: .levels)
    }
  }

  private var isConsistent: Bool {
    switch self {
    case .occurrences(let summary): summary.isConsistent
    case .mean(let summary): summary.isConsistent
    case .vectors(let summaries): !summaries.isEmpty && summaries.allSatisfy(\.isConsistent)
    case .levels(let summary): summary.isConsistent
    }
  }
}
