import Foundation
import Storage
import Testing

@Suite struct JSONTextTests {
  @Test(arguments: [
    ("a\u{202E}b", "a\\u202Eb"), ("\u{2066}x\u{2069}", "\\u2066x\\u2069"),
    ("\u{85}", "\\u0085"), ("\u{2028}", "\\u2028"), ("\u{FEFF}", "\\uFEFF"),
    ("\u{E0001}", "\\uDB40\\uDC01"), ("ΣS ± ½ 日本", "ΣS ± ½ 日本"),
  ])
  func `escapes what cannot be seen and leaves the rest`(text: String, escaped: String) throws {
    for encoded in [
      try JSONText.compact([text: text]), try JSONText.line([text: text]),
    ] {
      #expect(encoded == "{\"\(escaped)\":\"\(escaped)\"}\n")
      #expect(try JSONText.decode(Data(encoded.utf8)) == [text: text])
    }
    #expect(try JSONText.indented([text]) == "[\n  \"\(escaped)\"\n]\n")
  }

  @Test func `has numbers that are not finite where they are wanted`() throws {
    #expect(try JSONText.compact([Double.infinity]) == "[\"Infinity\"]\n")
    #expect(throws: EncodingError.self) { try JSONText.line([Double.infinity]) }
  }
}

@Suite struct `JSON with a checksum` {
  @Test func `is read as it was written`() throws {
    let text = try JSONText.checked(["a": 1.5])
    #expect(text.hasPrefix("{\"checksum\":\"") && text.hasSuffix("\"a\":1.5}\n"))
    #expect(JSONText.isChecked(Data(text.utf8)))
    let read: Value = try JSONText.decodeChecked(Data(text.utf8))
    #expect(read.a == 1.5)
  }

  @Test(arguments: [
    (1.5, 2.5, "its checksum is wrong"), (1.5, -1.5, "its checksum is wrong"),
  ])
  func `notices a change`(written: Double, edited: Double, problem: String) throws {
    let text = try JSONText.checked(["a": written])
      .replacingOccurrences(of: "\(written)", with: "\(edited)")
    let error = #expect(throws: ChecksumError.self) {
      let _: Value = try JSONText.decodeChecked(Data(text.utf8))
    }
    #expect(error?.description == problem)
  }

  @Test(arguments: ["{\"a\":1.5}", "", "{\"checksum\":\"", "{\"checksum\":\"zz\",\"a\":1}"])
  func `is not taken without one`(text: String) {
    #expect(throws: ChecksumError.self) {
      let _: Value = try JSONText.decodeChecked(Data(text.utf8))
    }
  }

  private struct Value: Codable {
    var a: Double
  }
}
