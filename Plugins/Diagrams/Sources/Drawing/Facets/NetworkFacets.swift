internal import GraphvizKit
internal import ModuleKit

/// The panels of a network: one for each group of a column, or one for each of several columns.
struct NetworkFacets {
  let facets: [Facet]
  /// What colors mean in all panels.
  let key: FacetKey

  /// A panel for each group, its members in the color of the group or of another column.
  init(
    _ groups: FacetGroups, of network: Network, colors: ColorScale?, nouns: FacetNouns, theme: Theme
  ) {
    let count = network.graph.nodeCount
    let graph = network.graph
    let shapes = colors.map { colors in
      (0..<count).map { colors.shape(of: $0, theme) }
    }
    facets = groups.members.indices.map { index in
      let members = groups.members[index]
      let inside = Set(members)
      let ties = (0..<graph.edgeCount).count {
        inside.contains(Int(graph.sources[$0])) && inside.contains(Int(graph.targets[$0]))
      }
      let people = Noun(nouns.people).counted(members.count)
      let own = Self.color(groups.ranks[index], theme)
      return Facet(
        name: groups.names[index],
        note: FacetNote(choices: [
          "\(people), \(Noun(nouns.ties).counted(ties)) inside", people, String(members.count),
        ]),
        members: members, colors: colors?.colors ?? Array(repeating: own, count: count),
        shapes: shapes)
    }
    key = colors.map { FacetKey($0, shown: Set(groups.members.joined())) } ?? .none
  }

  /// The color that the group has on other slides; strong grey beyond the palette. On paper, where
  /// palettes are greys themselves, one dark for all.
  private static func color(_ rank: Int, _ theme: Theme) -> Color {
    if !theme.shapes.isEmpty { return theme.strong }
    return theme.palette[safe: rank] ?? theme.secondary
  }

  /// A panel for each column: groups in their colors, numbers as a ramp.
  ///
  /// - Parameter isShared: whether all ramps have the same ends.
  init(
    _ columns: [(name: String, colors: ColorScale, values: [Double]?)], count: Int, isShared: Bool,
    nouns: FacetNouns, theme: Theme
  ) {
    let known = columns.flatMap { $0.values ?? [] }.filter(\.isFinite)
    let (low, high) = (known.min() ?? .nan, known.max() ?? .nan)
    facets = columns.map { column in
      let members = (0..<count).filter { !column.colors.missing.contains($0) }
      let missing = count - members.count
      let people = Noun(nouns.people).counted(members.count)
      var colors = column.colors.colors
      var key = FacetKey(column.colors)
      if isShared, let values = column.values {
        key = .none
        for member in members where high > low {
          colors[member] = ColorScale.rampColor((values[member] - low) / (high - low), theme)
        }
      }
      return Facet(
        name: column.name.replacing("_", with: " "),
        note: FacetNote(choices: [
          people + (missing == 0 ? "" : ", \(missing) without a value"), people,
          String(members.count),
        ]),
        members: members, colors: colors,
        shapes: (0..<count).map { column.colors.shape(of: $0, theme) }, key: key)
    }
    key = isShared && !known.isEmpty ? .ramp(low: low, high: high) : .none
  }
}

/// What is counted, in the plural.
struct FacetNouns {
  let people, ties: String
}
