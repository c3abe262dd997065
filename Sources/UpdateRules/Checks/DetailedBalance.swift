import Checks
import Judgement
import SpinSystems
import Statistics

/// Is the rule reversible, move by move? For information: invariance needs no detailed balance, as sequential
/// sweeps show; but where invariance fails, the moves that are out of balance say why.
///
/// From perfect samples, before and after are exchangeable under detailed balance, so everything that changes
/// its sign when they are exchanged vanishes in the mean, with exact p-values by random signs.
public struct DetailedBalance: Check {
  public let identifier = "detailed-balance"
  public let title = "Detailed balance"
  public let summary =
    "Flips by their surroundings, and correlations in time, forwards and backwards."
  public let explanation = Explanation(
    equation: "π(s) P(s → t) = π(t) P(t → s), move by move",
    sees: "Which moves are out of balance, for information.",
    blindTo: "Whether that matters: a rule may keep the ensemble without it.")

  /// The check, which has no settings.
  public init() {}

  /// More configurations are not looked at, for they are read spin by spin.
  static let largestCount = 20_000
  /// The level at which a rule is called irreversible.
  static let level = 1e-4

  public func examine(_ transition: Transition) throws -> Examination {
    let before = transition.before.prefix(min(transition.count, Self.largestCount))
    let after = transition.once.prefix(before.count)
    let moves = MoveClasses(before: before, after: after)
    var named = (0..<MoveClasses.count).map { place in
      (
        "flips with \(place) of 4 neighbours up",
        zip(moves.up[place], moves.down[place]).map { Double($0) - Double($1) }
      )
    }
    let inMoves = named.count
    named += Self.lagged(before, after, transition.ensemble)
    let kept = named.indices.filter { Participation(of: named[$0].1).isNormal }
    guard !kept.isEmpty else {
      return .notApplicable("Too little moves to say whether the rule is reversible.")
    }
    var generator = transition.streams.stream("detailed balance", for: transition.ensemble)
    let test = SignFlipTest(kept.map { named[$0].1 }, isNormal: true, using: &generator)
    let counts = kept.filter { $0 < inMoves }.map { place -> String in
      let (up, down) = (Self.total(moves.up[place]), Self.total(moves.down[place]))
      return "\(place) neighbours up: \(up) flips up, \(down) down"
    }
    let worst = kept[test.furthest]
    let z = decimal(abs(test.zScores[test.furthest]), 1)
    let told =
      test.pValue > Self.level
      ? "As far as can be seen the rule is reversible (p = \(decimal(test.pValue, 3)))."
      : "The rule is not reversible, which it need not be: \(named[worst].0) are out of balance by "
        + "\(z) standard errors."
    return .notApplicable(told + (counts.isEmpty ? "" : " \(counts.joined(separator: "; "))."))
  }

  private static func total(_ counts: [Int32]) -> Int { counts.reduce(0) { $0 + Int($1) } }

  /// Σ x(i) y(i + r) - y(i) x(i + r) for short r, and H(x) f(y) - f(x) H(y).
  private static func lagged(
    _ before: SampleSet, _ after: SampleSet, _ ensemble: Ensemble
  ) -> [(String, [Double])] {
    let size = before.lattice.size
    let lags = [
      (0, 1, "a column"), (1, 0, "a row"), (1, 1, "a diagonal"),
      (1, size - 1, "the other diagonal"),
    ]
    let (x, y) = (
      (0..<before.count).map { before.spins(of: $0) }, (0..<after.count).map { after.spins(of: $0) }
    )
    let shifts = lags.map { rows, columns, _ in
      (0..<size * size).map { ($0 / size + rows) % size * size + ($0 % size + columns) % size }
    }
    var all = lags.indices.map { k in
      (
        "correlations in time across \(lags[k].2)",
        zip(x, y).map { x, y in
          Double(x.indices.reduce(0) { $0 + x[$1] * y[shifts[k][$1]] - y[$1] * x[shifts[k][$1]] })
        }
      )
    }
    let (old, new) = (
      GlobalObservables(before, of: ensemble), GlobalObservables(after, of: ensemble)
    )
    let energies = (
      Observables(before, largestDistance: 1).energies.map { Double($0) },
      Observables(after, largestDistance: 1).energies.map { Double($0) }
    )
    /// Less the mean of both, which no exchange changes.
    func centred(_ a: [Double], _ b: [Double]) -> ([Double], [Double]) {
      let mean = (a + b).reduce(0, +) / Double(2 * a.count)
      return (a.map { $0 - mean }, b.map { $0 - mean })
    }
    for name in ["the longest wave S(k)", "the number of clusters"] {
      let k = old.names.firstIndex(of: name)!
      let (h, f) = (centred(energies.0, energies.1), centred(old.columns[k], new.columns[k]))
      all.append(
        ("H and \(name) in time", h.0.indices.map { h.0[$0] * f.1[$0] - h.1[$0] * f.0[$0] }))
    }
    return all
  }
}

extension Check where Self == DetailedBalance {
  /// Is the rule reversible, move by move?
  public static var detailedBalance: DetailedBalance { DetailedBalance() }
}
