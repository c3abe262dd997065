import Glibc

/// The Kolmogorov-Smirnov test that numbers, such as p-values, are uniform on [0, 1].
///
/// D = sup |F_n(u) - u|, and the p-value is Kolmogorov's Q(λ) = 2 Σ_{j ≥ 1} (-1)^(j-1) exp(-2 j² λ²)
/// at λ = (√n + 0.12 + 0.11/√n) D, which is accurate for n ≥ 5 (M. A. Stephens, J. R. Stat. Soc. B
/// 32, 115, 1970).
///
/// - Returns: the p-value; 1 for no numbers at all.
public func kolmogorovSmirnovUniform(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 1 }
  let n = Double(values.count)
  let sorted = values.sorted()
  var largest = 0.0
  for (index, value) in sorted.enumerated() {
    largest = max(largest, Double(index + 1) / n - value, value - Double(index) / n)
  }
  return kolmogorovUpperTail((n.squareRoot() + 0.12 + 0.11 / n.squareRoot()) * largest)
}

/// Q(λ) of the limiting distribution of √n D; for small λ by the theta function's other series,
/// 1 - (√(2π)/λ) Σ_{j ≥ 1} exp(-(2j - 1)² π² / (8 λ²)).
private func kolmogorovUpperTail(_ lambda: Double) -> Double {
  guard lambda > 0 else { return 1 }
  if lambda < 1.18 {
    let exponent = -Double.pi * Double.pi / (8 * lambda * lambda)
    let sum = [1.0, 9, 25, 49].reduce(0) { $0 + exp($1 * exponent) }
    return max(0, 1 - (2 * Double.pi).squareRoot() / lambda * sum)
  }
  let exponent = -2 * lambda * lambda
  return 2 * (exp(exponent) - exp(4 * exponent) + exp(9 * exponent) - exp(16 * exponent))
}
