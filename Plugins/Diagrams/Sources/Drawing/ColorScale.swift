internal import GraphvizKit
internal import ModuleKit

/// Which color each node gets, and how the legend explains it.
struct ColorScale {
  struct Group {
    let name: String
    let members: [Int]
    let color: Color
    /// Too many groups for the palette, or no value at all: this is the rest.
    let isRest: Bool
    var isMissing = false
    var shape = NodeShape.circle
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
  /// Nodes without a value, which are drawn hollow.
  let missing: Set<Int>

  /// Columns whose whole numbers only number groups: the numbers themselves say nothing.
  private static let memberships: Set = ["community", "component"]

  /// Whether the values of a column with this name are mere numbers of groups.
  static func numbersGroups(_ name: String) -> Bool { memberships.contains(name) }

  /// - Parameters:
  ///   - column: texts, booleans, numbers of groups and a few whole numbers make groups, other
  ///     numbers a ramp.
  ///   - name: of the column.
  ///   - leader: what to call a numbered group, by its members.
  init(
    _ column: Column?, name: String?, count: Int, theme: Theme, leader: @escaping ([Int]) -> String
  ) {
    missing = Set(
      column.map { column in (0..<column.count).filter { Self.isMissing(column, $0) } } ?? [])
    guard let column else {
      kind = .none
      colors = Array(repeating: theme.strong, count: count)
      groupOfNode = nil
      return
    }
    let isMembership = name.map(Self.memberships.contains) ?? false
    if column.type == .number || (!isMembership && Self.hasManyNumbers(column, theme)) {
      (kind, colors) = Self.ramp(column.asNumbers, theme)
      groupOfNode = nil
      return
    }
    let (groups, groupOfNode) = Self.groups(column, theme, isMembership ? leader : nil)
    var colors = [Color](repeating: theme.other, count: count)
    for group in groups { for member in group.members { colors[member] = group.color } }
    kind = .groups(groups)
    self.colors = colors
    self.groupOfNode = groupOfNode
  }

  func shape(of node: Int, _ theme: Theme) -> NodeShape {
    guard let groupOfNode, groupOfNode[node] >= 0 else { return .circle }
    return theme.shape(groupOfNode[node])
  }

  private static func isMissing(_ column: Column, _ row: Int) -> Bool {
    if case .numbers(let values) = column { return !values[row].isFinite }
    return column.text(at: row) == nil
  }

  /// Ages, years: more whole numbers than colors are an amount.
  private static func hasManyNumbers(_ column: Column, _ theme: Theme) -> Bool {
    column.type == .integer
      && Set(column.asNumbers.filter(\.isFinite)).count > theme.palette.count
  }

  private static func groups(
    _ column: Column, _ theme: Theme, _ leader: (([Int]) -> String)?
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
    let isOrdered = column.type == .integer && leader == nil
    let sorted = members.sorted { a, b in
      // Numbers that mean something stand in their order, whatever their groups' size.
      if isOrdered, let x = Int(a.key), let y = Int(b.key) { return x < y }
      return a.value.count != b.value.count
        ? a.value.count > b.value.count : (a.value[0], a.key) < (b.value[0], b.key)
    }
    var groupOfNode = [Int](repeating: -1, count: column.count)
    for (index, entry) in sorted.enumerated() {
      for row in entry.value { groupOfNode[row] = index }
    }
    var groups = sorted.prefix(theme.palette.count).enumerated().map { index, entry in
      Group(
        name: leader?(entry.value) ?? (isOrdered ? minus(entry.key) : entry.key),
        members: entry.value, color: theme.palette[index], isRest: false,
        shape: theme.shape(index))
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
        Group(
          name: "no value", members: missing, color: theme.other, isRest: true, isMissing: true))
    }
    return (groups, groupOfNode)
  }

  private static func minus(_ number: String) -> String {
    number.hasPrefix("-") ? "−" + number.dropFirst() : number
  }

  private static func ramp(_ values: [Double], _ theme: Theme) -> (Kind, [Color]) {
    let known = values.filter(\.isFinite)
    let (low, high) = (known.min() ?? .nan, known.max() ?? .nan)
    let colors = values.map { value in
      value.isFinite ? rampColor(high > low ? (value - low) / (high - low) : 1, theme) : theme.other
    }
    return (.ramp(low: low, high: high, hasMissing: known.count < values.count), colors)
  }

  /// From a light tint to the palette's first color, darkened at the end.
  static func rampColor(_ share: Double, _ theme: Theme) -> Color {
    theme.strong.tint(0.2 + 0.8 * share, over: theme.background)
  }
}
