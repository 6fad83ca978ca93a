internal import ModuleKit

/// Builds a JSON value from its tokens, without recursion.
struct JSONParser {
  private typealias Place = SourceLines.Place
  private typealias Token = JSONScanner.Token

  /// An object or a list that is open.
  private struct Open {
    let isObject: Bool
    let place: Place
    var members: [LocatedJSON.Member] = []
    var items: [LocatedJSON] = []
    /// The key whose value is expected.
    var key: (text: String, place: Place)?
    /// All keys, once they are many.
    var keys: Set<String> = []
  }

  /// What is expected next.
  private enum Step { case value, firstItem, firstKey, key, colon, comma, end }

  /// Values nested deeper than this are in no file that a person means.
  private static let deepest = 256

  private let lines: SourceLines
  private var scanner: JSONScanner
  private var stack: [Open] = []
  private var step = Step.value
  private var result: LocatedJSON?

  init(_ bytes: [UInt8], _ lines: SourceLines) {
    self.lines = lines
    scanner = JSONScanner(bytes, lines)
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> LocatedJSON {
    var count = 0
    while true {
      count += 1
      if count & 0x3FFF == 0 { try progress() }
      let token = try scanner.next()
      if token == .end {
        if let result { return result }
        throw cutOff()
      }
      try take(token, at: scanner.place)
    }
  }

  private mutating func take(_ token: Token, at place: Place) throws(Diagnostic) {
    switch step {
    case .value: try takeValue(token, at: place)
    case .firstItem where token == .closeArray: close()
    case .firstItem: try takeValue(token, at: place)
    case .firstKey where token == .closeObject: close()
    case .firstKey, .key: try takeKey(token, at: place)
    case .colon:
      if token != .colon { throw expected("':'", token, at: place) }
      step = .value
    case .comma: try takeComma(token, at: place)
    case .end:
      throw lines.error(
        "bad-json", "the value ends before this", at: place, help: "a JSON file holds one value")
    }
  }

  // MARK: Values

  private mutating func takeValue(_ token: Token, at place: Place) throws(Diagnostic) {
    switch token {
    case .openObject: try open(isObject: true, at: place)
    case .openArray: try open(isObject: false, at: place)
    case .text(let text): add(LocatedJSON(kind: .string(text), place: place))
    case .number(let text): add(LocatedJSON(kind: .number(text), place: place))
    case .bool(let value): add(LocatedJSON(kind: .bool(value), place: place))
    case .null: add(LocatedJSON(kind: .null, place: place))
    default: throw expected("a value", token, at: place)
    }
  }

  private mutating func open(isObject: Bool, at place: Place) throws(Diagnostic) {
    if stack.count >= Self.deepest {
      throw lines.error(
        "too-deep", "values are nested more than \(Self.deepest) deep", at: place)
    }
    stack.append(Open(isObject: isObject, place: place))
    step = isObject ? .firstKey : .firstItem
  }

  private mutating func close() {
    guard let open = stack.popLast() else { return }
    add(
      LocatedJSON(
        kind: open.isObject ? .object(open.members) : .array(open.items), place: open.place))
  }

  private mutating func add(_ value: LocatedJSON) {
    guard let last = stack.indices.last else {
      result = value
      step = .end
      return
    }
    if !stack[last].isObject {
      stack[last].items.append(value)
    } else if let key = stack[last].key {
      stack[last].members.append(.init(key: key.text, place: key.place, value: value))
    }
    step = .comma
  }

  // MARK: Between values

  private mutating func takeKey(_ token: Token, at place: Place) throws(Diagnostic) {
    guard case .text(let key) = token, let last = stack.indices.last else {
      throw expected("a key in quotation marks", token, at: place)
    }
    if Self.isKnown(key, in: &stack[last]) {
      var notes: [Diagnostic.Note] = []
      if let first = stack[last].members.first(where: { $0.key == key }) {
        notes.append(.init("the first one", at: lines.location(of: first.place)))
      }
      throw lines.error(
        "duplicate-key", "a second '\(key.prefix(40))' in the same object", at: place,
        notes: notes)
    }
    stack[last].key = (key, place)
    step = .colon
  }

  /// Few keys are compared one by one, many are looked up.
  private static func isKnown(_ key: String, in open: inout Open) -> Bool {
    if open.members.count < 16 { return open.members.contains { $0.key == key } }
    if open.keys.isEmpty { open.keys = Set(open.members.map(\.key)) }
    return !open.keys.insert(key).inserted
  }

  private mutating func takeComma(_ token: Token, at place: Place) throws(Diagnostic) {
    let isObject = stack.last?.isObject ?? false
    switch token {
    case .comma: step = isObject ? .key : .value
    case .closeObject where isObject: close()
    case .closeArray where !isObject: close()
    default: throw expected(isObject ? "',' or '}'" : "',' or ']'", token, at: place)
    }
  }

  // MARK: Mistakes

  private func cutOff() -> Diagnostic {
    guard let open = stack.last else {
      return lines.error(
        "bad-json", "there is no JSON value in the file", at: Place(line: 1, byte: 0))
    }
    return lines.error(
      "open-bracket", "this '\(open.isObject ? "{" : "[")' is never closed", at: open.place,
      help: "was the file cut off?")
  }

  private func expected(_ what: String, _ token: Token, at place: Place) -> Diagnostic {
    let isBehindComma = token == .closeObject || token == .closeArray
    return lines.error(
      "bad-json", "\(what) is expected here, not \(Self.name(of: token))", at: place,
      help: isBehindComma && (step == .value || step == .key)
        ? "JSON has no comma behind the last value" : nil)
  }

  private static func name(of token: Token) -> String {
    switch token {
    case .openObject: "'{'"
    case .closeObject: "'}'"
    case .openArray: "'['"
    case .closeArray: "']'"
    case .comma: "','"
    case .colon: "':'"
    case .text: "a text"
    case .number: "a number"
    case .bool: "a truth value"
    case .null: "null"
    case .end: "the end of the file"
    }
  }
}
