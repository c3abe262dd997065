import Foundation
import Statistics
import Testing

/// SwiftPM builds an undeclared import as long as the other module happens to be built already, so
/// the arrows of the design are checked here.
@Suite struct `The manifest` {
  @Test func `declares every import of every module`() throws {
    let manifest = try Manifest()
    var checked = 0
    for (module, dependencies) in manifest.dependencies {
      for file in try sourceFiles(of: module) {
        for imported in try imports(of: file) where !Self.systemModules.contains(imported) {
          checked += 1
          #expect(
            dependencies.contains(imported),
            "\(file.lastPathComponent) of \(module) imports \(imported), which is not declared")
        }
      }
    }
    #expect(checked > 50, "the test no longer finds the imports")
  }

  @Test func `declares no arrow that nobody needs`() throws {
    for (module, dependencies) in try Manifest().dependencies where !dependencies.isEmpty {
      let imported = Set(try sourceFiles(of: module).flatMap(imports))
      for dependency in dependencies where !Self.unimported.contains(dependency) {
        #expect(imported.contains(dependency), "\(module) declares \(dependency), for nothing")
      }
    }
  }

  @Test func `lets only Statistics import GSL`() throws {
    for (module, dependencies) in try Manifest().dependencies where module != "Statistics" {
      #expect(!dependencies.contains("CGSL"))
    }
  }

  @Test func `lets only SupportVectors import libsvm`() throws {
    for (module, dependencies) in try Manifest().dependencies where module != "SupportVectors" {
      #expect(!dependencies.contains("CSVM"))
    }
  }

  /// Built so that the tests can run it; headers, which C includes.
  private static let unimported: Set = ["SteelyardCommand", "CLanes"]

  private static let systemModules: Set = [
    "Dispatch", "Foundation", "FoundationXML", "Glibc", "PackageDescription", "Synchronization",
    "Testing",
  ]

  private func sourceFiles(of module: String) throws -> [URL] {
    let folder = module.hasSuffix("Tests") ? "Tests" : "Sources"
    let root = packageRoot.appending(path: folder).appending(path: module)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
  }

  private func imports(of file: URL) throws -> [String] {
    let text = try String(contentsOf: file, encoding: .utf8)
    // Attributes, an access level, the keyword, perhaps the kind of one declaration, the module.
    let pattern = #/^(?:@\w+ +)*(?:\w+ )?import (?:(?:struct|class|enum|func|protocol) )?(\w+)/#
    return text.split(separator: "\n").compactMap {
      $0.firstMatch(of: pattern).map { String($0.1) }
    }
  }
}

/// Targets and their declared dependencies, read from the text of Package.swift.
private struct Manifest {
  var dependencies: [String: Set<String>] = [:]

  init() throws {
    let text = try String(
      contentsOf: packageRoot.appending(path: "Package.swift"), encoding: .utf8)
    let target = #/[tT]arget\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/#
    for match in text.matches(of: target) {
      let list = String(match.2 ?? "").replacing(#/package: "[^"]*"/#, with: "")
      dependencies[String(match.1)] = Set(list.matches(of: #/"(\w+)"/#).map { String($0.1) })
    }
    try #require(
      dependencies["Statistics"] == ["CGSL"], "Package.swift has a form this test cannot read")
  }
}
