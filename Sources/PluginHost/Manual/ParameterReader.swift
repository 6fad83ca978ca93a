internal import ModuleKit

/// Reads the parameters of a module's description.
struct ParameterReader {
  let view: JSONView
  let problems: JSONProblems

  private enum Word: String, CaseIterable {
    case number, integer, boolean, text, choice, file
    case nodeColumn = "node_column"
    case edgeColumn = "edge_column"
  }

  func read() -> [DescribedParameter] { view.items().compactMap(parameter) }

  private func parameter(_ item: JSONView) -> DescribedParameter? {
    guard item.isObject() else { return nil }
    let key = item["key"].text()
    if !key.isEmpty, !ManualReader.isSnakeCase(key) {
      item["key"].report("must be in snake case, not '\(shown(key))'")
    }
    var type = item["type"]
    let isList = type["list"].isThere
    if isList { type = type["list"] }
    guard let word = type.choice(of: Word.self) else { return nil }
    let isRequired = item["required"].bool(or: false)
    let standard = item["default"].value ?? .null
    if isRequired, standard != .null {
      item["default"].report("cannot be there where 'required' is true")
    }
    return DescribedParameter(
      key, kind(word, item), isList: isList, doc: item["doc"].text(), isRequired: isRequired,
      defaultValue: isRequired ? .null : standard, bounds: bounds(item, word))
  }

  private func kind(_ word: Word, _ item: JSONView) -> DescribedParameter.Kind {
    switch word {
    case .number: return .number
    case .integer: return .integer
    case .boolean: return .boolean
    case .text: return .text
    case .nodeColumn: return .nodeColumn
    case .edgeColumn: return .edgeColumn
    case .file: return .file
    case .choice:
      let choices = item["choices"]
      if !choices.isThere { choices.report("is missing") }
      return .choice(choices.texts())
    }
  }

  private func bounds(_ item: JSONView, _ word: Word) -> DescribedParameter.Bounds {
    let bounds = DescribedParameter.Bounds(
      minimum: item["minimum"].optionalNumber(), maximum: item["maximum"].optionalNumber(),
      exclusiveMinimum: item["exclusive_minimum"].optionalNumber())
    if bounds != DescribedParameter.Bounds(), word != .number, word != .integer {
      item["type"].report("has no bounds")
    }
    if let low = bounds.minimum, let high = bounds.maximum, low > high {
      item["minimum"].report("is greater than 'maximum'")
    }
    return bounds
  }
}
