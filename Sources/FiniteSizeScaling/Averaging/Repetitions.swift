/// What the same analysis of repetitions would scatter by: training seeds, and replicates of configurations.
///
/// A fit answers to small changes of the points linearly, so that the scatter of its parameters follows from
/// the deviations of the repetitions and the fit's response, without a fit of each.
struct Repetitions: Sendable {
  /// Errors of the means, those of the seeds included.
  let errors: [Double]
  /// The part of `errors` that configurations are responsible for.
  private let configurationParts: [Double]
  /// Deviations of replicates from their mean, point by point; empty without any.
  private let replicates: [[Double]]
  /// Deviations of seeds from their mean; empty with one seed.
  private let seeds: [[Double]]
  let configurations: ScalingData.Configurations

  /// Nil where there is one seed and no replicate.
  init?(_ data: ScalingData) {
    guard data.seeds.count >= 2 || !data.replicates.isEmpty else { return nil }
    let points = data.table.points
    configurations = data.configurations
    let seedCount = Double(data.seeds.count)
    seeds =
      data.seeds.count < 2
      ? []
      : data.seeds.map { table in zip(table.points, points).map { $0.value - $1.value } }
    var means: [[Double]] = []
    if let first = data.replicates.first {
      // Replicate r of the mean over seeds; where these have configurations of their own, of each seed.
      if data.configurations == .shared || data.seeds.count == 1 {
        means = first.indices.map { r in
          points.indices.map { index in
            data.replicates.reduce(0) { $0 + $1[r].points[index].value } / seedCount
          }
        }
      }
    }
    let center = points.indices.map { index in
      means.isEmpty ? 0 : means.reduce(0) { $0 + $1[index] } / Double(means.count)
    }
    replicates = means.map { zip($0, center).map { $0 - $1 } }
    let deviations = seeds
    let own = points.map(\.error)
    configurationParts = own
    errors = points.indices.map { index in
      guard deviations.count >= 2 else { return own[index] }
      let scatter =
        deviations.reduce(0) { $0 + $1[index] * $1[index] } / (seedCount * (seedCount - 1))
      return combined(own[index] * own[index], scatter, data.configurations).squareRoot()
    }
  }

  /// The variances of each free parameter of a fit.
  func variances(
    of fit: FormFit, _ points: FitPoints
  ) -> [(total: Double, configurations: Double, seeds: Double?)] {
    fit.free.indices.map { place in
      let response = Array(
        fit.response[place * points.rowCount..<(place + 1) * points.rowCount])
      let fromConfigurations: Double
      if replicates.isEmpty {
        fromConfigurations = points.sources.indices.reduce(0) { sum, row in
          let source = points.sources[row]
          guard source >= 0 else { return sum }
          let part = response[row] * configurationParts[source] / errors[source]
          return sum + part * part
        }
      } else {
        let moves = replicates.map { move(of: response, to: $0, points) }
        fromConfigurations = moves.reduce(0) { $0 + $1 * $1 } / Double(replicates.count - 1)
      }
      let fromSeeds =
        seeds.isEmpty
        ? nil
        : seeds.map { move(of: response, to: $0, points) }.reduce(0) { $0 + $1 * $1 }
          / Double(seeds.count * (seeds.count - 1))
      return (
        combined(fromConfigurations, fromSeeds, configurations), fromConfigurations, fromSeeds
      )
    }
  }

  private func move(of response: [Double], to deviations: [Double], _ points: FitPoints) -> Double {
    var column = points.sources.indices.map { row in
      points.sources[row] < 0 ? 0 : deviations[points.sources[row]] * points.weights[row]
    }
    points.noise.whiten(&column)
    return zip(response, column).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
