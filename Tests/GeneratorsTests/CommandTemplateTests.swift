import Programs
import Testing

@Suite struct `A command with places` {
  @Test(arguments: ["a\u{1B}[2J | b", "'a\nb", "a\n{sed}", "x\u{202E}y; z"])
  func `is refused in one plain line, whatever is in it`(text: String) throws {
    let template = CommandTemplate(text)
    let error = #expect(throws: ProgramError.self) {
      try template.requireKnownPlaces(["seed"])
      _ = try template.words(["seed": "1"])
    }
    let message = try #require(error).description
    #expect(!message.contains { "\u{1B}\n\u{202E}".contains($0) }, "\(message)")
  }
}
