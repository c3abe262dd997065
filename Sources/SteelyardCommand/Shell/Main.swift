import Console
import Storage

/// The program: arguments that cannot be understood as text are refused before they are parsed.
@main
enum Main {
  static func main() async {
    StandardError.reserveDescriptors()
    var arguments: [String] = []
    do {
      try OpenFiles.requireRoom()
      try AddressSpace.requireRoom()
      try ArgumentError.requireText(in: CommandLine.arguments)
      arguments = try SuiteArguments.expanded(Array(CommandLine.arguments.dropFirst()))
    } catch {
      Steelyard.exit(withError: ExitStatus.report(error))
    }
    await Steelyard.main(arguments)
  }
}
