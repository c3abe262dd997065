import SpinSystems
import Storage

/// Why a Boltzmann machine, its training or its sampling cannot be had.
public enum BoltzmannMachineError: InputError, Equatable {
  /// A bias without elements: "b" of the visible or "c" of the hidden units.
  case emptyLayer(String)
  case weightCount(Int, visibleCount: Int, hiddenCount: Int)
  /// An element of a parameter, such as "W[3][17]", that is no finite number.
  case notFinite(String, Float)
  /// A machine of so many visible units for a lattice of another size.
  case lattice(size: Int, visibleCount: Int)
  case noSamples
  /// A sample that is not of the claimed ensemble, counted from 0.
  case sampleOutsideEnsemble(sample: Int, totalSpin: Int, Ensemble)
  /// A configuration to start from that does not have the conserved ΣS, counted from 0.
  case startOutsideEnsemble(sample: Int, totalSpin: Int, wanted: Int)
  /// Samples of one lattice where another was claimed.
  case sampleSize(Int, wanted: Int)
  /// A setting, by its name, that is not possible.
  case option(String, found: String, wanted: String)
  /// A training that was begun with other samples, or a checkpoint that is damaged.
  case checkpoint(found: String, wanted: String)
  /// A parameter grew beyond all bounds; epochs and steps count from 1.
  case diverged(epoch: Int, step: Int, largestParameter: Float)
  /// So many units are too many to be summed over.
  case tooManyUnits(Int, limit: Int, purpose: String)

  public var description: String {
    switch self {
    case .emptyLayer(let name):
      "the bias \(name) has no elements; wanted one for each unit"
    case .weightCount(let count, let visibleCount, let hiddenCount):
      "the weights W have \(count) elements; wanted \(visibleCount) × \(hiddenCount) = "
        + "\(visibleCount * hiddenCount), as the biases b and c have \(visibleCount) and "
        + "\(hiddenCount)"
    case .notFinite(let element, let value):
      "\(element) is \(value); wanted a finite number"
    case .lattice(let size, let visibleCount):
      "a machine of \(visibleCount) visible units does not fit L = \(size); "
        + "wanted \(size * size) visible units"
    case .noSamples:
      "the set of configurations is empty; wanted at least one"
    case .sampleOutsideEnsemble(let sample, let totalSpin, let ensemble):
      "sample \(sample) (counted from 0) has ΣS = \(totalSpin); "
        + "wanted \(ensemble.totalSpin.map(String.init) ?? "any"), as the ensemble is \(ensemble)"
    case .startOutsideEnsemble(let sample, let totalSpin, let wanted):
      "the configuration \(sample) to start from (counted from 0) has ΣS = \(totalSpin); "
        + "wanted the conserved \(wanted)"
    case .sampleSize(let size, let wanted):
      "the configurations have L = \(size); wanted L = \(wanted)"
    case .option(let name, let found, let wanted):
      "\(name) is \(found); wanted \(wanted)"
    case .checkpoint(let found, let wanted):
      "the training cannot go on: found \(found); wanted \(wanted)"
    case .diverged(let epoch, let step, let largestParameter):
      "training diverged in epoch \(epoch), step \(step) (both counted from 1): a parameter reached "
        + "\(largestParameter); wanted values within ±\(BoltzmannTraining.largestParameter); a lower "
        + "learning rate may help"
    case .tooManyUnits(let count, let limit, let purpose):
      "\(count) units are too many for \(purpose); wanted at most \(limit)"
    }
  }
}
