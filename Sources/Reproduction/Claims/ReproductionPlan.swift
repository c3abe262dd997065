import BatchRuns
import Statistics
import Storage

/// How much work a reproduction may take.
public enum Scale: String, CaseIterable, Codable, Sendable {
  /// Minutes: shows that the pipeline runs, with wide intervals.
  case smoke
  /// The sizes and counts of the paper.
  case paper
}

/// What decides about every number that a reproduction computes.
public struct ReproductionPlan: RunParameters {
  /// How much work it may take.
  public var scale: Scale
  /// Seed of every random number.
  public var seed: UInt64
  /// How many machines are trained of each kind, each from a seed of its own that follows from `seed`.
  ///
  /// More of them narrow the intervals of the same claims; those that are there already stay what they are.
  public var seedCount: Int
  /// As which of several looks the claims are judged; not part of the record of a run, whose numbers do not depend on
  /// it.
  public var look: SeedLook

  /// The fewest training seeds from which a verdict is given.
  public static let fewestSeeds = SeedMean.fewestSeeds
  /// How many machines of each kind may be trained: more than this would take years, and their names alone
  /// the memory of a machine.
  public static let seedCounts = 1...1000

  /// A plan of that scale, with `seedCount` machines of each kind.
  ///
  /// - Precondition: `seedCount` is one of `seedCounts`.
  public init(scale: Scale, seed: UInt64, seedCount: Int = fewestSeeds, look: SeedLook = .only) {
    precondition(Self.seedCounts.contains(seedCount))
    self.scale = scale
    self.seed = seed
    self.seedCount = seedCount
    self.look = look
  }

  private enum CodingKeys: String, CodingKey { case scale, seed, seedCount }
}

extension ReproductionPlan {
  /// The record of the run lists its groups as "claims".
  public static let groupsKey = "claims"

  /// Scale and seed: another of either would be another run. More seeds continue the same one.
  public var unalterable: [(name: String, value: String)] {
    [("scale", scale.rawValue), ("seed", "\(seed)")]
  }

  /// A plan with fewer seeds than the run has means those that it has.
  public func continuing(_ earlier: ReproductionPlan) -> ReproductionPlan {
    ReproductionPlan(scale: scale, seed: seed, seedCount: max(seedCount, earlier.seedCount))
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    scale = try container.decode(Scale.self, forKey: .scale)
    seed = try container.decode(UInt64.self, forKey: .seed)
    // Records of the first versions know only the usual number.
    seedCount = try container.decodeIfPresent(Int.self, forKey: .seedCount) ?? Self.fewestSeeds
    guard Self.seedCounts.contains(seedCount) else {
      throw DecodingError.dataCorruptedError(
        forKey: .seedCount, in: container,
        debugDescription:
          "found a seedCount of \(seedCount), wanted \(Self.seedCounts.lowerBound) to "
          + "\(Self.seedCounts.upperBound)")
    }
    look = .only
  }
}

extension RunDirectory<ReproductionPlan> {
  /// Opens the directory of a reproduction at `path`, which is made where it does not exist.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - plan: what decides about the numbers.
  ///   - claims: the claims of interest; where there are none, those that the run was begun with,
  ///     and all for a new one.
  ///   - known: all claims that there are.
  ///   - isExact: whether the claims are looked at with the seeds of `plan`, however many the run has.
  ///   - onWait: is told once if another process is opening the directory: who, if it has said.
  public init(
    _ path: String, plan: ReproductionPlan, claims: [any Claim],
    from known: [any Claim] = allClaims, isExact: Bool = false,
    onWait: (LockHolder?) -> Void = { _ in }
  ) throws {
    func group(_ claim: some Claim) -> any UnitGroup<ReproductionPlan> { claim }
    try self.init(
      path, parameters: plan, groups: claims.map { group($0) }, from: known.map { group($0) },
      isExact: isExact, onWait: onWait)
  }

  /// What was asked for, with as many training seeds as the run has.
  public var plan: ReproductionPlan { parameters }

  /// The claims that this run is about.
  public var claims: [any Claim] { groups.compactMap { $0 as? any Claim } }
}
