import Foundation

/// The root of the package, from where this file is.
let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The path of a file of samples in `Fixtures/samples`.
func fixture(_ name: String) -> String {
  packageRoot.appending(path: "Fixtures/samples").appending(path: name).path(percentEncoded: false)
}
