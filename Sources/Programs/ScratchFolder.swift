import DataFiles
import Foundation
import SpinSystems
import Storage

/// A folder in which a program works, which is removed whatever becomes of the program, and of this process if it is
/// asked to end.
public final class ScratchFolder: Sendable {
  private let folder: HeldFolder
  private let interruption: Interruption

  /// A new folder beside other temporary files.
  public init() throws {
    let folder = try HeldFolder()
    self.folder = folder
    // Also before a program is in it, and after.
    interruption = Interruption { _ in
      folder.remove()
      return .left
    }
  }

  /// Where it is.
  public var path: String { folder.path }

  /// Removes it with all that is in it.
  func remove() { folder.remove() }

  /// The path of `name` in it.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The configurations that `program` wrote to `file`, or to the only file that is there, as libraries add
  /// endings of their own.
  ///
  /// - Throws: `ProgramError` where there is nothing, or no configurations of size `size`.
  public func samples(
    from file: String, of program: UserProgram, array: String? = nil, size: Int
  ) throws(ProgramError) -> LoadedSamples {
    var written = self.file(file)
    if !FileManager.default.fileExists(atPath: written) {
      let others = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
        .filter { $0.hasPrefix("output") }.sorted()
      guard let other = others.first else { throw .noOutput(program.command) }
      guard others.count == 1 else { throw .severalOutputs(program.command, others) }
      written = self.file(other)
    }
    // What it is, its bytes tell: a program may write text under a name that we chose.
    let neutral = self.file("written")
    if (try? FileManager.default.moveItem(atPath: written, toPath: neutral)) != nil {
      written = neutral
    }
    let loaded: LoadedSamples
    do {
      loaded = try SampleFile.read(written, array: array, size: size)
    } catch  where error.kind == .shape || error.kind == .layout {
      // Where a size is stated, another one is a wrong shape; its own size says it better.
      if let other = try? SampleFile.read(written, array: array), other.samples.lattice.size != size
      {
        throw .size(program.command, found: other.samples.lattice.size, wanted: size)
      }
      throw .unreadable(program.command, Self.problem(error, in: written))
    } catch {
      throw .unreadable(program.command, Self.problem(error, in: written))
    }
    guard loaded.samples.lattice.size == size else {
      throw .size(program.command, found: loaded.samples.lattice.size, wanted: size)
    }
    return loaded
  }

  /// The folder is gone when the message is read.
  private static func problem(_ error: SampleFileError, in file: String) -> String {
    error.description.replacingOccurrences(of: file, with: "what it wrote")
  }
}
