import Randomness

/// A source of configurations that claims to stand in for an ensemble: a trained network, a sampler,
/// a device behind a driver.
///
/// A conforming type is all it takes to put a *model*, and not only a file of what it once drew, under
/// test:
///
///     struct MyFlow: GenerativeModel {
///       let name = "my flow"
///       func samples(
///         of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
///       ) throws -> SampleSet { … }
///     }
///
/// Nothing is assumed of the draws but that they are meant to be of the ensemble. That they are
/// independent is a claim of its own.
public protocol GenerativeModel: Sendable {
  /// What the model is called in reports, for example "RBM, m = 144".
  var name: String { get }

  /// Draws configurations that claim to come from `ensemble`.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that the model stands for.
  ///   - count: the number n ≥ 1 of configurations.
  ///   - generator: where all randomness comes from: equal states give equal configurations.
  /// - Throws: what the model reports where it does not know the ensemble, or cannot draw.
  func samples(
    of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet

  /// ln q(S), in nats, of each of `samples` under the model's own normalized distribution; nil where
  /// the model has none that can be evaluated.
  ///
  /// - Throws: where the samples are of another lattice than the model.
  func logProbabilities(of samples: SampleSet, in ensemble: Ensemble) throws -> [Double]?
}

extension GenerativeModel {
  /// None: most models can be drawn from and not evaluated.
  public func logProbabilities(of samples: SampleSet, in ensemble: Ensemble) throws -> [Double]? {
    nil
  }
}
