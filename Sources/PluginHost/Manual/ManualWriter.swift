package import ModuleKit

extension PluginManual {
  /// The description as the protocol has it, with every key that says something.
  package var json: JSON {
    var json: JSON = ["name": .string(name), "summary": .string(manual.summary)]
    if !manual.details.isEmpty { json["details"] = .string(manual.details) }
    json["version"] = .integer(manual.version)
    json["inputs"] = manual.inputs == .none ? "none" : "one"
    json["reads"] = reads.json
    json["writes"] = .array(manual.writes.map(\.json) + (makesNetwork ? [["network": true]] : []))
    json["uses"] = .texts(manual.uses.map(\.rawValue).sorted())
    json["assumes"] = .texts(manual.assumes.map(\.rawValue).sorted())
    json["parameters"] = .array(parameters.list.map(\.json))
    json["references"] = .texts(manual.references)
    json["complexity"] = .string(manual.complexity)
    json["examples"] = .array(manual.examples.map(\.json))
    return json
  }
}

extension JSON {
  static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  /// 1 rather than 1.0.
  fileprivate static func bound(_ value: Double) -> JSON {
    Int(exactly: value).map(JSON.integer) ?? .number(value)
  }
}

extension PluginManual.Reads {
  fileprivate var json: JSON {
    [
      "weight": .bool(weight), "ids": .bool(ids), "node_columns": .texts(nodeColumns),
      "edge_columns": .texts(edgeColumns),
    ]
  }
}

extension Manual.Output {
  fileprivate var json: JSON {
    func item(_ kind: JSON, _ name: String, _ type: ColumnType?, _ meaning: String) -> JSON {
      var json: JSON = ["kind": kind, "name": .string(name)]
      if let type { json["type"] = .string(type.rawValue) }
      json["meaning"] = .string(meaning)
      return json
    }
    return switch self {
    case .nodeColumn(let name, let type, let meaning): item("node_column", name, type, meaning)
    case .edgeColumn(let name, let type, let meaning): item("edge_column", name, type, meaning)
    case .table(let name, let meaning): item("table", name, nil, meaning)
    case .figure(let name, let meaning): item("figure", name, nil, meaning)
    case .document(let name, let meaning): item("document", name, nil, meaning)
    }
  }
}

extension DescribedParameter {
  fileprivate var json: JSON {
    let word: JSON =
      switch kind {
      case .number: "number"
      case .integer: "integer"
      case .boolean: "boolean"
      case .text: "text"
      case .choice: "choice"
      case .nodeColumn: "node_column"
      case .edgeColumn: "edge_column"
      case .file: "file"
      }
    var json: JSON = [
      "key": .string(key), "type": isList ? ["list": word] : word, "doc": .string(doc),
    ]
    if case .choice(let names) = kind { json["choices"] = .texts(names) }
    if isRequired { json["required"] = true } else { json["default"] = defaultValue }
    if let minimum = bounds.minimum { json["minimum"] = .bound(minimum) }
    if let maximum = bounds.maximum { json["maximum"] = .bound(maximum) }
    if let low = bounds.exclusiveMinimum { json["exclusive_minimum"] = .bound(low) }
    return json
  }
}

extension Example {
  fileprivate var json: JSON {
    let items = expected.map { expectation -> JSON in
      switch expectation {
      case .nodes(let csv): ["kind": "nodes", "csv": .string(csv)]
      case .edges(let csv): ["kind": "edges", "csv": .string(csv)]
      case .table(let name, let csv):
        ["kind": "table", "name": .string(name), "csv": .string(csv)]
      case .file(let name, let text):
        ["kind": "file", "name": .string(name), "contains": .string(text)]
      }
    }
    return [
      "title": .string(title), "network": .string(network), "weight": .string(weight.rawValue),
      "files": .array(files.map { ["name": .string($0.name), "text": .string($0.text)] }),
      "yaml": .string(yaml), "expected": .array(items),
    ]
  }
}
