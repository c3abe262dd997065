import SpinSystems
import Statistics
import Testing

@Suite struct AutocorrelationTests {
  @Test func `A constant series has the time of independent samples`() {
    let result = integratedAutocorrelationTime([Double](repeating: 0.1, count: 1000))
    #expect(result.integratedTime == 0.5)
    #expect(result.effectiveSampleCount == 1000)
    #expect(result.isWindowClosed)
  }
}
