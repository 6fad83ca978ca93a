public import ModuleKit

/// How the values of a person's records become one.
package enum Survivorship: String, ParameterChoice {
  /// All that differ, divided by "; ".
  case all
  /// What most records say; of equally many the longest, then the first in canonical order.
  case common
  /// What the record says that was changed last, by its column `updated`; without one, the common value.
  case newest
  /// The longest.
  case longest
  /// What the first record says that says anything, in the order of the stages read.
  case first

  /// What is usual for a column of this name.
  package static func usual(for column: String) -> Survivorship {
    switch column {
    case "email", "phone", "url", "categories", "nickname", "key", "source", "note", "department":
      .all
    case "company", "title", "street", "city", "region", "postcode", "country": .newest
    case "updated": .newest
    default: .common
    }
  }

  /// The value of a person; nil when no record has one.
  ///
  /// - Parameters:
  ///   - texts: of the records, in the order of the stages read.
  ///   - updated: when each was last changed, in a form that sorts; nil where unknown.
  package func value(_ texts: [String?], updated: [String?]) -> String? {
    let known = texts.compactMap { $0 }
    guard let first = known.first else { return nil }
    switch self {
    case .first: return first
    case .all: return Self.union(known)
    case .longest: return Self.firstOfLargest(known) { (0, Self.length($0)) }
    case .common: return Self.mostCommon(known)
    case .newest:
      let dated = zip(texts, updated).filter { $0.0 != nil && $0.1 != nil }
      guard let last = dated.compactMap(\.1).max() else { return Self.mostCommon(known) }
      return Self.mostCommon(dated.filter { $0.1 == last }.compactMap(\.0))
    }
  }

  /// Each value once, in canonical order, so that the order of records does not show.
  private static func union(_ cells: [String]) -> String {
    let values = cells.flatMap { $0.split(separator: "; ").map(String.init) }
    return ordered(Array(Set(values))).joined(separator: "; ")
  }

  private static func mostCommon(_ values: [String]) -> String? {
    var counts: [String: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return firstOfLargest(Array(counts.keys)) { (counts[$0] ?? 0, length($0)) }
  }

  /// The value with the largest rank; of several the first in canonical order.
  private static func firstOfLargest(
    _ values: [String], _ rank: (String) -> (Int, Int)
  ) -> String? {
    var best: String?
    for value in ordered(values) where best.map({ rank($0) < rank(value) }) ?? true {
      best = value
    }
    return best
  }

  private static func ordered(_ values: [String]) -> [String] {
    values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
  private static func length(_ text: String) -> Int { text.unicodeScalars.count }
}

/// Rules of survivorship by column: `{company: newest, phone: all}`.
public struct SurvivorshipRules: ParameterValue {
  let rules: [(column: String, rule: Survivorship)]

  public static var jsonSchema: JSON {
    ["type": "object", "additionalProperties": Survivorship.jsonSchema]
  }
  public static var typeName: String { "columns, each with how its value survives" }
  public static var placeholder: SurvivorshipRules { SurvivorshipRules(rules: []) }

  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<SurvivorshipRules> {
    guard let pairs = node.pairs else { return .complaint("must be \(typeName), not \(node.kind)") }
    var rules: [(String, Survivorship)] = []
    for pair in pairs {
      switch Survivorship.read(pair.value, context) {
      case .value(let rule): rules.append((pair.key.text ?? "", rule))
      case .complaint(let text, let id, let help, let location):
        return .complaint(text, id: id, help: help, at: location ?? pair.value.location)
      }
    }
    return .value(SurvivorshipRules(rules: rules))
  }

  public var json: JSON {
    .object(rules.map { JSON.Member($0.column, .string($0.rule.rawValue)) })
  }
}
