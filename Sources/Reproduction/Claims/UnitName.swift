import SpinSystems
import Statistics

/// Parts of names of units.
enum UnitName {
  /// "L12-S0-T2.269": the lattice, the conserved ΣS or "free", and T to three decimals.
  static func ensemble(_ ensemble: Ensemble) -> String {
    let spin = ensemble.totalSpin.map { "S\($0)" } ?? "Sfree"
    return "L\(ensemble.lattice.size)-\(spin)-T\(decimal(ensemble.temperature, 3))"
  }
}
