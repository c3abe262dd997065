@testable import ExactIsing
import SpinSystems
import Testing

@Suite struct ExactSpectrumTests {
  @Test(arguments: 2...5)
  func `Every count and correlation sum agrees with enumeration`(size: Int) throws {
    let spectrum = try ExactSpectrum(size: size)
    let enumeration = BruteForce(size: size)
    #expect(spectrum.count == enumeration.counts.count)
    for cell in spectrum {
      let key = BruteForce.Cell(energy: cell.energy, totalSpin: cell.totalSpin)
      #expect(cell.count == BigInteger(enumeration.counts[key] ?? 0))
      // The enumeration sums over all 2L rows and columns, the spectrum over one row.
      for (index, sum) in (enumeration.correlationSums[key] ?? []).enumerated() {
        let oneRow = spectrum.correlationSum(of: cell, distance: index + 1)
        #expect(oneRow * BigInteger(2 * size) == BigInteger(sum))
      }
    }
  }

  @Test func `The 4 × 4 lattice has the published numbers of states`() throws {
    let spectrum = try ExactSpectrum(size: 4)
    let published = [
      -32: 2, -24: 32, -20: 64, -16: 424, -12: 1728, -8: 6688, -4: 13568, 0: 20524, 4: 13568,
      8: 6688, 12: 1728, 16: 424, 20: 64, 24: 32, 32: 2,
    ]
    #expect(stateCounts(spectrum) { _ in true } == published.mapValues { BigInteger($0) })
  }

  @Test func `The 4 × 4 lattice has the known numbers of states without magnetization`() throws {
    let spectrum = try ExactSpectrum(size: 4)
    let known = [
      -16: 8, -8: 768, -4: 1600, 0: 4356, 4: 3264, 8: 2112, 12: 576, 16: 120, 20: 64, 32: 2,
    ]
    #expect(stateCounts(spectrum) { $0 == 0 } == known.mapValues { BigInteger($0) })
  }

  @Test(arguments: [(4, "20524"), (6, "13172279424"), (8, "2627978003957146636")])
  func `States of zero energy number as in OEIS A364781`(size: Int, count: String) throws {
    let spectrum = try ExactSpectrum(size: size)
    #expect(stateCounts(spectrum) { _ in true }[0]?.description == count)
  }

  @Test(arguments: [4, 6, 8, 10, 12])
  func `Without magnetization the ground states are the 2L stripes`(size: Int) throws {
    let spectrum = try ExactSpectrum(size: size)
    let levels = stateCounts(spectrum) { $0 == 0 }
    let ground = -2 * size * size + 4 * size
    #expect(levels.keys.min() == ground)
    #expect(levels[ground] == BigInteger(2 * size))
  }

  @Test(arguments: [4, 6, 8, 12])
  func `The level above the stripes is empty without magnetization`(size: Int) throws {
    let spectrum = try ExactSpectrum(size: size)
    let level = -2 * size * size + 4 * size + 4
    #expect(spectrum[energy: level, totalSpin: 0] == 0)
    #expect(spectrum.cell(energy: level, totalSpin: 0) == nil)
  }

  @Test func `At L = 12 the level -236 is forbidden for M = 0 but not for the next M`() throws {
    let spectrum = try ExactSpectrum(size: 12)
    #expect(spectrum.count == 8972)
    #expect(spectrum[energy: -240, totalSpin: 0] == 24)
    #expect(spectrum[energy: -236, totalSpin: 0] == 0)
    #expect(spectrum[energy: -236, totalSpin: 2] == 576)
    #expect(spectrum[energy: -236, totalSpin: -2] == 576)
  }

  @Test(arguments: 2...12)
  func `Every total spin obeys the sum rules of infinite temperature`(size: Int) throws {
    let spectrum = try ExactSpectrum(size: size)
    let rules = SpectrumSumRules(size: size)
    let columns = Dictionary(grouping: spectrum, by: \.totalSpin)
    #expect(columns.count == size * size + 1)
    for (totalSpin, cells) in columns {
      for power in 0...2 {
        let moment = cells.reduce(BigInteger.zero) { sum, cell in
          (0..<power).reduce(cell.count) { product, _ in product * BigInteger(cell.energy) } + sum
        }
        #expect(moment == rules.energyMoment(power, totalSpin: totalSpin))
      }
      for distance in 0...size / 2 {
        var sums: [BigInteger] = [0, 0]
        for cell in cells {
          let correlation = spectrum.correlationSum(of: cell, distance: distance)
          sums[0] += correlation
          sums[1] += correlation * BigInteger(cell.energy)
        }
        for (power, sum) in sums.enumerated() {
          let rule = rules.correlationMoment(power, distance: distance, totalSpin: totalSpin)
          #expect(sum == rule)
        }
      }
    }
  }

  @Test(arguments: 2...12)
  func `Flipping all spins changes nothing but the sign of the total spin`(size: Int) throws {
    let spectrum = try ExactSpectrum(size: size)
    for cell in spectrum {
      let flipped = try #require(spectrum.cell(energy: cell.energy, totalSpin: -cell.totalSpin))
      #expect(flipped.count == cell.count)
      #expect(flipped.furtherCorrelationSums == cell.furtherCorrelationSums)
    }
  }

  @Test(arguments: [2, 4, 6, 8, 10, 12])
  func `Flipping one sublattice of an even lattice changes the sign of the energy`(
    size: Int
  ) throws {
    let levels = stateCounts(try ExactSpectrum(size: size)) { _ in true }
    for (energy, count) in levels { #expect(levels[-energy] == count) }
  }

  @Test func `A size without a spectrum is refused, and the message says what there is`() {
    #expect(throws: ExactError.noSpectrum(size: 40)) { try ExactSpectrum(size: 40) }
    let message = ExactError.noSpectrum(size: 40).description
    #expect(message.contains("L = 40") && message.contains("ΣS free"))
  }

  /// Numbers of states by energy, of those whose ΣS is wanted.
  private func stateCounts(
    _ spectrum: ExactSpectrum, where isWanted: (Int) -> Bool
  ) -> [Int: BigInteger] {
    spectrum.reduce(into: [:]) { counts, cell in
      if isWanted(cell.totalSpin) { counts[cell.energy, default: 0] += cell.count }
    }
  }
}

extension ExactSpectrumTests {
  @Test(arguments: [2, 3, 6, 7, 8])
  func `The plain method, all around the torus, counts the same states`(size: Int) throws {
    let plain = try PlainSpectrumComputation(size: size).run()
    let spectrum = try ExactSpectrum(size: size)
    #expect(plain.count == spectrum.count)
    for cell in spectrum {
      let key = PlainSpectrumComputation.Cell(
        energy: cell.energy, totalSpin: cell.totalSpin)
      #expect(cell.count.description == plain[key]?.description)
    }
  }
}
