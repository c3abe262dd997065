import ArgumentParser
import Reporting
import SpinSystems

/// `--temperature T [--total-spin S]`: the ensemble, shared by the commands.
struct EnsembleOptions: ParsableArguments {
  // Values may begin with a minus sign, which would otherwise begin an option.
  @Option(parsing: .unconditional, help: Self.temperatureHelp)
  var temperature: Double

  @Option(parsing: .unconditional, help: Self.totalSpinHelp)
  var totalSpin: Int?

  static let temperatureHelp = ArgumentHelp(
    "Temperature in units of J/k_B; \(Ensemble.criticalTemperature) is critical.", valueName: "T")

  static let totalSpinHelp = ArgumentHelp(
    "The conserved sum of all spins. Without it the sum is free (canonical ensemble).",
    valueName: "S")

  /// The ensemble on the lattice of size `size`.
  func ensemble(size: Int) throws(EnsembleError) -> Ensemble {
    try Ensemble(size: size, temperature: temperature, totalSpin: totalSpin)
  }
}

extension CommandLineText {
  /// With the ensemble, as all commands name it.
  func ensemble(temperature: Double, totalSpin: Int?) -> CommandLineText {
    option("--temperature", temperature).option("--total-spin", totalSpin)
  }
}
