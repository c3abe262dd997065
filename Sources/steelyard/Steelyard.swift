import ArgumentParser

@main
struct Steelyard: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Weighs generated spin configurations against exact Boltzmann weights.")
}
