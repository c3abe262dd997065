import ArgumentParser
import SpinSystems

/// `--temperature T [--total-spin S]`: the ensemble, shared by all commands.
struct EnsembleOptions: ParsableArguments {
  @Option(
    help: "Temperature T in units of J/k_B. T_c = \(Ensemble.criticalTemperature).")
  var temperature: Double

  @Option(
    help: "The conserved ΣS. Without it the magnetization is free (canonical ensemble).")
  var totalSpin: Int?

  /// The ensemble on the lattice of size `size`.
  func ensemble(size: Int) throws(EnsembleError) -> Ensemble {
    if let totalSpin {
      try .fixedMagnetization(size: size, temperature: temperature, totalSpin: totalSpin)
    } else {
      try .canonical(size: size, temperature: temperature)
    }
  }
}
