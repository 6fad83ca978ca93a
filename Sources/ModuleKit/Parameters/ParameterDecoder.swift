/// Feeds the compiler-written `init(from:)` of a parameter set from a mapping of the study.
///
/// Each property asks for itself by key. What is missing or wrong becomes the declared default, and
/// what is wrong is added to `diagnostics`, so that decoding never stops at a user's mistake.
final class ParameterDecoder: Decoder {
  private let prototypes: [String: any AnyParam]
  private let members: [String: ConfigNode.Pair]
  private let context: ParameterContext
  private(set) var diagnostics: [Diagnostic] = []
  /// Where each given parameter's value is written.
  private(set) var locations: [String: Diagnostic.Location] = [:]
  fileprivate var currentKey = ""

  init(
    prototypes: [(key: String, param: any AnyParam)], node: ConfigNode?,
    stage: Diagnostic.Location, context: ParameterContext
  ) {
    self.context = context
    // The contract of modules refuses sets that declare a key twice.
    self.prototypes = Dictionary(prototypes.map { ($0.key, $0.param) }) { first, _ in first }
    members = Dictionary(
      (node?.pairs ?? []).map { ($0.key.text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    if let node, node.pairs == nil, !node.isNull {
      diagnostics.append(
        Diagnostic(
          "wrong-type", "parameters must be a mapping, not \(node.kind)", at: node.location,
          help: prototypes.first.map { "write 'with: {\($0.key): …}'" }))
      return
    }
    reportUnknown(node?.pairs ?? [], known: prototypes.map(\.key))
    for (key, param) in prototypes where param.isRequired && members[key] == nil {
      diagnostics.append(
        Diagnostic(
          "missing-parameter", "parameter '\(key)' is missing", at: stage,
          help: param.described(as: key).doc))
    }
  }

  private func reportUnknown(_ pairs: [ConfigNode.Pair], known: [String]) {
    for pair in pairs where !known.contains(pair.key.text ?? "") {
      let name = pair.key.text ?? pair.key.kind
      diagnostics.append(
        Diagnostic(
          "unknown-parameter", "there is no parameter '\(name)'", at: pair.key.location,
          help: known.isEmpty
            ? "this module has no parameters"
            : Suggestion.help(for: name, among: known, kind: "parameters")))
    }
  }

  func value<Value>(like: Param<Value>.Type) -> Param<Value> {
    guard let param = prototypes[currentKey] as? Param<Value> else {
      preconditionFailure("'\(currentKey)' is not declared with @Param")
    }
    return read(currentKey, param)
  }

  /// The parameter with the value that the mapping has for it; as it is when there is none, or a wrong one.
  func read<P: AnyParam>(_ key: String, _ param: P) -> P {
    guard let member = members[key] else { return param }
    locations[key] = member.value.location
    let reading = param.reading(member.value, as: key, context)
    if let problem = reading.problem { diagnostics.append(problem) }
    return reading.param
  }

  // MARK: Decoder

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Keyed<Key>(decoder: self))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotAParameter() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NotAParameter() }
}

private struct NotAParameter: Error {}

private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ParameterDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }
  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    // A set within a set reads its parameters from the same mapping.
    if T.self is any ParameterSet.Type { return try T(from: decoder) }
    guard T.self is any AnyParam.Type else { throw NotAParameter() }
    decoder.currentKey = snakeCased(key.stringValue[...])
    return try T(from: decoder)
  }
  func nestedContainer<K>(keyedBy: K.Type, forKey: Key) throws -> KeyedDecodingContainer<K> {
    throw NotAParameter()
  }
  func nestedUnkeyedContainer(forKey: Key) throws -> any UnkeyedDecodingContainer {
    throw NotAParameter()
  }
  func superDecoder() throws -> any Decoder { throw NotAParameter() }
  func superDecoder(forKey: Key) throws -> any Decoder { throw NotAParameter() }
}
