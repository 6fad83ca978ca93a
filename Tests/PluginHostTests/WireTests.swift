import ModuleKit
import PluginHost
import Testing

@Suite struct WireTests {
  private func read(_ text: String) -> JSON? { try? JSONReader.read(Array(text.utf8)) }
  private func complaint(_ text: String) -> String? {
    do {
      _ = try JSONReader.read(Array(text.utf8))
      return nil
    } catch {
      return "\(error.offset): \(error.complaint)"
    }
  }

  @Test func valuesAreWhatTheyAre() {
    #expect(read(" [true, false, null, 0, 1] ") == [true, false, .null, 0, 1])
    #expect(read("9007199254740993") == .integer(9_007_199_254_740_993))
    #expect(read("-9223372036854775808") == .integer(.min))
    #expect(read("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(read("1.0") == .number(1))
    #expect(read("-0.5e-3") == .number(-0.0005))
    #expect(read(#""\u00e9\ud83d\ude42\/\n""#) == "é🙂/\n")
    #expect(read(#"{"b": 1, "a": {"c": []}}"#) == ["b": 1, "a": ["c": []]])
  }

  @Test(arguments: [
    ("", "0: it ends too early"), ("[1,]", "3: no value begins here"),
    ("[1", "2: a list wants ',' or ']' here"), ("{\"a\" 1}", "5: ':' is wanted here"),
    ("{\"a\": 1, \"a\": 2}", "12: the key 'a' is there twice"),
    ("{a: 1}", "1: a key is wanted here"), ("01", "2: a number begins with 0"),
    ("1e999", "5: a number is too large"), ("-", "1: a digit is wanted here"),
    ("1 2", "2: there is more behind the value"), ("tru", "0: no value begins here"),
    ("\"a", "2: a text does not end"), ("\"\n\"", "1: a text holds a control character"),
    ("\"\\ud800\"", "7: half a character is escaped"),
    ("\"\\ud800\\u0041\"", "13: half a character is escaped"),
    ("\"\\x\"", "3: a text holds '\\' before something else than a character to escape"),
    ("\"\\u12g4\"", "3: four hexadecimal digits are wanted here"),
    ("[NaN]", "1: NaN and Infinity are no values"),
  ])
  func whatIsNoJSONIsRefused(text: String, problem: String) {
    #expect(complaint(text) == problem)
  }

  @Test func textsMustBeUTF8() {
    #expect(throws: JSONProblem.self) { try JSONReader.read([0x22, 0xE9, 0x22]) }
    #expect(throws: JSONProblem.self) { try JSONReader.read([0x22, 0xC0, 0x80, 0x22]) }
  }

  /// What a frame's arrays hold comes back, however the bytes are cut.
  @Test(arguments: [1, 3, 7, 64, 100_000]) func framesAreReadInPieces(size: Int) throws {
    let arrays: [(name: String, values: WireArray)] = [
      ("a", .u8([1, 2, 3])), ("none", .f64([])), ("b", .i32([-1, 0, 7])),
      ("c", .i64([.min, .max])), ("d", .f64([0.1, -0.0])), ("last", .i32([])),
    ]
    let frame = OutgoingFrame(["type": "result", "id": 4], arrays: arrays)
    let empty = OutgoingFrame(["type": "cancelled"])
    let bytes = frame.bytes + empty.bytes + frame.bytes
    var reader = FrameReader()
    var messages: [Message] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      try reader.feed(bytes[start..<min(bytes.count, start + size)])
      while let message = reader.next() { messages.append(message) }
    }
    #expect(reader.isEmpty)
    #expect(messages.map(\.type) == ["result", "cancelled", "result"])
    for (name, values) in arrays {
      #expect(messages[0].array(name) == values)
      #expect(messages[2].array(name) == values)
    }
  }

  @Test func messagesAreShortened() {
    var tail = MessageTail()
    tail.add(Array(String(repeating: "é", count: 5000).utf8)[...])
    tail.add(Array("\nlast \u{1B}[0m\n".utf8)[...])
    #expect(tail.lines.count == 2)
    #expect(tail.lines[1] == "last \u{FFFD}[0m")
    #expect(tail.lines[0].allSatisfy { $0 == "é" })
  }
}
