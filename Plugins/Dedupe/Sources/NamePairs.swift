/// Finds the pairs worth comparing, without comparing all with all.
///
/// Equal forms are one entry. Two different forms meet when they share a word and the first letters of
/// their other words; single words meet when one letter less makes them equal. Both follow from what
/// ``NameComparison`` accepts, so that no match is lost, but for two edits in a single long word.
struct NamePairs {
  struct Found {
    let matches: [NameMatch]
    let compared: Int
    /// Blocks that were too large to compare, with their size.
    let skipped: [(key: String, size: Int)]
  }
  /// A block of more forms than this is passed over and reported.
  static let largestBlock = 5000

  let names: [PersonName]
  let comparison: NameComparison
  let usesInitials: Bool

  func find(_ isCancelled: () -> Bool) -> Found {
    // The first of equal forms stands for all.
    var first: [PersonName: Int] = [:]
    var matches: [NameMatch] = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      if let known = first[name] {
        matches.append(NameMatch(a: known, b: index, similarity: 1, rule: .sameWords))
      } else {
        first[name] = index
      }
    }
    let forms = first.values.sorted()
    var blocks: [String: [Int]] = [:]
    for form in forms { for key in keys(of: names[form]) { blocks[key, default: []].append(form) } }

    var seen: Set<[Int]> = []
    var skipped: [(String, Int)] = []
    for key in blocks.keys.sorted() {
      guard let members = blocks[key], members.count > 1, !isCancelled() else { continue }
      if members.count > Self.largestBlock {
        skipped.append((key, members.count))
        continue
      }
      for (position, a) in members.enumerated() {
        for b in members[(position + 1)...] where seen.insert([a, b]).inserted {
          guard let (similarity, rule) = comparison.match(names[a], names[b]) else { continue }
          matches.append(NameMatch(a: a, b: b, similarity: similarity, rule: rule))
        }
      }
    }
    return Found(
      matches: unambiguous(matches), compared: seen.count, skipped: skipped)
  }

  private func keys(of name: PersonName) -> Set<String> {
    if name.words.count == 1 {
      let word = Array(name.words[0])
      return Set(
        [String(word)]
          + word.indices.map { String(word[..<$0] + word[($0 + 1)...]) })
    }
    return Set(
      name.words.indices.map { index in
        let others = name.words.indices.filter { $0 != index }.map { name.words[$0].prefix(1) }
        return name.words[index] + "|" + others.sorted().joined()
      })
  }

  /// An initial counts only where a single name fits it.
  private func unambiguous(_ matches: [NameMatch]) -> [NameMatch] {
    var partners: [Int: Int] = [:]
    for match in matches where match.rule == .initial {
      partners[shorter(match), default: 0] += 1
    }
    return matches.filter { match in
      match.rule != .initial || (usesInitials && partners[shorter(match)] == 1)
    }
  }

  private func shorter(_ match: NameMatch) -> Int {
    names[match.a].joined.utf8.count < names[match.b].joined.utf8.count ? match.a : match.b
  }
}
