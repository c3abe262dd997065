/// Where the reports on several files go: each into a folder of its own, named for the file.
package enum ReportDirectories {
  /// The directories for `files`, in their order: `output` itself for one file, else folders within.
  package static func directories(for files: [String], output: String?) -> [String] {
    if let output, files.count == 1 { return [output] }
    var taken: Set<String> = []
    return files.map { file in
      let stem = stem(of: file)
      var name = stem
      var number = 1
      while !taken.insert(name).inserted {
        number += 1
        name = "\(stem)-\(number)"
      }
      return "\(output ?? "reports")/\(name)"
    }
  }

  /// The file's name without folders and ending.
  private static func stem(of file: String) -> String {
    if file == "-" { return "standard-input" }
    let name = file.utf8.split(separator: UInt8(ascii: "/")).last.map(String.init) ?? nil
    guard let name else { return "samples" }
    guard let dot = name.lastIndex(of: "."), name[..<dot].contains(where: { $0 != "." }) else {
      return name
    }
    return String(name[..<dot])
  }
}
