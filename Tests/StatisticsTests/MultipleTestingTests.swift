import Glibc
import Statistics
import Testing

@Suite struct MultipleTestingTests {
  @Test func `Holm's correction of Holm's four p-values in any order`() {
    // By hand: 4 · 0.005 = 0.02, 3 · 0.01 = 0.03, 2 · 0.03 = 0.06, then 0.04 is lifted to 0.06.
    #expect(holmAdjustedPValues([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02])
  }

  @Test func `Corrected p-values stay at most 1 and keep a zero`() {
    #expect(holmAdjustedPValues([0.9, 0, 0.8]) == [1, 0, 1])
    #expect(holmAdjustedPValues([]).isEmpty)
  }

  @Test func `Holm's correction never reverses an order and is at least as strict as none`() {
    let pValues = [0.2, 0.001, 0.07, 0.07, 0.5, 0.0004]
    let adjusted = holmAdjustedPValues(pValues)
    for i in pValues.indices {
      #expect(adjusted[i] >= pValues[i])
      for j in pValues.indices where pValues[i] < pValues[j] { #expect(adjusted[i] <= adjusted[j]) }
    }
  }

  @Test func `Fisher's combination of two p-values has a closed form`() {
    // The tail of chi-square with 4 degrees of freedom at -2 ln x is x (1 - ln x).
    let product = 0.03 * 0.2
    let expected = product * (1 - log(product))
    #expect(abs(fisherCombined([0.03, 0.2]) / expected - 1) < 1e-12)
    #expect(fisherCombined([0.5, 0]) == 0)
    #expect(fisherCombined([]) == 1)
  }
}
