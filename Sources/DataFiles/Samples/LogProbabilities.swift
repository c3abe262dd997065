import Foundation

/// The log-probabilities that a model gives its samples.
public enum LogProbabilities {
  /// Reads ln q of each sample: from a `.npy` file of that name, or from the array of that name beside the
  /// samples in their `.npz` archive.
  ///
  /// - Parameters:
  ///   - name: a file that exists, or the name of an array.
  ///   - samples: the file of the samples.
  ///   - count: the number of samples.
  /// - Throws: `SampleFileError` where there is no such array, its shape is not [n] (or [n, 1]), or an element is
  ///   NaN or infinite.
  public static func read(
    _ name: String, besides samples: String, count: Int
  ) throws(SampleFileError) -> [Double] {
    let (array, source) = try array(name, besides: samples)
    guard array.shape == [count] || array.shape == [count, 1] else {
      throw source.error(
        .shape, found: "shape \(array.shape)",
        wanted: "[\(count)], ln q of each sample in their order")
    }
    let values = array.doubles
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw source.error(
        .value, found: "\(values[index]) as number \(index)",
        wanted: "finite numbers; a sample that was drawn has a probability above 0")
    }
    if count > 1, let first = values.first, values.allSatisfy({ $0 == first }) {
      throw source.error(
        .value, found: "\(first) for all samples", wanted: "ln q of each sample")
    }
    return values
  }

  /// Reads ln q of as many samples as there are, which the model did not draw, so that -∞ is a value.
  ///
  /// - Throws: as the other, and where a value is +∞.
  public static func readAny(
    _ name: String, besides samples: String
  ) throws(SampleFileError) -> [Double] {
    let (array, source) = try array(name, besides: samples)
    guard array.shape.count == 1 || array.shape.count == 2 && array.shape[1] == 1,
      array.shape[0] >= 2
    else {
      throw source.error(
        .shape, found: "shape \(array.shape)", wanted: "[n], ln q of each perfect sample")
    }
    let values = array.doubles
    if let index = values.firstIndex(where: { !($0 < .infinity) }) {
      throw source.error(
        .value, found: "\(values[index]) as number \(index)",
        wanted: "finite numbers, or -inf where the model has no probability")
    }
    return values
  }

  private static func array(
    _ name: String, besides samples: String
  ) throws(SampleFileError) -> (NumericArray, InputName) {
    if FileManager.default.fileExists(atPath: name) {
      return (try NumericArray.read(name), InputName(file: name))
    }
    guard samples.hasSuffix(".npz") else {
      throw InputName(file: name).error(
        .missing, found: "no file of that name",
        wanted: "a .npy file of ln q, or an array's name where the samples are a .npz archive")
    }
    return (try ArrayArchive.array(name, of: samples), InputName(file: samples, array: name))
  }
}
