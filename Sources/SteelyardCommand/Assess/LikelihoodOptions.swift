import ArgumentParser
import Studies

/// What the model says of the probability of its samples.
struct LikelihoodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "ln q of each sample: a .npy file, or an array beside the samples in their .npz.",
      valueName: "file|name"))
  var logProbability: String?

  @Option(
    help: ArgumentHelp(
      "In place of ln q: ln of exp(-H/T)/q along the path that made each sample.",
      valueName: "file|name"))
  var logWeights: String?

  @Option(
    help: ArgumentHelp(
      "ln q of perfect samples, which show what the model misses.", valueName: "file"))
  var probeLogProbability: String?

  @Option(help: "The perfect samples (default: those of likelihood-probe by the same seed).")
  var probe: String?

  func validate() throws {
    if let contradiction = files.contradiction { throw ValidationError(contradiction) }
  }

  var files: LikelihoodFiles {
    LikelihoodFiles(
      logProbability: logProbability, logWeights: logWeights, probe: probe,
      probeLogProbability: probeLogProbability)
  }
}
