import DataFiles
import FiniteSizeScaling

extension FileReader {
  /// Tables of curves.
  static let scalingTables = FileReader(
    name: "scaling-tables",
    words: textWords + [
      "L,T,value,error", "seed", "replicate", "beta", "L=8", "observable", "value", "error",
    ]
  ) {
    try fixtures("collapse", ending: ".csv")
      + fixtures("collapse/models", ending: ".csv", atMost: 3000) + [
        Array("T L=8 L=16\n2.2 0.1 0.2\n2.3 0.15 0.3\n".utf8),
        Array(
          "L,T,value,error,seed\n8,2.2,1,0.1,1\n8,2.2,1.1,0.1,2\n16,2.2,0.9,0.1,1\n16,2.2,1,0.1,2\n"
            .utf8),
        Array("8 2.2 1 0.1\n16 2.2 2 0.1\n".utf8),
      ]
  } read: { bytes in
    let path = ScratchFile.holding(bytes, "table.csv")
    var requests = [ScalingTableRequest(), ScalingTableRequest(needsErrors: false)]
    requests.append(ScalingTableRequest(columns: ["L": 0, "x": 1, "value": 2, "error": 3]))
    var first: (any Error)?
    for request in requests {
      do {
        let files = try ScalingTableFiles(paths: [path], request)
        precondition(
          files.lineOrder.map(\.count) == files.observables.map { $0.data.table.points.count })
      } catch {
        requirePlainLine(error)
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  /// The covariance of a table's points.
  static let covariances = FileReader(name: "covariances", words: arrayWords) {
    [
      ArrayBundle.bytes([NumericArray(shape: [2, 2], [1.0, 0.5, 0.5, 1])]),
      ArrayBundle.bytes([NumericArray(shape: [2, 2], [Float(1), 0, 0, 1])]),
    ]
  } read: { bytes in
    let table = ScratchFile.holding(Array("8 2.2 1 0.1\n16 2.2 2 0.1\n".utf8), "two.csv")
    _ = try ErrorCovariance(
      path: ScratchFile.holding(bytes, "covariance.npy"), for: ScalingTableFiles(paths: [table]))
  }
}
