@testable import Reporting
import Testing

@Suite struct TerminalTableTests {
  @Test(arguments: [80, 60, 120])
  func `No line is wider than the table`(width: Int) throws {
    for report in try SyntheticReport.all() {
      let text = TerminalTable(width: width, color: false).render(report)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines.prefix(while: { !$0.hasPrefix("repeat with: ") }) {
        #expect(line.columnCount <= width, "\(line)")
      }
    }
  }

  @Test func `A report with every verdict reads as printed here`() throws {
    let text = TerminalTable(color: false).render(try SyntheticReport.everyVerdict())
    // To renew: print(text), look at it, and paste it.
    let expected = #"""
      ! ERROR  pytorch-rbm-L8-S0-T1.000.npy
        A check could not run, so this report is incomplete.
        1 error, 2 fail, 2 inconclusive, 1 tolerable, 1 pass, 1 not applicable
        L = 8, T = 1.0, ΣS = 0 fixed · n = 10,000, n_eff = 9,870
        against exact, by transfer matrix
        standard exact: every proved difference fails; false-alarm rate 0.001 for all
        checks together (p-values after Holm)

                      check                proved         by how much        tolerance
                                           different?
      ────────────────────────────────────────────────────────────────────────────────
      ! error         Energy variance      –              –                  –
      ✘ fail          Allowed energies     yes, law       0.0026 to 0.0051   0.0005
                                           broken
      ✘ fail          Mean energy          yes, p 4e-300  0.01234 ± 0.00041  0.005 J
                                                                             per site
      ? inconclusive  Correlation C(r)     no, p 0.55     0.004 ± 0.010      0.01
      ? inconclusive  A name that is much  no, law held   –                  –
                      longer than any
                      column of any table
                      should be
      ~ tolerable     Translation          yes, p 3.6e-5  (4.0 ± 3.0)e-5     0.0002
                                                                             μ_B
      ✔ pass          C(1) = -ε/2          no, law held   0 to 0.00030       0.0005
      – n/a           Spin-flip symmetry   –              –                  –

      ! Energy variance
        The variance needs at least 2 samples; found 1.

      ✘ Allowed energies
        37 of 10,000 samples have an energy that no configuration with ΣS = 0 has: H =
        -124 (31 samples) and H = -116 (6 samples).

      ✘ Mean energy
        The samples are hotter than the ensemble: ε = -1.4877 against -1.5000.

      ? Correlation C(r)
        No difference is proved, and the largest deviation is at r = 4. About 1,163
        more effective samples would probably settle it.

      ? A name that is much longer than any column of any table should be
        Nothing to hold the samples against.

      ~ Translation
        Sites differ by less than the tolerance.

      – Spin-flip symmetry
        With ΣS = 4 fixed the ensemble has no spin-flip symmetry.

      · Read int8 of shape [10000, 8, 8] with values -1 and 1.

      seed 20210407, steelyard 0.1.0
      repeat with: steelyard assess 'pytorch-rbm-L8-S0-T1.000.npy' --temperature 1 \
        --total-spin 0 --seed 20210407

      """#
    #expect(text == expected)
  }

  @Test func `Findings stand worst first`() throws {
    let report = try SyntheticReport.everyVerdict()
    let text = TerminalTable(color: false).render(report)
    let rows = text.split(separator: "\n").drop { !$0.hasPrefix("─") }.dropFirst()
    let symbols = rows.prefix { !$0.hasPrefix("! Energy") }.compactMap(\.first)
      .filter { $0 != " " }
    #expect(String(symbols) == "!✘✘??~✔–")
  }

  @Test func `Colour is added only where asked for and changes nothing else`() throws {
    for report in try SyntheticReport.all() {
      let plain = TerminalTable(color: false).render(report)
      let coloured = TerminalTable(color: true).render(report)
      #expect(!plain.contains("\u{1B}"))
      #expect(coloured.contains("\u{1B}["))
      #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
  }

  @Test(arguments: SyntheticReport.hostileSubjects)
  func `Nothing in the input controls the terminal`(subject: String) throws {
    let text = TerminalTable(color: false).render(try SyntheticReport.hostile(subject))
    let controls = text.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{202E}")
    }
    #expect(controls.isEmpty)
  }

  @Test func `An inconclusive finding says how many more samples would do`() throws {
    let text = TerminalTable(color: false).render(try SyntheticReport.everyVerdict())
    #expect(text.contains("About 1,163"))
  }
}
