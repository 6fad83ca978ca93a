/// A parameter that takes one or several of some names, which are known only while running.
struct ChoiceParam: AnyParam {
  let choices: [String]
  let isList: Bool
  let doc: String
  let isRequired: Bool
  private var value = JSON.null

  init(choices: [String], isList: Bool, doc: String, isRequired: Bool) {
    (self.choices, self.isList, self.doc) = (choices, isList, doc)
    self.isRequired = isRequired
  }

  var json: JSON { value }
  var argument: JSON { value }

  private var typeName: String {
    let one = "one of: " + choices.joined(separator: ", ")
    return isList ? "a list, each \(one)" : one
  }

  func described(as key: String) -> ParameterDescription {
    let names: JSON = ["enum": .array(choices.map(JSON.string))]
    var schema: JSON = isList ? ["type": "array", "items": names] : names
    schema["description"] = .string(doc)
    if !isRequired, value != .null { schema["default"] = value }
    return ParameterDescription(
      key: key, typeName: typeName, doc: doc, isRequired: isRequired,
      defaultValue: isRequired ? .null : value, jsonSchema: schema)
  }

  func reading(
    _ node: ConfigNode, as key: String, _ context: ParameterContext
  ) -> (param: ChoiceParam, problem: Diagnostic?) {
    if node.isNull && !isRequired { return (self, nil) }
    func wrongType(_ node: ConfigNode) -> Diagnostic {
      Diagnostic(
        "wrong-type", "'\(key)' must be \(typeName), not \(node.kind)", at: node.location, help: doc
      )
    }
    guard let items = isList ? node.items : [node] else { return (self, wrongType(node)) }
    for item in items {
      guard let text = item.text else { return (self, wrongType(item)) }
      if !choices.contains(text) {
        let help = Suggestion.help(for: text, among: choices, kind: "choices")
        return (
          self,
          Diagnostic(
            "unknown-choice", "'\(key)' cannot be '\(text)'", at: item.location, help: help)
        )
      }
    }
    var param = self
    let names = items.compactMap(\.text).map(JSON.string)
    param.value = isList ? .array(names) : names[0]
    return (param, nil)
  }
}
