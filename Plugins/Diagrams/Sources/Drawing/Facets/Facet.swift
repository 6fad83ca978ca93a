internal import GraphvizKit
public import ModuleKit

/// One panel: what is highlighted in it, and how.
struct Facet {
  let name: String
  let note: FacetNote
  /// Nodes that stand out, from the first to the last.
  let members: [Int]
  /// The color of each node, where it is a member.
  let colors: [Color]
  /// The shape of each node, where it is a member.
  var shapes: [NodeShape]?
  var key = FacetKey.none
}

/// What follows the name of a panel: the longest of these that leaves all names their room.
struct FacetNote {
  let choices: [String]

  var whole: String { choices.first ?? "" }
}

/// What colors mean, in one panel or in all.
enum FacetKey {
  case none
  case ramp(low: Double, high: Double)
  case entries([SideKey.Entry])

  /// - Parameter shown: whose colors are explained.
  init(_ colors: ColorScale, shown: Set<Int>? = nil) {
    switch colors.kind {
    case .none: self = .none
    case .ramp(let low, let high, _): self = low.isFinite ? .ramp(low: low, high: high) : .none
    case .groups(let groups):
      let wanted = groups.filter { group in
        !group.isMissing && (shown.map { group.members.contains(where: $0.contains) } ?? true)
      }
      self = .entries(wanted.map { .init(name: $0.name, color: $0.color, shape: $0.shape) })
    }
  }
}

/// How panels are put in order.
public enum FacetOrder: String, ParameterChoice {
  /// The largest group first; whole numbers in their order.
  case size
  case name
}

/// What all panels have in common.
public enum FacetScales: String, ParameterChoice {
  /// Shared where all panels show one column, each panel's own where they show several.
  case auto
  /// As in ggplot2: everything shared, nothing, or one of the two axes.
  case fixed, free
  case freeX = "free_x"
  case freeY = "free_y"

  func sharesX(severalColumns: Bool) -> Bool {
    self == .fixed || self == .freeY || self == .auto && !severalColumns
  }
  func sharesY(severalColumns: Bool) -> Bool {
    self == .fixed || self == .freeX || self == .auto && !severalColumns
  }
}

/// The groups that become panels, and what is left out.
package struct FacetGroups {
  package let names: [String]
  package let members: [[Int]]
  /// Groups beyond the last panel, and their members.
  package let others: (groups: Int, members: Int)
  package let missing: Int
  /// The place of each drawn group among all, from the largest: what its color goes by.
  let ranks: [Int]

  init(_ groups: NodeGroups, of column: Column?, isNumbered: Bool, order: FacetOrder, most: Int) {
    let drawn = groups.groups.prefix(most)
    let rest = groups.groups.dropFirst(most)
    others = (rest.count, rest.reduce(0) { $0 + $1.members.count })
    missing = groups.missing
    // Numbers that mean something stand in their order, whatever their groups' size.
    let numbers = column.flatMap { $0.type == .text || isNumbered ? nil : $0.asNumbers }
    let sorted = drawn.indices.sorted { a, b in
      if let numbers, let x = numbers[safe: drawn[a].members[0]],
        let y = numbers[safe: drawn[b].members[0]], x != y
      {
        return x < y
      }
      return order == .name ? (drawn[a].name, a) < (drawn[b].name, b) : a < b
    }
    ranks = sorted
    names = sorted.map { drawn[$0].name }
    members = sorted.map { drawn[$0].members }
  }
}
