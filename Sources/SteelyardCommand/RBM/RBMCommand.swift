import ArgumentParser

/// `steelyard rbm train|generate|evaluate`
struct RBMCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rbm",
    abstract: "Trains a restricted Boltzmann machine, draws from it and weighs it.",
    discussion: """
      A machine is a .npz file of the arrays W [n, m], b [n] and c [m], with n = L² visible units of \
      value v = (S + 1)/2 and m hidden ones. One that was trained elsewhere may be used as well.
      """,
    subcommands: [RBMTrainCommand.self, RBMGenerateCommand.self, RBMEvaluateCommand.self])
}
