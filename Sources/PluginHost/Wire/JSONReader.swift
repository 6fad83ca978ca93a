public import ModuleKit

/// Why a text is not JSON.
package struct JSONProblem: Error, Equatable {
  /// Counted in bytes from 0.
  package let offset: Int
  /// Completes "it is not JSON: …".
  package let complaint: String
}

/// Reads JSON as RFC 8259 has it, from whoever: members keep their order, whole numbers stay exact within 64 bits,
/// truth values are no numbers, and depth is limited.
///
/// Stricter than most: keys that occur twice and numbers too large for a `Double` are refused, as are `NaN` and
/// texts that are no UTF-8.
/// Complexity: O(bytes).
package struct JSONReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private static let mostDepth = 64

  /// Reads a whole text.
  package static func read(_ bytes: ArraySlice<UInt8>) throws(JSONProblem) -> JSON {
    var reader = JSONReader(bytes: bytes, place: bytes.startIndex)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    if reader.place < bytes.endIndex { throw reader.problem("there is more behind the value") }
    return value
  }

  package static func read(_ bytes: [UInt8]) throws(JSONProblem) -> JSON { try read(bytes[...]) }

  private func problem(_ complaint: String) -> JSONProblem {
    JSONProblem(offset: place - bytes.startIndex, complaint: complaint)
  }

  private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { place += 1 }
  }

  /// Passes over a character, if it comes next behind blanks.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSON {
    if depth > Self.mostDepth { throw problem("it is nested too deeply") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte):
      return try number()
    case nil: throw problem("it ends too early")
    case UInt8(ascii: "N"), UInt8(ascii: "I"): throw problem("NaN and Infinity are no values")
    default: throw problem("no value begins here")
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONProblem) -> JSON {
    guard bytes[place...].starts(with: word.utf8) else { throw problem("no value begins here") }
    place += word.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(JSONProblem) -> JSON {
    place += 1
    var items: [JSON] = []
    if take("]") { return .array(items) }
    repeat { items.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw problem("a list wants ',' or ']' here") }
    return .array(items)
  }

  private mutating func object(depth: Int) throws(JSONProblem) -> JSON {
    place += 1
    var members: [JSON.Member] = []
    var keys: Set<String> = []
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw problem("a key is wanted here") }
      let key = try text()
      guard keys.insert(key).inserted else { throw problem("the key '\(key)' is there twice") }
      guard take(":") else { throw problem("':' is wanted here") }
      members.append(JSON.Member(key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw problem("an object wants ',' or '}' here") }
    return .object(members)
  }

  private mutating func number() throws(JSONProblem) -> JSON {
    let start = place
    if next == UInt8(ascii: "-") { place += 1 }
    let whole = try digits()
    if whole.count > 1, bytes[whole.lowerBound] == UInt8(ascii: "0") {
      throw problem("a number begins with 0")
    }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      (place, isWhole) = (place + 1, false)
      _ = try digits()
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      (place, isWhole) = (place + 1, false)
      if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { place += 1 }
      _ = try digits()
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw problem("a number is too large") }
    return .number(value)
  }

  private mutating func digits() throws(JSONProblem) -> Range<Int> {
    let start = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    if place == start { throw problem("a digit is wanted here") }
    return start..<place
  }

  private mutating func text() throws(JSONProblem) -> String {
    place += 1
    var content: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        guard let text = String(validating: content, as: UTF8.self) else {
          throw problem("a text is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): content += String(try escaped()).utf8
      case ..<0x20: throw problem("a text holds a control character")
      default:
        let end = bytes[place...].firstIndex { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }
        content += bytes[place..<(end ?? bytes.endIndex)]
        place = end ?? bytes.endIndex
      }
    }
    throw problem("a text does not end")
  }

  private mutating func escaped() throws(JSONProblem) -> Unicode.Scalar {
    place += 1
    guard let byte = next else { throw problem("a text does not end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicode()
    default: throw problem("a text holds '\\' before something else than a character to escape")
    }
  }

  private mutating func unicode() throws(JSONProblem) -> Unicode.Scalar {
    var value = try hexadecimal()
    if (0xD800..<0xDC00).contains(value), bytes[place...].starts(with: "\\u".utf8) {
      place += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw problem("half a character is escaped") }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw problem("half a character is escaped") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
    let digits = bytes[place...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("four hexadecimal digits are wanted here") }
    place += 4
    return value
  }
}

extension JSON {
  /// The value of a text in JSON.
  /// - Throws: a ``Diagnostic`` without a place.
  public init(parsing bytes: [UInt8]) throws(Diagnostic) {
    do {
      self = try JSONReader.read(bytes)
    } catch {
      throw Diagnostic("not-json", "it is not JSON: \(error.complaint) (byte \(error.offset))")
    }
  }
}
