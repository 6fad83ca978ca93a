/// A value of a study file together with where it is written.
///
/// The tree owes nothing to the library that read it, so modules never see that library.
public struct ConfigNode: Sendable, Equatable {
  public indirect enum Value: Sendable, Equatable {
    /// `plain` is true without quotes: only then may the text mean a number, a boolean or null.
    case scalar(String, plain: Bool)
    case sequence([ConfigNode])
    case mapping([Pair])
  }

  public struct Pair: Sendable, Equatable {
    public var key: ConfigNode
    public var value: ConfigNode
    public init(_ key: ConfigNode, _ value: ConfigNode) { (self.key, self.value) = (key, value) }
  }

  public var value: Value
  /// Where to point: the place of use when the value came through an alias or a merge.
  public var location: Diagnostic.Location
  /// Where an aliased value is written.
  public var definition: Diagnostic.Location?
  /// An explicit tag such as `!!str`.
  public var tag: String?

  public init(
    _ value: Value, at location: Diagnostic.Location, definition: Diagnostic.Location? = nil,
    tag: String? = nil
  ) {
    (self.value, self.location) = (value, location)
    (self.definition, self.tag) = (definition, tag)
  }
}

extension ConfigNode {
  /// The tree of a JSON value that is written nowhere: all of it is at one place.
  public init(_ json: JSON, at location: Diagnostic.Location) {
    switch json {
    case .string(let text): self.init(.scalar(text, plain: false), at: location)
    case .array(let items):
      self.init(.sequence(items.map { ConfigNode($0, at: location) }), at: location)
    case .object(let members):
      let pairs = members.map {
        Pair(
          ConfigNode(.scalar($0.key, plain: true), at: location), ConfigNode($0.value, at: location)
        )
      }
      self.init(.mapping(pairs), at: location)
    default: self.init(.scalar(json.compact, plain: true), at: location)
    }
  }
}

extension ConfigNode {
  /// The text of a scalar, quoted or not.
  public var text: String? {
    if case .scalar(let text, _) = value { return text }
    return nil
  }
  public var items: [ConfigNode]? {
    if case .sequence(let items) = value { return items }
    return nil
  }
  public var pairs: [Pair]? {
    if case .mapping(let pairs) = value { return pairs }
    return nil
  }
  /// The value of a mapping's key.
  public subscript(key: String) -> ConfigNode? {
    pairs?.first { $0.key.text == key }?.value
  }

  // The core schema of YAML 1.2: `yes`, `no`, `on`, `off` are texts.

  public var isNull: Bool {
    guard case .scalar(let text, plain: true) = value else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  public var bool: Bool? {
    guard case .scalar(let text, plain: true) = value else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  public var integer: Int? {
    guard case .scalar(let text, plain: true) = value else { return nil }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "+") }) else {
      return nil
    }
    return Int(text)
  }

  public var number: Double? {
    guard case .scalar(let text, plain: true) = value else { return nil }
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: break
    }
    if let integer { return Double(integer) }
    let allowed = text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    return allowed && text.contains(where: \.isNumber) ? Double(text) : nil
  }

  /// What the value is, for "must be a number, not a list".
  public var kind: String {
    switch value {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let text, let plain):
      if isNull {
        "nothing"
      } else if bool != nil || number != nil {
        text
      } else {
        plain ? "the text '\(text.prefix(40))'" : "the quoted text '\(text.prefix(40))'"
      }
    }
  }
}
