/// What decides about every number that a run computes, as `run.json` keeps it.
///
/// Its properties stand at the top level of the record, beside the record's own keys `schemaVersion`,
/// `version` and `units`, and `groupsKey`.
public protocol RunParameters: Codable, Equatable, Sendable {
  /// The key under which the record lists the groups of the run, such as "claims".
  static var groupsKey: String { get }
  /// About how many seconds of one core a unit of cost 1 takes.
  static var secondsPerCost: Double { get }
  /// The parameters that are never to differ between two openings of a run, as names and values.
  var unalterable: [(name: String, value: String)] { get }
  /// These parameters where a run was begun with `earlier` ones that do not differ in an unalterable one.
  func continuing(_ earlier: Self) -> Self
}

extension RunParameters {
  /// Costs are in seconds where a type does not say otherwise.
  public static var secondsPerCost: Double { 1 }

  /// These parameters, whatever the run was begun with.
  public func continuing(_ earlier: Self) -> Self { self }
}

/// Units that belong together under a name: those of a claim, of a file, of a setting.
public protocol UnitGroup<Parameters>: Sendable {
  associatedtype Parameters: RunParameters
  /// The group's name in the record, unique in a run.
  var identifier: String { get }
  /// What has to be computed.
  func units(_ parameters: Parameters) -> [any UnitOfWork]
}
