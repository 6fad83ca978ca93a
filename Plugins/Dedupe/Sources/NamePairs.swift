internal import TextComparison

/// Why two names are taken for one person.
struct NameMatch {
  /// From the surest to the least sure.
  enum Rule: String, CaseIterable {
    /// The study says so.
    case told = "told"
    /// Alike but for case, accents, punctuation, order, titles and particles.
    case sameWords = "same words"
    /// One word has a slip of the pen inside.
    case slip = "slip"
    /// A name is shortened to its initial, and only one name fits.
    case initial = "initial"
  }
  let a, b: Int
  /// Of the words that differ; 1 when none does.
  let similarity: Double
  let rule: Rule

  func isWeaker(than other: NameMatch) -> Bool {
    let ranks = Rule.allCases
    let (mine, theirs) = (ranks.firstIndex(of: rule) ?? 0, ranks.firstIndex(of: other.rule) ?? 0)
    return (-mine, similarity) < (-theirs, other.similarity)
  }
}

/// Finds the pairs of names that are near enough, without comparing all with all.
struct NamePairs {
  /// By node; nil where there is no name.
  let names: [PersonName?]
  /// Whether the names are the ids, so that two equal weak names are spellings of one id. Elsewhere two
  /// nodes named `Marie` or `J. Dupont` are two people until more is known of them.
  let isIdentity: Bool
  let threshold: Double
  let usesSlips: Bool
  let usesInitials: Bool

  /// Where more people share a word, an initial says too little.
  static let mostNamesakes = 1000

  func find() -> (matches: [NameMatch], compared: Int) {
    let equal = equalNames()
    // The first of equal names stands for all; weak ones that two nodes bear stand for nobody.
    var bearers: [[String]: [Int]] = [:]
    for (node, name) in names.enumerated() {
      if let name { bearers[name.key, default: []].append(node) }
    }
    let forms = bearers.values.compactMap { nodes -> (node: Int, name: PersonName)? in
      guard let name = names[nodes[0]], isIdentity || !name.isWeak || nodes.count == 1 else {
        return nil
      }
      return (nodes[0], name)
    }.sorted { $0.node < $1.node }
    let slips = usesSlips ? slips(forms) : (matches: [], compared: 0)
    return (equal + slips.matches + (usesInitials ? initials(forms) : []), slips.compared)
  }

  /// Names of the same words, with or without particles, or of the same letters in order.
  private func equalNames() -> [NameMatch] {
    var groups: [[String]: [Int]] = [:]
    for (node, name) in names.enumerated() {
      guard let name, isIdentity || !name.isWeak else { continue }
      for spelling in [name.words, name.allWords, name.umlautWords, [name.letters]] as Set {
        groups[spelling + ["|"] + name.digits, default: []].append(node)
      }
    }
    return groups.values.flatMap { nodes in
      let genders = Set(nodes.compactMap { names[$0]?.gender })
      // Camille Dupont may be Mme or M. Camille Dupont when both are there, and joins neither.
      let parts =
        genders.count < 2
        ? [nodes] : [nil, .female, .male].map { sex in nodes.filter { names[$0]?.gender == sex } }
      return parts.flatMap { part in
        part.dropFirst().map { NameMatch(a: part[0], b: $0, similarity: 1, rule: .sameWords) }
      }
    }
  }

  /// Names of which all words but one are equal, and that one is a slip.
  ///
  /// One letter left out of one word makes any two such names equal, so all of them meet in a block, and
  /// no block is large.
  private func slips(_ forms: [(node: Int, name: PersonName)]) -> (
    matches: [NameMatch], compared: Int
  ) {
    let slip = NameSlip(threshold: threshold, among: forms.map(\.name))
    var blocks: [[String]: [Int]] = [:]
    for (index, form) in forms.enumerated() {
      for key in slipKeys(form.name) { blocks[key, default: []].append(index) }
    }
    var seen: Set<[Int]> = []
    var matches: [NameMatch] = []
    for block in blocks.values where block.count > 1 {
      for (position, i) in block.enumerated() {
        for j in block[(position + 1)...] where seen.insert([i, j]).inserted {
          let (a, b) = (forms[i], forms[j])
          guard areCompatible(a.name, b.name), let (x, y) = onlyDifference(a.name, b.name),
            let similarity = slip.similarity(x, y)
          else { continue }
          matches.append(NameMatch(a: a.node, b: b.node, similarity: similarity, rule: .slip))
        }
      }
    }
    return (matches, seen.count)
  }

  private func slipKeys(_ name: PersonName) -> Set<[String]> {
    // A single word carries a whole name only where it is an id; in small letters it is a login.
    if name.isWeak && !(isIdentity && name.words.count == 1 && name.hasCapital) { return [] }
    var keys: Set<[String]> = []
    for (index, word) in name.words.enumerated() where NameSlip.isEligible(word) {
      var rest = name.words
      rest.remove(at: index)
      rest += ["|"] + name.digits
      let letters = Array(word.unicodeScalars)
      for left in letters.indices {
        var shorter = String.UnicodeScalarView(letters[..<left])
        shorter.append(contentsOf: letters[(left + 1)...])
        keys.insert([String(shorter)] + rest)
      }
      keys.insert([word] + rest)
    }
    return keys
  }

  private func areCompatible(_ a: PersonName, _ b: PersonName) -> Bool {
    a.digits == b.digits && (a.gender == nil || b.gender == nil || a.gender == b.gender)
  }

  /// The one pair of words that differ; nil when there are none or more.
  private func onlyDifference(_ a: PersonName, _ b: PersonName) -> (String, String)? {
    var (left, right) = (a.words, b.words)
    for word in a.words {
      guard let j = right.firstIndex(of: word), let i = left.firstIndex(of: word) else { continue }
      left.remove(at: i)
      right.remove(at: j)
    }
    return left.count == 1 && right.count == 1 ? (left[0], right[0]) : nil
  }

  /// Names with one initial that fits a single other name.
  private func initials(_ forms: [(node: Int, name: PersonName)]) -> [NameMatch] {
    var formsOfWord: [[String]: [Int]] = [:]
    for (index, form) in forms.enumerated() {
      for word in Set(form.name.words) {
        formsOfWord[[word] + form.name.digits, default: []].append(index)
      }
    }
    return forms.compactMap { form in
      guard let (initial, others) = initial(of: form.name),
        let candidates = others.compactMap({ formsOfWord[[$0] + form.name.digits] })
          .min(by: { $0.count < $1.count }),
        candidates.count <= Self.mostNamesakes
      else { return nil }
      let fitting = candidates.map { forms[$0] }.filter {
        fits($0.name, initial: initial, others: others)
      }
      // More words than the short name has make it ambiguous all the same: Jean-Marc for J.
      guard let only = fitting.first, Set(fitting.map(\.name.words)).count == 1,
        only.name.words.count == form.name.words.count, areCompatible(only.name, form.name),
        let (x, y) = onlyDifference(form.name, only.name)
      else { return nil }
      let similarity = JaroWinkler.similarity(x, y)
      return NameMatch(a: only.node, b: form.node, similarity: similarity, rule: .initial)
    }
  }

  /// The initial and the full words of a name that has just one initial.
  ///
  /// A leading M. may be Monsieur, and stands for no name.
  private func initial(of name: PersonName) -> (initial: Unicode.Scalar, others: [String])? {
    let others = name.words.filter(PersonName.isFull)
    guard others.count + 1 == name.words.count, !others.isEmpty,
      let initial = name.words.first(where: { !PersonName.isFull($0) })?.unicodeScalars.first,
      initial.value < 0x530, !name.letters.hasPrefix("m") || initial != "m"
    else { return nil }
    return (initial, others)
  }

  private func fits(_ name: PersonName, initial: Unicode.Scalar, others: [String]) -> Bool {
    var rest = name.words
    for word in others {
      guard let index = rest.firstIndex(of: word) else { return false }
      rest.remove(at: index)
    }
    return rest.contains { PersonName.isFull($0) && $0.unicodeScalars.first == initial }
  }
}
