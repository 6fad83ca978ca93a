internal import ModuleKit

/// What holds the records of a person together, in plain text.
struct PersonText {
  let person: String
  let links: PersonLinks
  /// Of pairs that hold nothing, so many are shown.
  private static let shownOthers = 20

  var text: String {
    let count = links.members.count
    let name = TerminalText.shown(person)
    if count == 1 { return "'\(name)' is one record: no other was joined to it.\n" }
    return "'\(name)' is made of \(count) records:\n\n"
      + links.members.map { "  \(TerminalText.shown($0))\n" }.joined()
      + [tree, partsNote, others, single].filter { !$0.isEmpty }.map { "\n" + $0 }.joined()
  }

  // MARK: What holds

  private var tree: String {
    if links.tree.isEmpty { return "" }
    return "What holds them together, the surest first:\n\n" + table(links.tree)
      + "\n  next best: the surest other listed pair that would hold in its place. Nothing else holds a bridge.\n"
  }

  /// Some links with what would hold in their place, if they hold something.
  func table(_ shown: [Int]) -> String {
    let places = Dictionary(uniqueKeysWithValues: zip(links.tree, links.tree.indices))
    let rows = shown.map { position in
      (
        weight: WeightText.signed(links.links[position].weight),
        probability: WeightText.probability(links.links[position].probability),
        next: places[position].map(substitute) ?? "", names: names(position)
      )
    }
    let wide = max(11, rows.map { TerminalText.width($0.probability) }.max() ?? 0)
    let head =
      "  " + WeightText.right("weight", 7) + "  " + WeightText.left("probability", wide)
      + "  next best\n"
    return head
      + rows.map { row in
        "  " + WeightText.right(row.weight, 7) + "  " + WeightText.left(row.probability, wide)
          + "  "
          + WeightText.left(row.next, 9) + "  " + row.names + "\n"
      }.joined()
  }

  private func substitute(_ place: Int) -> String {
    links.substitutes[place].map { WeightText.signed(links.links[$0].weight) } ?? "bridge"
  }

  private func names(_ position: Int) -> String {
    let link = links.links[position]
    let isWeakest = links.tree.count > 1 && position == links.tree.last
    return "\(name(link.a)) — \(name(link.b))" + (isWeakest ? "  ← the weakest" : "")
  }

  private func name(_ member: Int) -> String { TerminalText.shown(links.members[member]) }

  // MARK: The rest

  private var partsNote: String {
    let parts = links.parts
    if parts.count < 2 { return "" }
    let lines = parts.map { "  " + $0.map(name).joined(separator: ", ") + "\n" }.joined()
    return
      "No listed pair joins these \(parts.count) parts; the study says that they are one person "
      + "('same'):\n\n\(lines)"
  }

  private var others: String {
    let inTree = Set(links.tree)
    let rest = links.links.indices.filter { !inTree.contains($0) }
    if rest.isEmpty { return "" }
    let lines = rest.prefix(Self.shownOthers).map { position in
      let link = links.links[position]
      return "  " + WeightText.right(WeightText.signed(link.weight), 7) + "  "
        + WeightText.left(WeightText.probability(link.probability), 11) + "  \(names(position))\n"
    }
    let left = rest.count - lines.count
    return "Other pairs inside, linked or doubtful:\n\n" + lines.joined()
      + (left > 0 ? "  and \(left) more\n" : "")
  }

  private var single: String {
    let held = links.heldByOne
    if held.isEmpty { return "" }
    let lines = held.map { member, position in
      let link = links.links[position]
      let other = link.a == member ? link.b : link.a
      return "  \(name(member)), by \(name(other)) (\(WeightText.signed(link.weight)))\n"
    }
    return "Records that a single pair holds:\n\n" + lines.joined()
  }
}
