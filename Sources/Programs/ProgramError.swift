import Storage

/// Why a program is of no use.
public enum ProgramError: InputError, Equatable {
  /// There is no program of that name.
  case notFound(String)
  /// It ended with another status than 0, or could not be started.
  case failed(String, String, complaint: String?)
  /// It took too long.
  case timeLimitExceeded(String, Duration)
  /// It ended well and wrote nothing.
  case noOutput(String)
  /// It wrote several files where one was wanted.
  case severalOutputs(String, [String])
  /// What it wrote is no configurations.
  case unreadable(String, String)
  /// It wrote configurations of another lattice.
  case size(String, found: Int, wanted: Int)
  /// It wrote more or fewer configurations than were wanted of it.
  case count(String, found: Int, wanted: Int)
  /// The command has a character outside of quotes that only a shell acts upon.
  case shellCharacter(String, Character)
  /// The command cannot be understood.
  case command(String, String)

  public var description: String { text.printable() }

  /// With commands and names as they are, which may hold anything.
  private var text: String {
    switch self {
    case .notFound(let command): "\(command): no such program was found"
    case .failed(let command, let status, let complaint):
      "\(command): \(status)" + (complaint.map { "; it said: \($0)" } ?? "")
    case .timeLimitExceeded(let command, let limit):
      "\(command): took longer than \(limit) and was stopped"
    case .noOutput(let command):
      "\(command): ended without writing {output}"
    case .severalOutputs(let command, let names):
      "\(command): wrote \(names.joined(separator: ", ")); wanted one file, {output}"
    case .unreadable(let command, let problem):
      "\(command): \(problem)"
    case .size(let command, let found, let wanted):
      "\(command): wrote configurations of size L = \(found); wanted L = \(wanted)"
    case .count(let command, let found, let wanted):
      "\(command): wrote \(found) configurations; wanted the \(wanted) that it was asked for"
    case .shellCharacter(let command, let character):
      "\(command): found \(character) outside of quotes; wanted a program and its arguments, or a shell"
    case .command(let command, let problem): "\(command): \(problem)"
    }
  }
}
