/// A way to find the critical parameters that make the curves of all sizes one.
public protocol CollapseMethod: Sendable {
  associatedtype Fit: CollapseFit

  /// The method in words.
  var name: String { get }

  /// The table as it would be without noise, at the parameters found: what resampled noise is added to.
  /// Nil to add it to the table as it is.
  ///
  /// Noise twice over is as good as once for a method that is linear in it, such as least squares. One
  /// that follows single points would scatter too much.
  func noiseless(_ table: ScalingTable, at fit: Fit) -> ScalingTable?

  /// What the method could have done otherwise with as much right, such as a polynomial of another
  /// degree.
  var alternatives: [(name: String, method: Self)] { get }

  /// Finds the free parameters from the points of `table`, all of which are used.
  ///
  /// - Parameters:
  ///   - held: the parameters that are held and not fitted.
  ///   - table: the measured curves.
  ///   - start: where the search begins, such as what another method found.
  /// - Throws: `ScalingFitError` where the search does not converge or leaves its bracket.
  func fit(
    _ table: ScalingTable, holding held: HeldParameters, from start: CriticalParameters
  ) throws(ScalingFitError) -> Fit

  /// The same for a table of the same sizes and temperatures whose values differ by noise.
  ///
  /// What is costly to find and does not depend on the noise may be taken from `fit`.
  func refit(
    _ table: ScalingTable, holding held: HeldParameters, near fit: Fit
  ) throws(ScalingFitError) -> CriticalParameters
}

extension CollapseMethod {
  /// None.
  public var alternatives: [(name: String, method: Self)] { [] }

  /// None: the method has no curve of its own.
  public func noiseless(_ table: ScalingTable, at fit: Fit) -> ScalingTable? { nil }
}

/// What a method found.
public protocol CollapseFit: Sendable {
  var parameters: CriticalParameters { get }
}

extension CriticalParameters {
  /// Throws unless the free parameters lie in their brackets.
  func requireBracket(
    of held: HeldParameters, in table: ScalingTable
  ) throws(ScalingFitError) {
    for parameter in held.free {
      let bracket = parameter.bracket(in: table)
      guard bracket.contains(self[parameter]) else {
        throw .leftBracket(parameter: parameter, found: self[parameter], bracket: bracket)
      }
    }
  }
}
