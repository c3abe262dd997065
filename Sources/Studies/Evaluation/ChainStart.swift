/// Where the chains of a machine begin, and what their steps conserve.
public enum ChainStart: String, Codable, CaseIterable, Sendable {
  /// Random visible units, as in the paper.
  case random
  /// Configurations of the training set, or others of the ensemble.
  case data
  /// Random visible units of the ensemble's ΣS, which every step conserves.
  case conserved

  /// For people.
  var name: String {
    switch self {
    case .random: "random starts"
    case .data: "data"
    case .conserved: "random starts, ΣS imposed"
    }
  }
}
