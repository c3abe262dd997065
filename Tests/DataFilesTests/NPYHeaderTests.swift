import DataFiles
import Testing

@Suite struct `Headers of .npy files` {
  static let pattern = SpinPattern(count: 2, size: 2)
  static let data = ArrayFile(shape: [2, 2, 2], values: pattern.values()).data

  @Test(arguments: [
    "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 2, 2), }",
    "{'descr':'|i1','fortran_order':False,'shape':(2,2,2)}",
    "{ 'shape' : ( 2 , 2 , 2 , ) , \"descr\" : \"i1\" , 'fortran_order' : False , }  ",
    "\n {'fortran_order':\tFalse,\n 'shape': (2, 2, 2),\r\n 'descr': '=i1'}\n\n",
    "{'descr': '<i1', 'fortran_order': False, 'shape': (2L, 2L, 2L), }",
    "{'descr': ('>i1'), 'fortran_order': (False), 'shape': (2, +2, 02)}",
  ])
  func `Any order of keys, white space and trailing commas are read`(header: String) throws {
    for version in UInt8(1)...3 {
      let bytes = ArrayFile.prelude(header, version: version) + Self.data
      Self.pattern.expect(try SampleFile.read(bytes, named: "a.npy").samples)
    }
  }

  @Test(arguments: [
    ("", "header, byte 11: found the end; wanted a value"),
    ("()", "header: found (); wanted a dictionary of descr, fortran_order and shape"),
    ("{}", "header: found no keys; wanted descr, fortran_order and shape, each once"),
    ("{'descr': '|i1'", "header, byte 26: found the end; wanted a comma or '}'"),
    ("{'descr': '|i1", "header, byte 24: found '\\n'; wanted the end of the string"),
    ("{'descr' '|i1'}", "header, byte 19: found '''; wanted a colon"),
    ("{descr: '|i1'}", "header, byte 11: found 'd'; wanted a key in quotes"),
    ("{'descr': dtype('i1')}", "header, byte 20: found dtype; wanted True, False or None"),
    ("{'descr': 1.5}", "header, byte 21: found '.'; wanted an integer"),
    ("{'descr': -}", "header, byte 21: found '}'; wanted a digit"),
    ("{'descr': '|i1'} x", "header, byte 27: found 'x'; wanted the end"),
    ("{'descr': 'a\\n'}", "header, byte 23: found 'n'; wanted a backslash or a quote"),
    (
      "{'descr': '|i1', 'shape': (2, 2, 2)}",
      "header: found the keys 'descr', 'shape'; wanted descr, fortran_order and shape, each once"
    ),
    (
      "{'descr': '|i1', 'shape': (2, 2, 2), 'shape': (2, 2, 2), 'fortran_order': False}",
      "header: found the keys 'descr', 'shape', 'shape', 'fortran_order'; wanted descr"
    ),
    (
      "{'descr': '|i1', 'fortran_order': 0, 'shape': (2, 2, 2)}",
      "header field fortran_order: found 0; wanted True or False"
    ),
    (
      "{'descr': '|i1', 'fortran_order': False, 'shape': 8}",
      "header field shape: found 8; wanted a tuple of lengths"
    ),
    (
      "{'descr': '|i1', 'fortran_order': False, 'shape': (8)}",
      "header field shape: found 8; wanted a tuple of lengths"
    ),
    (
      "{'descr': '|i1', 'fortran_order': False, 'shape': [2, 2, 2]}",
      "header field shape: found [2, 2, 2]; wanted a tuple of lengths"
    ),
    (
      "{'descr': '|i1', 'fortran_order': False, 'shape': (-2, 2, 2)}",
      "header field shape: found -2; wanted a length from 0 to 9223372036854775807"
    ),
    (
      "{'descr': '|i1', 'fortran_order': False, 'shape': (99999999999999999999, 2, 2)}",
      "header field shape: found 99999999999999999999; wanted a length from 0"
    ),
    (
      "{'descr': '|i1', 'fortran_order': False, 'shape': (True, 2, 2)}",
      "header field shape: found True; wanted a length from 0"
    ),
  ])
  func `A malformed header is refused with the place and what stands there`(
    header: String, wanted: String
  ) throws {
    let bytes = ArrayFile.prelude(header) + Self.data
    let error = try #require(throws: SampleFileError.self) {
      try SampleFile.read(bytes, named: "a.npy")
    }
    #expect(error.kind == .header)
    #expect(error.description.hasPrefix("a.npy: \(wanted)"), "\(error)")
    #expect(!error.description.contains { $0.isNewline })
  }

  @Test(arguments: [
    (9_999, "header, byte 30: found '('; wanted at most 16 levels of nesting"),
    (99_999, "header: found a length of 100004 bytes; wanted at most 65536"),
  ])
  func `A header that nests deeply or is long is refused`(depth: Int, wanted: String) throws {
    let header = "{'a':" + String(repeating: "(", count: depth - 1)
    let bytes = ArrayFile.prelude(header, version: depth < 60_000 ? 1 : 2)
    let error = try #require(throws: SampleFileError.self) {
      try SampleFile.read(bytes, named: "a.npy")
    }
    #expect(error.kind == .header)
    #expect(error.description == "a.npy: \(wanted)")
  }

  @Test(arguments: [
    "c8", "<c16", "|O", "|S1", "<U1", "|V2", "<f16", "<M8[ns]", "i3", "<b2", "", "<", "<i", "i1 ",
    "<i١",
  ])
  func `A type that holds no spins is refused by its name`(descriptor: String) throws {
    let header = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (2, 2, 2)}"
    let error = try #require(throws: SampleFileError.self) {
      try SampleFile.read(ArrayFile.prelude(header, version: 3) + Self.data, named: "a.npy")
    }
    #expect(error.kind == .elementType)
    let name = descriptor == "|O" ? "'|O', Python objects" : "'\(descriptor)'"
    #expect(
      error.description
        == "a.npy: header field descr: found \(name); wanted bool, int8 to int64, uint8 to uint64, "
        + "float16, float32 or float64")
  }

  @Test func `A structured type is refused by its fields`() throws {
    let header =
      "{'descr': [('s', '|i1'), ('e', '<f8', (2,))], 'fortran_order': False, 'shape': (2,)}"
    let error = try #require(throws: SampleFileError.self) {
      try SampleFile.read(ArrayFile.prelude(header) + Self.data, named: "a.npy")
    }
    #expect(error.found == "a structured type [('s', '|i1'), ('e', '<f8', (2,))]")
  }

  @Test func `A header of version 3 that is not UTF-8 is refused`() throws {
    var bytes = ArrayFile(shape: [2, 2, 2], values: Self.pattern.values(), version: 3).bytes
    bytes[14] = 0xFF
    let error = try #require(throws: SampleFileError.self) {
      try SampleFile.read(bytes, named: "a.npy")
    }
    #expect(
      error.description
        == "a.npy: header: found bytes that are not UTF-8; wanted UTF-8 in version 3.0")
  }
}
