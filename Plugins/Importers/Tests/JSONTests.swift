import ModuleKit
import Testing

/// JSON as RFC 8259 defines it, read through node-link files.
struct JSONTests {
  /// The texts of the nodes' attribute `v`, in the order of the nodes.
  private static func values(_ list: String) throws -> [String?] {
    let network = try Reading.text(
      "{\"nodes\": [{\"id\": \"a\", \"v\": \(list)}], \"links\": []}", as: "a.json")
    return (0..<network.graph.nodeCount).map { network.nodes["v"]?.text(at: $0) }
  }

  @Test(arguments: [
    ("\"plain\"", "plain"), ("\"\"", ""), ("\"a\\\"b\\\\c\\/d\"", "a\"b\\c/d"),
    ("\"\\b\\f\\n\\r\\t\"", "\u{8}\u{C}\n\r\t"), ("\"\\u00e9\\u00C9\"", "éÉ"),
    ("\"\\ud83d\\ude00\"", "😀"), ("\"x\\ud83dy\"", "x\u{FFFD}y"), ("\"\\ude00\"", "\u{FFFD}"),
    ("\"\\ud83d\\u0041\"", "\u{FFFD}A"), ("\"é😀\"", "é😀"),
    ("true", "true"), ("false", "false"), ("0", "0"), ("-0", "0"), ("-12", "-12"),
    ("9007199254740993", "9007199254740993"), ("1.5e2", "150"), ("2E-1", "0.2"),
    ("[1, [\"x\"], {\"y\": null}]", "[1,[\"x\"],{\"y\":null}]"),
  ]) func readsValues(json: String, text: String) throws {
    #expect(try Self.values(json) == [text])
  }

  @Test(arguments: ["null", "NaN"]) func readsNoValue(json: String) throws {
    #expect(try Self.values(json) == [nil])
  }

  @Test func readsObjectsWithDots() throws {
    let network = try Reading.text(
      """
      {"nodes": [{"id": "a", "at": {"x": 1, "y": {"z": 2.5, "deep": {"deeper": {"k": [1]}}}}}],
       "links": []}
      """, as: "a.json")
    #expect(network.nodes.names == ["at.x", "at.y.z", "at.y.deep.deeper"])
    #expect(network.nodes["at.x"] == .integers([1]))
    #expect(network.nodes["at.y.z"] == .numbers([2.5]))
    #expect(network.nodes["at.y.deep.deeper"] == .texts(["{\"k\":[1]}"]))
  }

  static let mistakes: [(text: String, says: String)] = [
    ("", "empty-file the file is empty"),
    (" \n ", "bad-json 1:1 there is no JSON value in the file"),
    ("{\"nodes\": [", "open-bracket 1:11 this '[' is never closed"),
    ("{\"nodes\"", "open-bracket 1:1 this '{' is never closed"),
    ("{\n \"a\": \"b}", "open-quote 2:7 this text is never closed"),
    ("{\"a\": \"b\nc\"}", "open-quote 1:7 this text is not closed on its line"),
    ("{\"a\": \"b\tc\"}", "bad-json 1:9 a control character inside a text"),
    ("{\"é\": \"\\x\"}", "bad-json 1:8 this backslash stands for nothing"),
    ("{\"a\": \"\\u12G4\"}", "bad-json 1:8 this backslash stands for nothing"),
    ("{\"a\": 1,}", "bad-json 1:9 a key in quotation marks is expected here, not '}'"),
    ("{a: 1}", "bad-json 1:2 'a' is no JSON"),
    ("{'a': 1}", "bad-json 1:2 ''' is no JSON"),
    ("{1: 1}", "bad-json 1:2 a key in quotation marks is expected here, not a number"),
    ("{\"a\" 1}", "bad-json 1:6 ':' is expected here, not a number"),
    ("{\"a\": 1 \"b\": 2}", "bad-json 1:9 ',' or '}' is expected here, not a text"),
    ("[1, 2}", "bad-json 1:6 ',' or ']' is expected here, not '}'"),
    ("[1,\n]", "bad-json 2:1 a value is expected here, not ']'"),
    ("[1] [2]", "bad-json 1:5 the value ends before this"),
    ("[01]", "bad-json 1:2 '01' is no number"), ("[1.]", "bad-json 1:2 '1.' is no number"),
    ("[.5]", "bad-json 1:2 '.5' is no JSON"), ("[+1]", "bad-json 1:2 '+1' is no JSON"),
    ("[1e]", "bad-json 1:2 '1e' is no number"), ("[-]", "bad-json 1:2 '-' is no number"),
    ("[0x10]", "bad-json 1:2 '0x10' is no number"), ("[tru]", "bad-json 1:2 'tru' is no JSON"),
    ("[None]", "bad-json 1:2 'None' is no JSON"),
    ("{\"a\": 1,\r\n \"a\": 2}", "duplicate-key 2:2 a second 'a' in the same object"),
  ]

  @Test(arguments: mistakes.indices) func saysWhatIsWrong(index: Int) {
    let (text, says) = Self.mistakes[index]
    let said = Reading.refusal { try Reading.text(text, as: "a.json") }
    #expect(said == says)
  }

  @Test func findsRepeatedKeysAmongMany() {
    let keys = (0..<1000).map { "\"k\($0)\": 0" }.joined(separator: ", ")
    let says = Reading.refusal { try Reading.text("{\(keys),\n\"k500\": 1}", as: "a.json") }
    #expect(says == "duplicate-key 2:1 a second 'k500' in the same object")
  }

  @Test func takesDeepValuesWithoutRecursion() throws {
    let deepest = String(repeating: "[", count: 253) + String(repeating: "]", count: 253)
    #expect(try Self.values(deepest) == [deepest])
    let says = Reading.refusal {
      try Reading.text(String(repeating: "[", count: 1_000_000), as: "a.json")
    }
    #expect(says == "too-deep 1:257 values are nested more than 256 deep")
  }

  @Test func readsOtherEncodings() throws {
    let text = "{\"nodes\": [{\"id\": \"Zoë\"}], \"links\": []}"
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try Reading.bytes(wide, as: "a.json").ids == ["Zoë"])
    let marked = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    #expect(try Reading.bytes(marked, as: "a.json").ids == ["Zoë"])
  }

  @Test func readsLongLinesInLinearTime() throws {
    let nodes = (0..<50_000).map { "{\"id\":\($0)}" }.joined(separator: ",")
    let links = (1..<50_000).map { "{\"source\":0,\"target\":\($0)}" }.joined(separator: ",")
    let network = try Reading.text("{\"nodes\":[\(nodes)],\"links\":[\(links)]}", as: "a.json")
    #expect(network.graph.edgeCount == 49_999)
  }
}
