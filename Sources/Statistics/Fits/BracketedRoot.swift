@preconcurrency import CGSL

/// The root of a continuous function between two positions where its signs differ, by the method of
/// R. P. Brent (*Algorithms for Minimization Without Derivatives*, 1973), of GSL; nil where the signs
/// are the same.
///
/// - Parameters:
///   - function: whose root is sought.
///   - bracket: two positions between which the sign changes.
///   - precision: the width of the last bracket.
public func bracketedRoot(
  in bracket: ClosedRange<Double>, precision: Double, of function: (Double) -> Double
) -> Double? {
  GSL.prepare()
  guard bracket.lowerBound < bracket.upperBound,
    let solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent)
  else { return nil }
  defer { gsl_root_fsolver_free(solver) }
  return withoutActuallyEscaping(function) { function in
    let context = RootContext(function)
    return withExtendedLifetime(context) {
      var problem = gsl_function()
      problem.params = Unmanaged.passUnretained(context).toOpaque()
      problem.function = { x, opaque in
        Unmanaged<RootContext>.fromOpaque(opaque!).takeUnretainedValue().function(x)
      }
      return withUnsafeMutablePointer(to: &problem) { problem in
        guard
          gsl_root_fsolver_set(solver, problem, bracket.lowerBound, bracket.upperBound) == 0
        else { return nil }
        for _ in 0..<200 {
          guard gsl_root_fsolver_iterate(solver) == 0 else { return nil }
          let width = gsl_root_fsolver_x_upper(solver) - gsl_root_fsolver_x_lower(solver)
          if width <= precision { break }
        }
        return gsl_root_fsolver_root(solver)
      }
    }
  }
}

private final class RootContext {
  let function: (Double) -> Double
  init(_ function: @escaping (Double) -> Double) { self.function = function }
}
