import References
import SpinSystems
import Statistics

extension Weighing {
  /// The means that quantities which vanish by symmetry are held against: zero, or, where nothing but a set
  /// of samples is believed, what those show.
  ///
  /// - Parameters:
  ///   - divisor: what the integers are divided by.
  ///   - columns: the quantities of a set of samples, as integers in units of 1/`divisor`.
  public func symmetryReference(
    dividedBy divisor: Double, _ columns: (SampleSet) -> [[Int32]]
  ) -> VectorReference {
    switch reference.basis {
    case .model: .exact(columns(inspected.prefix(1)).map { _ in 0 })
    case .samples(let samples, let order):
      .sampled(columns: columns(samples), divisor: divisor, order: order)
    }
  }

  /// What quantities that vanish by symmetry were held against, for the reader of a report.
  public var symmetryRemark: String {
    switch reference.basis {
    case .model: "No reference is needed."
    case .samples: "The reference is believed, whether or not it has the symmetry."
    }
  }

  /// Why laws of the model are not asked of the samples, where nothing but a set of samples is believed; nil
  /// where the reference is the model's.
  public var foreignReferenceRemark: String? {
    switch reference.basis {
    case .model: nil
    case .samples:
      "The reference is believed, and it may be of another model than the one that gives this law."
    }
  }

  /// The words for a deviation from `symmetryReference`.
  public var symmetryEffect: String {
    switch reference.basis {
    case .model: "0 by symmetry"
    case .samples: "samples - reference"
    }
  }
}
