// The surest links that hold all together are a maximum spanning tree: Kruskal, "On the shortest
// spanning subtree of a graph and the traveling salesman problem", Proc. AMS 7, 1956.

package import ModuleKit

/// The listed pairs inside one person, and which of them hold it together.
package struct PersonLinks {
  package struct Link: Equatable {
    /// Positions among the members.
    package let a, b: Int
    package let weight, probability: Double
  }
  package let members: [String]
  /// The surest first.
  package let links: [Link]
  /// Positions of the links that hold all members together, the surest first; the last is the weakest.
  package private(set) var tree: [Int] = []
  /// For each link of the tree the surest other that would hold in its place; nil for a bridge.
  package private(set) var substitutes: [Int?] = []
  private var up: [(member: Int, tree: Int)?]
  private var depth: [Int]
  private var part: [Int]

  package init(members: [String], pairs: [PairWeights]) {
    self.members = members
    let places = Dictionary(members.enumerated().map { ($1, $0) }) { first, _ in first }
    var seen: Set<[Int]> = []
    links = pairs.compactMap { pair -> Link? in
      guard let a = places[pair.recordA], let b = places[pair.recordB], a != b,
        seen.insert([min(a, b), max(a, b)]).inserted
      else { return nil }
      return Link(a: a, b: b, weight: pair.weight, probability: pair.probability)
    }.enumerated().sorted {
      (-$0.element.weight, $0.offset) < (-$1.element.weight, $1.offset)
    }.map(\.element)
    up = Array(repeating: nil, count: members.count)
    depth = Array(repeating: 0, count: members.count)
    part = Array(repeating: -1, count: members.count)
    growTree()
    rootTree()
    findSubstitutes()
  }

  /// Members that listed pairs join; several parts when something else made them one person.
  package var parts: [[Int]] {
    var parts: [[Int]] = []
    for member in members.indices {
      if part[member] == parts.count { parts.append([]) }
      parts[part[member]].append(member)
    }
    return parts
  }

  /// Members of a single listed pair, with its position.
  package var heldByOne: [(member: Int, link: Int)] {
    if members.count < 3 { return [] }
    var found = [[Int]](repeating: [], count: members.count)
    for (position, link) in links.enumerated() {
      for member in [link.a, link.b] where found[member].count < 2 {
        found[member].append(position)
      }
    }
    return members.indices.compactMap { found[$0].count == 1 ? ($0, found[$0][0]) : nil }
  }

  /// The links of the tree from one member to another, in order; nil when they are of different parts.
  package func way(from a: Int, to b: Int) -> [Int]? {
    var (fromA, fromB): ([Int], [Int]) = ([], [])
    var (x, y) = (a, b)
    while x != y {
      if depth[x] >= depth[y], let step = up[x] {
        fromA.append(tree[step.tree])
        x = step.member
      } else if depth[y] > depth[x], let step = up[y] {
        fromB.append(tree[step.tree])
        y = step.member
      } else {
        return nil
      }
    }
    return fromA + fromB.reversed()
  }

  private mutating func growTree() {
    var sets = Array(members.indices)
    for (position, link) in links.enumerated() {
      let (a, b) = (root(link.a, &sets), root(link.b, &sets))
      if a == b { continue }
      sets[max(a, b)] = min(a, b)
      tree.append(position)
    }
    substitutes = Array(repeating: nil, count: tree.count)
  }

  private func root(_ member: Int, _ sets: inout [Int]) -> Int {
    var member = member
    while sets[member] != member {
      sets[member] = sets[sets[member]]
      member = sets[member]
    }
    return member
  }

  /// Finds the way up from each member to the first of its part.
  private mutating func rootTree() {
    var neighbors = [[(member: Int, tree: Int)]](repeating: [], count: members.count)
    for (index, position) in tree.enumerated() {
      neighbors[links[position].a].append((links[position].b, index))
      neighbors[links[position].b].append((links[position].a, index))
    }
    var partCount = 0
    for first in members.indices where part[first] < 0 {
      part[first] = partCount
      var waiting = [first]
      while let member = waiting.popLast() {
        for next in neighbors[member] where part[next.member] < 0 {
          part[next.member] = partCount
          up[next.member] = (member, next.tree)
          depth[next.member] = depth[member] + 1
          waiting.append(next.member)
        }
      }
      partCount += 1
    }
  }

  /// Every other link closes a circle with the tree: it could take the place of any link on it. Links of the tree
  /// that have a substitute are passed over from then on, so that each is looked at once.
  private mutating func findSubstitutes() {
    var tops = Array(members.indices)
    let inTree = Set(tree)
    for position in links.indices where !inTree.contains(position) {
      var (x, y) = (root(links[position].a, &tops), root(links[position].b, &tops))
      while x != y {
        if depth[x] < depth[y] { swap(&x, &y) }
        guard let step = up[x] else { break }
        substitutes[step.tree] = position
        tops[x] = step.member
        x = root(x, &tops)
      }
    }
  }
}
