import Storage

/// Why a run directory cannot be used.
public enum RunDirectoryError: InputError, Equatable {
  /// It was made with other parameters.
  case parameter(path: String, name: String, found: String, wanted: String)
  /// `run.json` is not what this version writes.
  case record(path: String, problem: String)
  /// A unit's file is not its result.
  case result(run: String, unit: String, problem: String)
  /// A folder or file cannot be made, read or locked.
  case system(path: String, problem: String)
  /// There is no unit of that number.
  case noUnit(index: Int, count: Int)

  public var description: String { text.printable() }

  /// With names and what decoders say as they are, which may hold anything.
  private var text: String {
    switch self {
    case .parameter(let path, let name, let found, let wanted):
      "\(path) holds a run with \(name) \(found), not \(wanted); "
        + "another run needs a directory of its own"
    case .record(let path, let problem): "\(path): not a record of a run: \(problem)"
    case .result(let run, let unit, let problem):
      "\(run)/units/\(unit).json: not the result of that unit: \(problem); it is computed again when the run "
        + "goes on"
    case .system(let path, let problem): "\(path): \(problem)"
    case .noUnit(let index, let count):
      "there is no unit \(index); the run has \(count), from 0 to \(count - 1)"
    }
  }
}
