import SpinSystems

/// The files of configurations that Azizi and Pleimling (2021) train and test on: one for each of the
/// temperatures T = 1.0, 1.1 … 3.2.
public enum TrainingSet {
  /// 1.0, 1.1 … 3.2, in units of J / k_B.
  public static let temperatures = (10...32).map { Double($0) / 10 }

  /// The path of the file for `ensemble` in `folder`, such as "L50-S0-T1.0.npy".
  public static func path(of ensemble: Ensemble, in folder: String) -> String {
    let spin = ensemble.totalSpin.map { "S\($0)" } ?? "free"
    let name = "L\(ensemble.lattice.size)-\(spin)-T\(ensemble.temperature).npy"
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
