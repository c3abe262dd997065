import Glibc

/// The evidence against a known law of independent draws, after each draw: anytime-valid.
///
/// E_n = Σ_j w_j Π_{i ≤ n} q_j(x_i | x_1 … x_{i-1})/p(x_i) for alternatives q_j with weights w_j that add up to 1.
/// Under p it is a martingale that begins at 1, so that it ever reaches 1/α with a probability of at most α
/// (J. Ville, *Étude critique de la notion de collectif*, 1939): one may look after each draw and stop whenever one
/// likes. Under q_j it grows as exp(n KL(q_j ‖ p)), and ln(1/w_j) is what not knowing j costs.
public struct MixtureMartingale: Sendable {
  /// A law that does not learn, as ln(q/p) of each level, or one that does.
  private enum Alternative: Sendable {
    case fixed([Double])
    /// (A p(x) + n_x)/(A + n) with the counts n_x so far.
    case learning(strength: Double)
  }

  private let alternatives: [Alternative]
  /// ln of each term of the sum.
  private var terms: [Double]
  private let probabilities: [Double]
  private var counts: [Double]
  /// Draws so far.
  public private(set) var count = 0
  /// The largest ln E so far.
  public private(set) var logLargest = 0.0

  /// The process of a law, which has seen nothing.
  ///
  /// - Parameters:
  ///   - levels: where the law lies, ascending.
  ///   - probabilities: p of each, positive.
  ///   - temperature: T, where the levels are energies and p ∝ g exp(-H/T): samples of no coupling at all, of the
  ///     law g, are then among the alternatives.
  public init(levels: [Double], probabilities: [Double], temperature: Double? = nil) {
    self.probabilities = probabilities
    counts = [Double](repeating: 0, count: levels.count)
    let law = LevelLaw(levels: levels, probabilities: probabilities, temperature: temperature)
    var all: [(weight: Double, alternative: Alternative)] = []
    func add(_ share: Double, _ alternatives: [Alternative]) {
      all += alternatives.map { (share / Double(alternatives.count), $0) }
    }
    let uncoupled = law.uncoupledMixtures
    add(0.34, law.tilts.map { .fixed($0) })
    add(0.07, law.widths.map { .fixed($0) })
    add(uncoupled.isEmpty ? 0.49 : 0.39, law.mixtures.map { .fixed($0) })
    add(uncoupled.isEmpty ? 0 : 0.1, uncoupled.map { .fixed($0) })
    add(0.03, law.combs.map { .fixed($0) })
    add(0.07, [.learning(strength: 50), .learning(strength: 1000)])
    alternatives = all.map(\.alternative)
    terms = all.map { log($0.weight) }
  }

  /// ln E_n.
  public var logValue: Double {
    let largest = terms.max()!
    guard largest > -.infinity, largest < .infinity else { return largest }
    return largest + log(terms.reduce(0) { $0 + exp($1 - largest) })
  }

  /// The p-value that holds whenever one looks: 1 / max E.
  public var pValue: Double { min(1, exp(-logLargest)) }

  /// One more draw.
  ///
  /// - Parameters:
  ///   - place: the level, by its place among those of the law; nil where the law has no such level.
  ///   - isLooked: whether E is looked at after it. The largest is that of the looks.
  public mutating func observe(_ place: Int?, isLooked: Bool = true) {
    count += 1
    guard let place else {
      logLargest = .infinity
      terms = terms.map { _ in .infinity }
      return
    }
    let seen = Double(count - 1)
    for index in terms.indices {
      switch alternatives[index] {
      case .fixed(let ratios): terms[index] += ratios[place]
      case .learning(let strength):
        terms[index] += log(
          (strength + counts[place] / probabilities[place]) / (strength + seen))
      }
    }
    counts[place] += 1
    if isLooked { logLargest = max(logLargest, logValue) }
  }
}

/// Laws near a law of levels, each as ln(q/p).
private struct LevelLaw {
  private let deviations: [Double]
  private let probabilities: [Double]
  /// The tilt that makes the law that of no coupling, in standard deviations.
  private let uncoupled: Double?

  init(levels: [Double], probabilities: [Double], temperature: Double?) {
    self.probabilities = probabilities
    let total = probabilities.reduce(0, +)
    let mean = zip(levels, probabilities).reduce(0) { $0 + $1.0 * $1.1 } / total
    let variance =
      zip(levels, probabilities).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total
    let scale = variance > 0 ? variance.squareRoot() : 1
    deviations = levels.map { ($0 - mean) / scale }
    uncoupled = temperature.map { scale / $0 }
  }

  /// ln(q/p) of q ∝ p exp(exponent).
  private func tilted(by exponent: (Double) -> Double) -> [Double] {
    let exponents = deviations.map(exponent)
    let largest = exponents.max()!
    let sum = zip(exponents, probabilities).reduce(0) { $0 + exp($1.0 - largest) * $1.1 }
    let total = probabilities.reduce(0, +)
    let norm = largest + log(sum / total)
    return exponents.map { $0 - norm }
  }

  /// Other temperatures: q ∝ p exp(θ z), z in standard deviations.
  var tilts: [[Double]] {
    (0..<18).flatMap { step -> [[Double]] in
      let size = 0.01 * pow(2, Double(step) / 2)
      return [tilted { size * $0 }, tilted { -size * $0 }]
    }
  }

  /// Other widths: q ∝ p exp(φ (z² - 1)).
  var widths: [[Double]] {
    (0..<7).flatMap { step -> [[Double]] in
      let size = 0.01 * pow(2, Double(step))
      // A wider law is p tilted less than its own tails allow.
      return [tilted { -size * $0 * $0 }, tilted { min(size, 0.3) * min($0 * $0, 25) }]
    }
  }

  /// Some of the samples from elsewhere: (1 - λ) p + λ r.
  var mixtures: [[Double]] {
    let uniform = probabilities.map { -log($0 * Double(probabilities.count)) }
    let others = [uniform] + [-6, -3, -1.5, 1.5, 3, 6, 12].map { size in tilted { size * $0 } }
    return others.flatMap(mixtures)
  }

  /// Some of the samples from the law of no coupling; none where the temperature is not known.
  var uncoupledMixtures: [[Double]] {
    uncoupled.map { size in mixtures(with: tilted { size * $0 }) } ?? []
  }

  private func mixtures(with other: [Double]) -> [[Double]] {
    [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1].map { share in
      other.map { ratio in share == 1 ? ratio : log(1 - share + share * exp(min(ratio, 700))) }
    }
  }

  /// Every second level more.
  var combs: [[Double]] {
    [-0.5, -0.2, -0.05, 0.05, 0.2, 0.5].map { size in
      let signs = probabilities.indices.map { $0 % 2 == 0 ? size : -size }
      let sum = zip(signs, probabilities).reduce(0) { $0 + exp($1.0) * $1.1 }
      let total = probabilities.reduce(0, +)
      return signs.map { $0 - log(sum / total) }
    }
  }
}
