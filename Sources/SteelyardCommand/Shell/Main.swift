import Console

/// The program: arguments that cannot be understood as text are refused before they are parsed.
@main
enum Main {
  static func main() async {
    StandardError.reserveDescriptors()
    do throws(ArgumentError) {
      try ArgumentError.requireText(in: CommandLine.arguments)
    } catch {
      Steelyard.exit(withError: ExitStatus.report(error))
    }
    await Steelyard.main(nil)
  }
}
