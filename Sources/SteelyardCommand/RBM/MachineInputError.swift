import NeuralModels
import Storage

/// What is wrong with a file that a machine was to be trained on, to start from, or to go on from.
struct MachineInputError: InputError {
  let file: String
  let reason: BoltzmannMachineError

  var description: String { "\(file): \(reason)" }

  /// Runs `body`; an error of the machine's becomes one about `file`.
  static func about<Result>(
    _ file: String, _ body: () throws(BoltzmannMachineError) -> Result
  ) throws(MachineInputError) -> Result {
    do throws(BoltzmannMachineError) {
      return try body()
    } catch {
      throw MachineInputError(file: file, reason: error)
    }
  }
}
