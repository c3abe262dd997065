/// What an error calls the input it complains about.
struct InputName: Sendable {
  /// The path as it was given, or "standard input".
  var file: String
  /// The array within an archive.
  var array: String?

  func error(
    _ kind: SampleFileError.Kind, at location: SampleFileError.Location? = nil,
    found: String, wanted: String
  ) -> SampleFileError {
    SampleFileError(
      kind, file: file, array: array, location: location, found: found, wanted: wanted)
  }
}
