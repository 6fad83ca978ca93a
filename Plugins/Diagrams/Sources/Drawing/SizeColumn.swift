internal import ModuleKit

/// The column that circle areas show: checked before the run as far as it is known, and in it.
enum SizeColumn {
  static func check(_ column: NodeColumn?, _ outline: Outline, _ check: CheckContext) {
    guard let name = column?.name else { return }
    if name == "id", outline.nodeColumn("id") == nil {
      check.report(
        "wrong-column-type", "'size' needs numbers, and 'id' holds the names of the nodes",
        parameter: "size")
    } else if let type = outline.nodeColumn(name)?.type, let kind = words(type) {
      check.report(
        "wrong-column-type", "'size' needs numbers, and '\(name)' holds \(kind)", parameter: "size")
    }
  }

  /// The values; nil when no column is wanted.
  static func values(
    _ column: NodeColumn?, of network: Network, _ context: StageContext
  ) throws -> [Double]? {
    guard let name = column?.name else { return nil }
    guard let values = network.nodes[name] else {
      throw context.error(
        "unknown-column", "the network has no node column '\(name)'", parameter: "size",
        help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
    }
    if let kind = words(values.type) {
      throw context.error(
        "wrong-column-type", "'size' needs numbers, and '\(name)' holds \(kind)", parameter: "size")
    }
    warn(values.asNumbers, name, context)
    return values.asNumbers
  }

  private static func words(_ type: ColumnType) -> String? {
    switch type {
    case .text: "texts"
    case .boolean: "booleans"
    default: nil
    }
  }

  private static func warn(_ values: [Double], _ name: String, _ context: StageContext) {
    let negative = values.count { $0 < 0 }
    if negative > 0 {
      context.warn(
        "negative-size",
        "\(negative) node\(negative == 1 ? "" : "s") with a negative '\(name)' "
          + "\(negative == 1 ? "is" : "are") drawn as if it were 0", parameter: "size")
    }
    let known = values.filter(\.isFinite)
    if values.count > 1, known.min() == known.max() {
      context.warn(
        "constant-size",
        known.isEmpty
          ? "'\(name)' has no value: all circles are equal"
          : "'\(name)' is \(NumberText.shown(known[0])) everywhere: all circles are equal",
        parameter: "size")
    }
  }
}
