import Glibc

/// Whether the points determine what an average came to.
extension AveragedCollapse {
  /// Why the numbers are not determined by the points; empty where they are.
  ///
  /// - Parameter correction: what was assumed about corrections to scaling.
  public func doubts(correction: CorrectionChoice) -> [CollapseDoubt] {
    var doubts: [CollapseDoubt] = []
    let table = observables[0].data.table
    func width(_ interval: ClosedRange<Double>) -> Double {
      interval.upperBound - interval.lowerBound
    }
    if let estimate = estimates[.criticalPoint] {
      let largest = table.curves.last!
      if width(estimate.interval) > largest.last!.control - largest.first!.control {
        doubts.append(.criticalPoint(symbol: table.controlParameter.symbol))
      }
    }
    if let nu = estimates[.nu],
      nu.interval.upperBound > 2 * nu.value || nu.interval.lowerBound < nu.value / 2
    {
      doubts.append(.nu)
    }
    for (observable, dimension) in zip(observables, dimensions) {
      if let dimension, width(dimension.interval) > 1 {
        doubts.append(.scalingDimension(observable: observable.name))
      }
    }
    if correction != .none, table.sizes.count < 3 { doubts.append(.twoSizes) }
    if correction == .fromData || correction == .free, correctionsAreSlow {
      doubts.append(.slowCorrections)
    }
    if logarithm?.isPreferred == true { doubts.append(.logarithm) }
    return doubts
  }

  /// The crossing of the largest sizes, where the heaviest model has its own clearly elsewhere.
  ///
  /// A crossing outside of the model's window says nothing about it: saturated curves may cross again.
  func contradiction(of crossings: CrossingTable) -> CollapseDoubt? {
    guard estimates[.criticalPoint] != nil, observables[0].scalingDimension != nil,
      let pair = crossings.pairs.last, let crossing = pair.crossing, crossing.standardError > 0
    else { return nil }
    let window = heaviest.halfWidth
    let distance =
      abs(crossing.control - center.criticalPoint) * pow(pair.otherSize, 1 / center.nu)
    guard pair.size >= heaviest.smallestSize, distance < window,
      let largest = table()?.curves.last, largest.count >= Self.fewestForCrossing
    else { return nil }
    func difference(_ control: Double) -> Double {
      scaledCurve(size: pair.otherSize, control: control)
        - scaledCurve(size: pair.size, control: control)
    }
    let step = crossing.standardError
    let slope =
      (difference(crossing.control + step) - difference(crossing.control - step)) / (2 * step)
    guard abs(difference(crossing.control)) > Self.clearContradiction * step * abs(slope) else {
      return nil
    }
    return .crossing(
      symbol: observables[0].data.table.controlParameter.symbol,
      sizes: [pair.size, pair.otherSize],
      control: crossing.control)
  }

  /// With fewer points in the window the cubic through those next to a crossing may miss it by their distance.
  private static let fewestForCrossing = 7

  /// Standard errors of a crossing that chance does not bridge in one of ten thousand tables.
  private static let clearContradiction = 4.0
}
