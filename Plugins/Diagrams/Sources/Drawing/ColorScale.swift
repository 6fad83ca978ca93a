internal import GraphvizKit
internal import ModuleKit

/// Which color each node gets, and how the legend explains it.
struct ColorScale {
  struct Group {
    let name: String
    let members: [Int]
    let color: Color
    /// Too many groups for the palette: this is the rest.
    let isRest: Bool
  }
  enum Kind {
    case none
    /// Largest first; then the rest, then nodes without a value.
    case groups([Group])
    case ramp(low: Double, high: Double, hasMissing: Bool)
  }

  let kind: Kind
  let colors: [Color]
  /// The group of each node for layout and ground; nil without groups.
  let groupOfNode: [Int]?

  /// - Parameters:
  ///   - column: whole numbers, texts and booleans make groups, numbers a ramp.
  ///   - names: what to call a group of whole numbers, by its members.
  init(_ column: Column?, count: Int, theme: Theme, names: ([Int]) -> String) {
    guard let column else {
      kind = .none
      colors = Array(repeating: theme.palette[0], count: count)
      groupOfNode = nil
      return
    }
    if case .numbers(let values) = column {
      (kind, colors) = Self.ramp(values, theme)
      groupOfNode = nil
      return
    }
    let (groups, groupOfNode) = Self.groups(column, theme, names)
    var colors = [Color](repeating: theme.other, count: count)
    for group in groups { for member in group.members { colors[member] = group.color } }
    kind = .groups(groups)
    self.colors = colors
    self.groupOfNode = groupOfNode
  }

  private static func groups(
    _ column: Column, _ theme: Theme, _ names: ([Int]) -> String
  ) -> ([Group], [Int]) {
    var members: [String: [Int]] = [:]
    var missing: [Int] = []
    for row in 0..<column.count {
      if let value = column.text(at: row) {
        members[value, default: []].append(row)
      } else {
        missing.append(row)
      }
    }
    let sorted = members.sorted { a, b in
      a.value.count != b.value.count
        ? a.value.count > b.value.count : (a.value[0], a.key) < (b.value[0], b.key)
    }
    var groupOfNode = [Int](repeating: -1, count: column.count)
    for (index, entry) in sorted.enumerated() {
      for row in entry.value { groupOfNode[row] = index }
    }
    let isNumbered = column.type == .integer
    var groups = sorted.prefix(theme.palette.count).enumerated().map { index, entry in
      Group(
        name: isNumbered ? names(entry.value) : entry.key, members: entry.value,
        color: theme.palette[index], isRest: false)
    }
    let rest = sorted.dropFirst(theme.palette.count).flatMap(\.value)
    if !rest.isEmpty {
      let count = sorted.count - theme.palette.count
      groups.append(
        Group(
          name: "\(count) other\(count == 1 ? "" : "s")", members: rest, color: theme.other,
          isRest: true))
    }
    if !missing.isEmpty {
      groups.append(
        Group(name: "no value", members: missing, color: theme.other, isRest: true))
    }
    return (groups, groupOfNode)
  }

  private static func ramp(_ values: [Double], _ theme: Theme) -> (Kind, [Color]) {
    let known = values.filter(\.isFinite)
    let (low, high) = (known.min() ?? 0, known.max() ?? 0)
    let colors = values.map { value in
      value.isFinite ? rampColor(high > low ? (value - low) / (high - low) : 1, theme) : theme.other
    }
    return (.ramp(low: low, high: high, hasMissing: known.count < values.count), colors)
  }

  /// From a light tint to the palette's first color, darkened at the end.
  static func rampColor(_ share: Double, _ theme: Theme) -> Color {
    theme.palette[0].tint(0.2 + 0.8 * share, over: theme.background)
  }
}
