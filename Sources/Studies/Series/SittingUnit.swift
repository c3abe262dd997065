import BatchRuns
import Statistics
import Storage

/// The samples of one temperature, or of one file, as a unit of work.
struct SittingUnit: UnitOfWork {
  let sitting: Sitting
  let request: AssessmentRequest
  let number: Int

  var name: String {
    let temperature = sitting.temperature.claim.map { decimal($0, 4) } ?? "fit"
    return "samples/\(number)-T\(temperature)"
  }
  var cost: Double { sitting.cost }

  func run(in workspace: UnitWorkspace) throws -> WeighedSitting { try request.weigh(sitting) }
}

/// What decides about every number of an assessment by units of work.
public struct AssessmentPlan: RunParameters {
  /// A file and the hash of what is in it.
  struct Input: Codable, Equatable {
    let file: String
    let checksum: UInt64
  }

  /// The command line that asks for all of it.
  let command: String
  let inputs: [Input]

  /// A plan of what `command` says about `files`, which are read.
  ///
  /// - Throws: `RunDirectoryError` where a file cannot be read.
  public init(command: String, files: [String]) throws(RunDirectoryError) {
    self.command = command
    var inputs: [Input] = []
    for file in files {
      do {
        inputs.append(Input(file: file, checksum: try Checksum.ofWords(file: file)))
      } catch {
        throw .system(path: file, problem: "cannot be read: \(ReadingProblem(error))")
      }
    }
    self.inputs = inputs
  }

  /// The record of the run lists its groups as "parts".
  public static let groupsKey = "parts"

  /// Measured on samples of L = 12, on one core of two.
  public static let secondsPerCost = 5e-7

  /// All of it, the contents of the files too.
  public var unalterable: [(name: String, value: String)] {
    [("the command", command)]
      + inputs.map { ("contents of \($0.file) of hash", String($0.checksum, radix: 16)) }
  }
}

/// All samples of an assessment, each a unit.
public struct SittingGroup: UnitGroup {
  private let members: [SittingUnit]

  /// The samples of `sittings`, of each of which the same is asked.
  public init(_ sittings: [Sitting], for request: AssessmentRequest) {
    members = sittings.enumerated().map {
      SittingUnit(sitting: $1, request: request, number: $0)
    }
  }

  /// The one group of a run.
  public var identifier: String { "samples" }

  /// A unit for each.
  public func units(_ plan: AssessmentPlan) -> [any UnitOfWork] { members }

  /// What the units that are finished came to, in the order of the samples.
  ///
  /// - Throws: `RunDirectoryError` where a unit's file is not its result.
  public func weighed(_ results: UnitResults) throws(RunDirectoryError) -> [WeighedSitting] {
    var weighed: [WeighedSitting] = []
    for unit in members {
      if let result = try results.result(of: unit) { weighed.append(result) }
    }
    return weighed
  }
}
