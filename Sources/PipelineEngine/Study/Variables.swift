internal import Foundation
internal import ModuleKit

/// The values that `${name}` stands for: `vars:` of the study, overridden by `--set`, and the
/// environment variables that `env:` allows by name.
struct Variables {
  private var values: [String: ConfigNode] = [:]
  private var allowed: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - overrides: names and values from the command line.
  ///   - environment: the process environment.
  init(
    _ root: ConfigNode, overrides: [(name: String, value: String)], environment: [String: String]
  ) {
    readVars(root["vars"])
    readEnv(root["env"], environment)
    for (name, value) in overrides {
      guard let old = values[name] else {
        diagnostics.append(
          Diagnostic(
            "unknown-variable", "--set names '\(name)', which 'vars' does not declare",
            help: Suggestion.help(for: name, among: names, kind: "variables")))
        continue
      }
      values[name] = ConfigNode(.scalar(value, plain: true), at: old.location)
    }
  }

  private var names: [String] { values.keys.sorted() }

  private mutating func readVars(_ node: ConfigNode?) {
    guard let node, !node.isNull else { return }
    guard let pairs = node.pairs else {
      diagnostics.append(
        Diagnostic("wrong-type", "'vars' must be a mapping, not \(node.kind)", at: node.location))
      return
    }
    for pair in pairs {
      values[pair.key.text ?? ""] = pair.value
      refuseVariables(in: pair.value)
    }
  }

  /// What stands in `vars` is taken as it is, so that no variable can stand for itself.
  private mutating func refuseVariables(in node: ConfigNode) {
    switch node.value {
    case .scalar(let text, _):
      for case .variable(let name) in Self.pieces(of: text) {
        diagnostics.append(
          Diagnostic(
            "variable-in-vars", "'${\(name)}' cannot be used inside 'vars'", at: node.location,
            help: "write the value out, or '$${' for '${' itself"))
      }
    case .sequence(let items): for item in items { refuseVariables(in: item) }
    case .mapping(let pairs): for pair in pairs { refuseVariables(in: pair.value) }
    }
  }

  private mutating func readEnv(_ node: ConfigNode?, _ environment: [String: String]) {
    guard let node, !node.isNull else { return }
    guard let items = node.items, items.allSatisfy({ $0.text != nil }) else {
      diagnostics.append(
        Diagnostic("wrong-type", "'env' must list names of variables", at: node.location))
      return
    }
    for item in items {
      let name = item.text ?? ""
      if let value = environment[name] {
        // As if it were written in the study without quotes: 3 can be a number.
        values[name] = ConfigNode(.scalar(value, plain: true), at: item.location)
      } else {
        diagnostics.append(
          Diagnostic(
            "missing-environment", "the environment variable '\(name)' is not set",
            at: item.location))
      }
    }
  }

  /// The tree with every `${name}` replaced; `$${` stands for `${`.
  ///
  /// A value that is nothing but `${name}` becomes the variable's value, of whatever type; inside a
  /// longer text the variable must be a scalar.
  mutating func substitute(in node: ConfigNode) -> ConfigNode {
    var result = node
    switch node.value {
    case .scalar(let text, let plain):
      if text.contains("${") { result.value = substituted(text, plain: plain, in: node) }
    case .sequence(let items):
      result.value = .sequence(items.map { substitute(in: $0) })
    case .mapping(let pairs):
      result.value = .mapping(
        pairs.map { ConfigNode.Pair($0.key, substitute(in: $0.value)) })
    }
    return result
  }

  private mutating func substituted(
    _ text: String, plain: Bool, in node: ConfigNode
  ) -> ConfigNode.Value {
    let pieces = Self.pieces(of: text)
    if pieces.count == 1, case .variable(let name) = pieces[0] {
      return value(of: name, in: node)?.value ?? node.value
    }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .variable(let name):
        guard let value = value(of: name, in: node) else { return node.value }
        guard let text = value.text else {
          diagnostics.append(
            Diagnostic(
              "wrong-type", "'${\(name)}' is \(value.kind) and cannot stand inside a text",
              at: node.location))
          return node.value
        }
        result += text
      }
    }
    return .scalar(result, plain: plain)
  }

  private mutating func value(of name: String, in node: ConfigNode) -> ConfigNode? {
    if let value = values[name] { return value }
    diagnostics.append(
      Diagnostic(
        "unknown-variable", "there is no variable '\(name)'", at: node.location,
        help: names.isEmpty
          ? "declare it under 'vars:'"
          : Suggestion.help(for: name, among: names, kind: "variables")))
    return nil
  }

  private enum Piece { case text(String), variable(String) }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      literal += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        literal += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${"), let close = rest.firstIndex(of: "}") {
        if !literal.isEmpty { pieces.append(.text(literal)) }
        literal = ""
        let name = rest[rest.index(rest.startIndex, offsetBy: 2)..<close]
        pieces.append(.variable(name.trimmingCharacters(in: .whitespaces)))
        rest = rest[rest.index(after: close)...]
      } else {
        literal += "$"
        rest = rest.dropFirst()
      }
    }
    literal += rest
    if !literal.isEmpty { pieces.append(.text(literal)) }
    return pieces
  }
}
