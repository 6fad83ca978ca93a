public import ModuleKit

/// How two people are compared in a column, or in several.
public enum ColumnDistance: String, ParameterChoice {
  /// Equal texts or values are near, all others far.
  case equal
  /// Numbers: how far they are apart.
  case difference
  /// Coordinates: the straight line.
  case plane
  /// Latitude and longitude in degrees, along the great circle.
  case greatCircle = "great_circle"
  /// x and y: steps along the axes.
  case lattice
  /// The same, where the right end joins the left and the top the bottom.
  case torus
  /// The smallest group that both belong to: a path such as `Europe/France/Lyon`, or columns from the
  /// largest groups to the smallest.
  case hierarchy
}

/// What makes people near to each other: `[sector, {columns: [x, y], distance: plane, weight: 2}]`.
public struct ComparedColumns: ParameterValue {
  struct Entry: Sendable {
    let columns: [NodeColumn]
    let distance: ColumnDistance
    let weight: Double
  }
  let entries: [Entry]

  public static var jsonSchema: JSON {
    let name: JSON = ["type": "string"]
    let entry: JSON = [
      "type": "object", "additionalProperties": false, "required": ["columns", "distance"],
      "properties": [
        "columns": ["anyOf": [name, ["type": "array", "items": name]]],
        "distance": ColumnDistance.jsonSchema,
        "weight": ["type": "number", "exclusiveMinimum": 0],
      ],
    ]
    return ["type": "array", "items": ["anyOf": [name, entry]]]
  }
  public static var typeName: String { "a list of columns, each with its distance" }
  public static var placeholder: ComparedColumns { ComparedColumns(entries: []) }

  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<ComparedColumns> {
    guard let items = node.items else { return .complaint("must be \(typeName), not \(node.kind)") }
    if items.isEmpty { return .complaint("names no column", id: "empty-list") }
    var entries: [Entry] = []
    for item in items {
      switch entry(item, context) {
      case .value(let entry): entries.append(entry)
      case .complaint(let text, let id, let help, let location):
        return .complaint(text, id: id, help: help, at: location ?? item.location)
      }
    }
    return .value(ComparedColumns(entries: entries))
  }

  public var json: JSON {
    .array(
      entries.map { entry in
        [
          "columns": .array(entry.columns.map(\.json)), "distance": entry.distance.json,
          "weight": .number(entry.weight),
        ]
      })
  }

  /// The name of a column alone asks for equal values.
  private static func entry(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<Entry> {
    guard let pairs = node.pairs else {
      return columns(node, context).map { Entry(columns: $0, distance: .equal, weight: 1) }
    }
    let known = ["columns", "distance", "weight"]
    for pair in pairs where !known.contains(pair.key.text ?? "") {
      let name = pair.key.text ?? ""
      return .complaint(
        "has no setting '\(name)'", id: "unknown-setting",
        help: Suggestion.help(for: name, among: known, kind: "settings"), at: pair.key.location)
    }
    guard let named = node["columns"], let kind = node["distance"] else {
      return .complaint(
        "needs 'columns' and 'distance'", id: "missing-setting",
        help: "write '{columns: [x, y], distance: plane}', or only the name of a column")
    }
    return columns(named, context).flatMap { columns in
      ColumnDistance.read(kind, context).located(kind).flatMap { distance in
        weight(node["weight"]).map { Entry(columns: columns, distance: distance, weight: $0) }
      }
    }
  }

  private static func columns(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<[NodeColumn]> {
    var columns: [NodeColumn] = []
    for item in node.items ?? [node] {
      switch NodeColumn.read(item, context) {
      case .value(let column): columns.append(column)
      case .complaint(let text, let id, let help, let location):
        return .complaint(text, id: id, help: help, at: location ?? item.location)
      }
    }
    return columns.isEmpty
      ? .complaint("names no column", id: "empty-list", at: node.location) : .value(columns)
  }

  private static func weight(_ node: ConfigNode?) -> ParameterReading<Double> {
    guard let node else { return .value(1) }
    guard let weight = node.number, weight > 0, weight.isFinite else {
      return .complaint(
        "needs a weight above 0, not \(node.kind)", id: "out-of-range", at: node.location)
    }
    return .value(weight)
  }
}

extension ParameterReading {
  fileprivate func flatMap<Other>(
    _ next: (Value) -> ParameterReading<Other>
  ) -> ParameterReading<Other> {
    switch self {
    case .value(let value): next(value)
    case .complaint(let text, let id, let help, let location):
      .complaint(text, id: id, help: help, at: location)
    }
  }
  fileprivate func map<Other>(_ next: (Value) -> Other) -> ParameterReading<Other> {
    flatMap { .value(next($0)) }
  }
  /// Points to `node` unless it points somewhere already.
  fileprivate func located(_ node: ConfigNode) -> Self {
    guard case .complaint(let text, let id, let help, let location) = self else { return self }
    return .complaint(text, id: id, help: help, at: location ?? node.location)
  }
}

extension ComparedColumns {
  /// Reports what will not work, as far as is known before running.
  func check(_ outline: Outline, _ parameter: String, _ check: CheckContext) {
    for entry in entries {
      if let (message, help) = entry.problem {
        check.report("wrong-column-count", message, parameter: parameter, help: help)
      }
      for column in entry.columns where entry.distance.isNumeric {
        let type = outline.nodeColumn(column.name)?.type
        if type == .text || type == .boolean {
          check.report(
            "wrong-column-type",
            "'\(column.name)' holds no numbers, which 'distance: \(entry.distance.rawValue)' needs",
            parameter: parameter, help: "use 'distance: equal' or 'distance: hierarchy'")
        }
      }
    }
  }
}

extension ComparedColumns.Entry {
  /// What is wrong with the number of columns.
  var problem: (message: String, help: String)? {
    let (count, name) = (columns.count, distance.rawValue)
    switch distance {
    case .equal, .difference:
      return count == 1
        ? nil : ("'distance: \(name)' compares one column, not \(count)", "list them one by one")
    case .greatCircle:
      return count == 2
        ? nil
        : (
          "'distance: great_circle' needs two columns, not \(count)",
          "name latitude and longitude, in this order"
        )
    case .lattice, .torus:
      return count == 2
        ? nil : ("'distance: \(name)' needs two columns, not \(count)", "name x and y")
    case .plane, .hierarchy:
      return nil
    }
  }

  var words: String {
    let names = columns.map(\.name).joined(separator: ", ")
    return distance == .equal ? names : "\(names) (\(distance.rawValue))"
  }
}

extension ColumnDistance {
  var isNumeric: Bool { self != .equal && self != .hierarchy }
}
