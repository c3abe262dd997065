import SpinSystems
import Storage

/// Samples of an earlier version of a model, reduced to what later ones are compared with.
///
/// Written once and kept beside the model, it holds sufficient statistics and no samples. The first of a
/// series of baselines stays in all that follow as their anchor: a model that gets a little worse with every
/// version is never proved worse than the one before, but than the first it is.
public struct Baseline: Sendable, Codable {
  /// The statistics of one set of samples.
  public struct Snapshot: Sendable, Codable {
    /// One check's statistics.
    public struct Entry: Sendable, Codable {
      public var check: String
      public var version: Int
      public var statistics: CheckStatistics
      /// True where the samples had not moved the slow modes that the statistics depend on; else left out.
      public var unexplored: Bool?
    }

    /// What was weighed, usually a file's name.
    public var subject: String
    public var sampleCount: Int
    /// Why it took the place of the one before; nil of the first.
    public var reason: String?
    public var checks: [Entry]
  }

  /// The name of the schema.
  public static let schemaName = "steelyard-baseline"
  /// The version of the schema that this code reads and writes.
  public static let currentSchemaVersion = 2

  public private(set) var schema = schemaName
  public private(set) var schemaVersion = currentSchemaVersion
  public private(set) var size: Int
  public private(set) var temperature: Double
  public private(set) var totalSpin: Int?
  /// The tolerances that the samples were judged by.
  public private(set) var tolerances: [String: Double]
  public private(set) var current: Snapshot
  /// The first baseline; nil where `current` is that.
  public private(set) var anchor: Snapshot?
  /// Why each baseline took the place of the one before, the oldest first.
  public private(set) var reasons: [String]

  /// The first baseline of a series.
  public init(
    _ records: [CheckRecord], of subject: String, sampleCount: Int, on ensemble: Ensemble,
    tolerances: [String: Double]
  ) {
    size = ensemble.lattice.size
    temperature = ensemble.temperature
    totalSpin = ensemble.totalSpin
    self.tolerances = tolerances
    current = Snapshot(subject, sampleCount, nil, records)
    reasons = []
  }

  /// The baseline that takes the place of this one, for a reason that is kept.
  ///
  /// - Throws: `BaselineError` where the two are not comparable.
  public func replaced(by next: Baseline, because reason: String) throws(BaselineError) -> Baseline
  {
    try requireComparable(next)
    var next = next
    next.anchor = anchor ?? current
    next.current.reason = reason
    next.reasons = reasons + [reason]
    return next
  }

  /// Stops where another baseline is of another ensemble, other tolerances or other versions of checks.
  func requireComparable(_ other: Baseline) throws(BaselineError) {
    guard size == other.size, temperature == other.temperature, totalSpin == other.totalSpin else {
      throw BaselineError("is of \(ensembleText); wanted \(other.ensembleText)")
    }
    let names = Set(tolerances.keys).union(other.tolerances.keys).sorted()
    if let name = names.first(where: { tolerances[$0] != other.tolerances[$0] }) {
      func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "none" }
      throw BaselineError(
        "was judged by the tolerance \(name) = \(text(tolerances[name])); "
          + "wanted \(text(other.tolerances[name]))")
    }
    for snapshot in [current, anchor].compactMap({ $0 }) {
      let versions = snapshot.versions
      let wanted = other.current.versions
      let checks = Set(versions.keys).union(wanted.keys).sorted()
      if let check = checks.first(where: { versions[$0] != wanted[$0] }) {
        func text(_ version: Int?) -> String { version.map { "version \($0)" } ?? "no statistics" }
        throw BaselineError(
          "has \(text(versions[check])) of the check \(check); wanted \(text(wanted[check]))")
      }
    }
  }

  private var ensembleText: String {
    let spins = totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free"
    return "L = \(size), T = \(temperature), \(spins)"
  }
}

extension Baseline.Snapshot {
  fileprivate init(
    _ subject: String, _ sampleCount: Int, _ reason: String?, _ records: [CheckRecord]
  ) {
    self.init(
      subject: subject, sampleCount: sampleCount, reason: reason,
      checks: records.map {
        Entry(
          check: $0.check, version: $0.version, statistics: $0.statistics,
          unexplored: $0.obstacle == nil ? nil : true)
      })
  }

  fileprivate var versions: [String: Int] {
    Dictionary(checks.map { ($0.check, $0.version) }, uniquingKeysWith: { $1 })
  }

  /// What is kept of a check.
  func entry(of check: String) -> Entry? { checks.first { $0.check == check } }
}

/// Why a baseline cannot be used.
public struct BaselineError: InputError, Equatable {
  /// The file, where it was read from one.
  public var source: String?
  /// What is wrong with it and what was wanted; the predicate of a sentence.
  public var problem: String

  public init(_ problem: String, source: String? = nil) {
    self.source = source
    self.problem = problem
  }

  public var description: String {
    source.map { "\($0): this baseline \(problem)" } ?? "the baseline \(problem)"
  }
}
