import Comparisons
import Judgement
import SpinSystems

/// Copies that the order of a file gives away, whatever the samples are: no chain goes the same way twice
/// (`RepeatedStretches`), or stays everywhere for a multiple of the same number of samples (`SuccessiveCopies`).
///
/// Copies count as they are, or up to a symmetry of the torus and a flip of all spins.
enum RepetitionInOrder {
  /// What such copies show; nil where there are none.
  static func evidence(in weighing: Weighing) -> Evidence? {
    let samples = weighing.samples
    let plain = samples.fingerprints()
    if let stretches = RepeatedStretches(in: plain) {
      return evidence(of: stretches, "", in: weighing)
    }
    if let copies = SuccessiveCopies(in: plain) {
      return evidence(of: copies.multiplicity, "", in: weighing)
    }
    guard samples.lattice.size <= SampleSet.largestCanonicalSize else { return nil }
    let invariants = invariants(of: weighing)
    if let stretches = RepeatedStretches(in: invariants), areImages(stretches.longest, samples) {
      return evidence(of: stretches, "images, by symmetries, of ", in: weighing)
    }
    // What no symmetry changes stays as long as its configurations' orbits do together.
    guard let longer = SuccessiveCopies(in: invariants),
      let copies = SuccessiveCopies(
        in: canonicalFingerprints(of: samples, (0..<samples.count).prefix(largestSuccession)))
    else { return nil }
    return evidence(
      of: min(copies.multiplicity, longer.multiplicity), ", as images by symmetries", in: weighing)
  }

  private static func evidence(
    of stretches: RepeatedStretches, _ words: String, in weighing: Weighing
  ) -> Evidence {
    let (original, again) = stretches.longest
    return evidence(
      "samples in stretches that repeat others", copies: stretches.repeatedCount, of: weighing,
      "Samples \(again.lowerBound) to \(again.upperBound - 1) are \(words)samples "
        + "\(original.lowerBound) to \(original.upperBound - 1) again, in the same order; "
        + "\(stretches.repeatedCount) of \(weighing.count) are such copies")
  }

  private static func evidence(
    of multiplicity: Int, _ words: String, in weighing: Weighing
  ) -> Evidence {
    let original = weighing.count / multiplicity
    return evidence(
      "samples that repeat the one before", copies: weighing.count - original, of: weighing,
      "All samples stand \(multiplicity) times in a row\(words), or a multiple of it: "
        + "\(weighing.count) samples are \(original) with copies")
  }

  /// Whether a symmetry takes each sample of a stretch to that of the other, as far as the first changes show.
  private static func areImages(
    _ stretches: (original: Range<Int>, again: Range<Int>), _ samples: SampleSet
  ) -> Bool {
    let forms = [stretches.original, stretches.again].map { range in
      canonicalFingerprints(of: samples, range.prefix(largestCompared))
        .reduce(into: [UInt64]()) {
          if $0.last != $1 { $0.append($1) }
        }
    }
    let count = forms.map(\.count).min()!
    return count >= RepeatedStretches.fewestDifferent
      && forms[0].prefix(count) == forms[1].prefix(count)
  }

  private static func evidence(
    _ name: String, copies: Int, of weighing: Weighing, _ finding: String
  ) -> Evidence {
    let count = weighing.count
    let share = Double(copies) / Double(count)
    return Evidence(
      law: .broken,
      effect: Effect(
        name: name, value: share, interval: share...share,
        tolerance: weighing.tolerances.copies, unit: "", convergence: .linear),
      effectiveSampleCount: Double(count - copies),
      detail: "\(finding), and the samples are worth \(count - copies) at most.")
  }

  /// A number for each sample that no symmetry changes, of H, |ΣS| and C(2) … C(L/2), at any number of samples.
  /// Empty where not all samples are inspected.
  private static func invariants(of weighing: Weighing) -> [UInt64] {
    guard weighing.inspected.count == weighing.count else { return [] }
    let observables = weighing.observables
    var columns = [observables.energies, observables.totalSpins.map(abs)]
    for distance in 1...observables.largestDistance where distance > 1 {
      columns.append(observables.correlationSums(at: distance))
    }
    return (0..<weighing.count).map { index in
      var hasher = RunningFingerprint()
      for column in columns { hasher.absorb(UInt64(bitPattern: Int64(column[index]))) }
      return hasher.value
    }
  }

  private static func canonicalFingerprints(
    of samples: SampleSet, _ range: Range<Int>
  ) -> [UInt64] {
    samples.canonicalForms(range: range, flips: true).fingerprints()
  }

  /// At most so many samples of a stretch are brought into canonical form.
  private static let largestCompared = 256
  /// And so many in a row, of which some may be the same for a long while.
  private static let largestSuccession = 4096
}
