import Foundation
import Judgement
import Storage

extension Baseline {
  /// Reads the baseline at `path`.
  ///
  /// - Throws: `BaselineError` where the file cannot be read, is not a baseline, is of another version of
  ///   the schema, was changed after it was written, or holds numbers that cannot belong together.
  public static func read(_ path: String) throws(BaselineError) -> Baseline {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw BaselineError(
        "cannot be read; wanted a file that was written as a baseline", source: path)
    }
    do {
      let header = try JSONDecoder().decode(Header.self, from: data)
      guard header.schema == schemaName else {
        throw BaselineError("is not one: wanted the schema \(schemaName)", source: path)
      }
      guard header.schemaVersion == currentSchemaVersion else {
        throw BaselineError(
          "follows version \(header.schemaVersion.map { "\($0)" } ?? "?") of its schema; wanted "
            + "\(currentSchemaVersion), as a baseline that is written anew has",
          source: path)
      }
      return try JSONText.decodeChecked(data)
    } catch let error as BaselineError {
      throw error
    } catch let error as ChecksumError {
      throw BaselineError(
        "was changed after it was written (\(error)); wanted it as it was, or written anew from its samples",
        source: path)
    } catch {
      throw BaselineError("is damaged: \(ReadingProblem(error))", source: path)
    }
  }

  private struct Header: Decodable {
    var schema: String?
    var schemaVersion: Int?
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      schema = try? container.decode(String.self, forKey: .schema)
      schemaVersion = try? container.decode(Int.self, forKey: .schemaVersion)
    }
    private enum Key: String, CodingKey { case schema, schemaVersion }
  }

  /// The baseline as JSON with sorted keys and a newline at the end, after a checksum of it.
  public func encoded() throws -> String {
    try JSONText.checked(self)
  }
}
