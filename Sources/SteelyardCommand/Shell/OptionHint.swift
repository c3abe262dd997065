import BatchRuns
import DataFiles
import Programs
import References
import Studies

extension Error {
  /// The option that helps, where there is one, as it follows what the error says: the libraries know of
  /// no options.
  var optionHint: String {
    switch self as any Error {
    case RunDirectoryError.parameter: " (--run)"
    case ProgramError.shellCharacter: " (--shell)"
    case is TemperatureFileError: " (--temperature, --temperature-array)"
    case ReferenceError.notExact: " (--reference monte-carlo)"
    case let error as SampleFileError where error.kind == .severalArrays: " (--array NAME)"
    case let error as SampleFileError where error.kind == .ambiguousSize: " (--size L)"
    case let error as SampleFileError where error.kind == .machineWeights:
      "; steelyard rbm evaluate weighs what it generates"
    default: ""
    }
  }
}
