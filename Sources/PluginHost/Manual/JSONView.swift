internal import ModuleKit

/// Collects what is wrong with a value from a plug-in.
final class JSONProblems {
  private(set) var all: [String] = []
  /// More than anybody reads.
  private static let most = 100
  func add(_ problem: @autoclosure () -> String) {
    if all.count < Self.most { all.append(problem()) }
  }
}

/// A value from a plug-in with the way to it, which reports what it is not.
struct JSONView {
  /// Nil when it is not there.
  let value: JSON?
  /// As in `modules[2].writes[0].kind`.
  let path: String
  let problems: JSONProblems

  init(_ value: JSON?, _ path: String, _ problems: JSONProblems) {
    (self.value, self.path, self.problems) = (value, path, problems)
  }

  subscript(key: String) -> JSONView {
    JSONView(value?[key], path.isEmpty ? key : "\(path).\(key)", problems)
  }

  /// Whether it is there and not null.
  var isThere: Bool { value != nil && value != .null }

  /// Completes "'path' …".
  func report(_ complaint: @autoclosure () -> String) {
    problems.add("'\(shown(path))' \(complaint())")
  }

  private func wrong(_ wanted: String) {
    report(isThere ? "must be \(wanted), not \(value?.kind ?? "nothing")" : "is missing")
  }

  /// A text that must be there; empty when it is not.
  func text() -> String {
    guard case .string(let text)? = value else {
      wrong("a text")
      return ""
    }
    return text
  }

  func optionalText() -> String? { isThere ? text() : nil }

  /// One of some names; nil when it is none, which has been reported then.
  func choice<Value>(_ choices: [(name: String, value: Value)]) -> Value? {
    let name = text()
    if case .string? = value {
      if let choice = choices.first(where: { $0.name == name }) { return choice.value }
      let names = choices.map(\.name)
      report(
        "cannot be '\(shown(name))': "
          + Suggestion.help(for: String(name.prefix(80)), among: names, kind: "choices"))
    }
    return nil
  }

  func choice<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> Value?
  where Value.RawValue == String {
    choice(Value.allCases.map { ($0.rawValue, $0) })
  }

  func bool(or standard: Bool) -> Bool {
    if !isThere { return standard }
    guard case .bool(let bool)? = value else {
      wrong("true or false")
      return standard
    }
    return bool
  }

  /// A whole number within bounds; the lower one when it is not.
  func integer(_ range: ClosedRange<Int>, or standard: Int? = nil) -> Int {
    if !isThere, let standard { return standard }
    guard case .integer(let integer)? = value else {
      wrong("a whole number")
      return range.lowerBound
    }
    guard range.contains(integer) else {
      report("must be from \(range.lowerBound) to \(range.upperBound), not \(integer)")
      return range.lowerBound
    }
    return integer
  }

  func optionalNumber() -> Double? {
    switch value {
    case nil, .null?: return nil
    case .integer(let integer)?: return Double(integer)
    case .number(let number)?: return number
    default:
      wrong("a number")
      return nil
    }
  }

  /// What is done for an item may look at all others: so many of them take no time to speak of.
  private static let mostItems = 4096

  /// The items of a list; none when it is not there.
  func items(most: Int = mostItems) -> [JSONView] {
    if !isThere { return [] }
    guard case .array(let items)? = value else {
      wrong("a list")
      return []
    }
    if items.count > most {
      report("must have at most \(most) items, not \(items.count)")
      return []
    }
    return items.enumerated().map { JSONView($1, "\(path)[\($0)]", problems) }
  }

  func texts() -> [String] { items().map { $0.text() } }

  /// Whether it is an object, as it must be.
  func isObject() -> Bool {
    if case .object? = value { return true }
    wrong("an object")
    return false
  }
}

extension JSON {
  /// For "must be a number, not a list".
  var kind: String {
    switch self {
    case .null: "nothing"
    case .bool(let value): value ? "true" : "false"
    case .integer, .number: compact
    case .string(let text): "the text '\(shown(text))'"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
