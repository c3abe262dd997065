import SpinSystems
import Storage

extension Reference {
  /// Samples that are taken as the truth, with the errors that their number leaves.
  ///
  /// Where the model is presupposed they are samples of it, such as a simulation's; else they are believed
  /// in everything, also where they break the model's symmetries.
  ///
  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - notes: for the reader of a report.
  ///   - samples: of `ensemble`, from whatever source is trusted. Beyond `largestCount` only evenly
  ///     spaced ones are used.
  ///   - name: what they are, for the reader of a report.
  ///   - presupposed: what is known of them beside their numbers.
  /// - Throws: `ReferenceError` where they are of another lattice, break the conservation of ΣS, or
  ///   there are fewer than two.
  public static func sampled(
    _ samples: SampleSet, of ensemble: Ensemble, name: String, notes: [String] = [],
    presupposing presupposed: Presupposition = .nothing
  ) throws(ReferenceError) -> Reference {
    guard samples.lattice == ensemble.lattice else {
      throw .lattice(found: samples.lattice, wanted: ensemble.lattice)
    }
    guard samples.count >= 2 else { throw .tooFew(samples.count) }
    let (ordered, remark) = samples.chainByChain(in: "the reference")
    let used = ordered.evenlySpaced(atMost: largestCount)
    let observables = Observables(used)
    if let totalSpin = ensemble.totalSpin,
      let wrong = observables.totalSpins.first(where: { Int($0) != totalSpin })
    {
      throw .totalSpin(found: Int(wrong), wanted: totalSpin)
    }
    return Reference(
      ensemble: ensemble, name: name, notes: notes + [remark].compactMap(\.self),
      sampled: observables,
      of: used, isModel: presupposed == .model)
  }

  /// What is known of samples that serve as a reference.
  public enum Presupposition: Sendable {
    /// Only that they are to be believed.
    case nothing
    /// That they are of the model, with its symmetries.
    case model
  }

  /// The most samples of a reference that are used: their errors are a thousandth of a standard
  /// deviation.
  static let largestCount = 1 << 20
}

/// Why there is nothing to hold samples against.
public enum ReferenceError: InputError, Equatable {
  /// The distribution of the ensemble is not known exactly.
  case notExact(Ensemble)
  /// The reference's samples are of another lattice.
  case lattice(found: SquareLattice, wanted: SquareLattice)
  /// A sample of the reference has another ΣS.
  case totalSpin(found: Int, wanted: Int)
  /// Fewer samples than two.
  case tooFew(Int)
  /// More samples than the memory holds.
  case tooMany(Int, limit: Int)

  public var description: String {
    switch self {
    case .notExact(let ensemble):
      let fixed = Reference.exactSizes.anyTotalSpin
      let free = Reference.exactSizes.freeTotalSpin
      return "there is no exact reference for \(ensemble); there is one for "
        + "L = \(fixed.lowerBound) to \(fixed.upperBound) at any ΣS, and with ΣS free for "
        + "L = \(free.lowerBound) to \(free.upperBound). Monte Carlo serves any ensemble"
    case .lattice(let found, let wanted):
      return "the reference's samples are of size L = \(found.size); wanted L = \(wanted.size)"
    case .totalSpin(let found, let wanted):
      return "the reference's samples include ΣS = \(found); wanted ΣS = \(wanted) in all of them"
    case .tooFew(let count):
      return "the reference has \(count) samples; wanted two at least"
    case .tooMany(let count, let limit):
      return
        "\(count) configurations of a reference do not fit into the memory that this process may have; "
        + "wanted at most \(limit)"
    }
  }
}
