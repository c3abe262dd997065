import Storage

/// The file beside `path` that has `ending` in place of the last four characters, ".npz" or ".npy".
func path(beside path: String, ending: String) -> String { String(path.dropLast(4)) + ending }

/// Writes `files` and what `writeMain` writes: all of the former are whole before the first of any gets its
/// name.
func writeTogether(
  _ files: [(path: String, text: String)], with writeMain: () throws -> Void
) throws {
  guard let first = files.first else { return try writeMain() }
  var file = try AtomicFile(path: first.path)
  try file.write(Array(first.text.utf8))
  try file.synchronize()
  try writeTogether(Array(files.dropFirst()), with: writeMain)
  try file.commit()
}
