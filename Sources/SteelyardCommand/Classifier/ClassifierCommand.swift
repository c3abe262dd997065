import ArgumentParser

/// `steelyard classifier train|scan`
struct ClassifierCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classifier",
    abstract: "Trains a network to tell the phases apart, and shows what it says.",
    discussion: """
      A classifier is a .npz file of the arrays conv1.weight, conv1.bias and so on, in the shapes of \
      PyTorch, and of the layers as JSON. The state_dict of a PyTorch module with layers of those \
      names, saved by numpy.savez, may be used as well.
      """,
    subcommands: [ClassifierTrainCommand.self, ClassifierScanCommand.self])
}
