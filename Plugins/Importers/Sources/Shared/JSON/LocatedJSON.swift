// T. Bray, "The JavaScript Object Notation (JSON) Data Interchange Format", RFC 8259, 2017.

internal import ModuleKit

/// A JSON value that knows where it stands in its file.
struct LocatedJSON {
  typealias Place = SourceLines.Place

  struct Member {
    let key: String
    /// Where the key stands.
    let place: Place
    let value: LocatedJSON
  }

  enum Kind {
    /// In the order of the file; all keys differ.
    case object([Member])
    case array([LocatedJSON])
    case string(String)
    /// As written, so that large whole numbers stay exact. Programs in Python also write `NaN`,
    /// `Infinity` and `-Infinity`, which are taken.
    case number(String)
    case bool(Bool)
    case null
  }

  let kind: Kind
  let place: Place

  /// Reads the one value that a JSON text is.
  ///
  /// A key that an object has twice, values nested more than 256 deep and everything that RFC 8259
  /// forbids are refused with their place. Half a surrogate pair, which is no character, becomes
  /// U+FFFD.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8. They may be those of `lines` with blanks in place of what is no JSON, such
  ///     as the beginning of a script: places then stay right.
  ///   - lines: the file, for messages.
  ///   - checkCancelled: called now and then; throws to stop.
  static func parse(
    _ bytes: [UInt8], lines: SourceLines, checkCancelled: () throws -> Void
  ) throws -> LocatedJSON {
    var parser = JSONParser(bytes, lines)
    return try parser.read(checkCancelled)
  }
}

extension LocatedJSON {
  /// The value under `key`; nil when there is none, or when this is no object.
  ///
  /// Members are looked through one by one: this is for records, not for dictionaries.
  subscript(key: String) -> LocatedJSON? { members?.first { $0.key == key }?.value }

  var members: [Member]? {
    guard case .object(let members) = kind else { return nil }
    return members
  }

  var items: [LocatedJSON]? {
    guard case .array(let items) = kind else { return nil }
    return items
  }

  var text: String? {
    guard case .string(let text) = kind else { return nil }
    return text
  }

  var number: Double? {
    guard case .number(let text) = kind else { return nil }
    return NumberText.plain(text)
  }

  var bool: Bool? {
    guard case .bool(let value) = kind else { return nil }
    return value
  }

  var isNull: Bool {
    guard case .null = kind else { return false }
    return true
  }

  /// What it is, for messages.
  var kindName: String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .number: "a number"
    case .bool: "a truth value"
    case .null: "null"
    }
  }
}

extension LocatedJSON {
  /// The value as JSON on one line.
  var compact: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Recursion is as deep as the value, at most 256.
  private func write(to text: inout String) {
    switch kind {
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        text += JSON.string(member.key).compact + ":"
        member.value.write(to: &text)
      }
      text += "}"
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .string(let value): text += JSON.string(value).compact
    case .number(let value): text += value
    case .bool(let value): text += value ? "true" : "false"
    case .null: text += "null"
    }
  }
}
