/// A JSON value with ordered members, so that written files are stable.
public indirect enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  public struct Member: Sendable, Equatable {
    public var key: String
    public var value: JSON
    public init(_ key: String, _ value: JSON) { (self.key, self.value) = (key, value) }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension JSON {
  public subscript(key: String) -> JSON? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.key == key }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      if let index = members.firstIndex(where: { $0.key == key }) {
        if let newValue { members[index].value = newValue } else { members.remove(at: index) }
      } else if let newValue {
        members.append(Member(key, newValue))
      }
      self = .object(members)
    }
  }

  /// On one line, without spaces: the form that is hashed.
  public var compact: String {
    var text = ""
    write(to: &text, indent: nil, level: 0)
    return text
  }

  /// Indented by two spaces, with a newline at the end: the form for files.
  public var pretty: String {
    var text = ""
    write(to: &text, indent: 2, level: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int?, level: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? decimal(value) : "null"
    case .string(let value): text += Self.quoted(value)
    case .array(let values):
      Self.list(values, "[", "]", to: &text, indent: indent, level: level) { value, text in
        value.write(to: &text, indent: indent, level: level + 1)
      }
    case .object(let members):
      Self.list(members, "{", "}", to: &text, indent: indent, level: level) { member, text in
        text += Self.quoted(member.key) + (indent == nil ? ":" : ": ")
        member.value.write(to: &text, indent: indent, level: level + 1)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout String, indent: Int?,
    level: Int, _ write: (Element, inout String) -> Void
  ) {
    text += open
    func breakLine(_ level: Int) {
      if let indent { text += "\n" + String(repeating: " ", count: indent * level) }
    }
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      breakLine(level + 1)
      write(element, &text)
    }
    if !elements.isEmpty { breakLine(level) }
    text += close
  }

  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // "</" would end a script element that a report embeds the file in.
      case "<": text += "\\u003c"
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || scalar.value == 0x2028 || scalar.value == 0x2029:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
