/// A person's name taken apart into given and family name, each as folded words.
struct FullName: Equatable {
  var given: [String] = []
  var family: [String] = []

  /// - Parameters:
  ///   - given: from a column of its own.
  ///   - family: from a column of its own.
  ///   - full: used for what these do not tell.
  init(given: String?, family: String?, full: String?) {
    self.given = given.map(Self.words) ?? []
    self.family = family.map(Self.words) ?? []
    if self.given.isEmpty && self.family.isEmpty, let full { split(full) }
  }

  /// Words of one part, without titles and, where something is left, particles.
  private static func words(_ text: String) -> [String] { bare(PersonName.pieces(of: text)) }

  private static func bare(_ pieces: [NamePiece]) -> [String] {
    let letters = pieces.filter { !$0.isNumber }
    let core = letters.filter { !NameWords.particles.contains($0.text) }
    let words = (core.isEmpty ? letters : core).map(\.text)
    // St Martin and Sainte-Marie: the saint of a name, not an initial.
    return words.enumerated().map { index, word in
      index + 1 < words.count ? NameWords.saints[word] ?? word : word
    }
  }

  /// `Dupont, Jean`; `DUPONT Jean` and `Jean DUPONT`; else the last word with the particles before it is the
  /// family name: `Jean de La Tour`.
  private mutating func split(_ text: String) {
    let pieces = Self.withoutTitles(PersonName.pieces(of: text).filter { !$0.isNumber })
    guard pieces.count > 1 else {
      family = Self.bare(pieces)
      return
    }
    if let comma = pieces.dropFirst().firstIndex(where: \.beginsPart) {
      family = Self.bare(Array(pieces[..<comma]))
      given = Self.bare(Array(pieces[comma...]))
      return
    }
    let isCapitals = pieces.map {
      $0.isAllCapitals && (!Self.isInitials($0.text) || NameWords.articles.contains($0.text))
    }
    if isCapitals.contains(true), isCapitals.contains(false) {
      let capitals = pieces.indices.filter {
        isCapitals[$0] || NameWords.particles.contains(pieces[$0].text)
      }
      family = Self.bare(capitals.map { pieces[$0] })
      given = Self.bare(pieces.indices.filter { !capitals.contains($0) }.map { pieces[$0] })
      return
    }
    var start = pieces.count - 1
    // The family name begins with its first particle or article; one in front is a given name: Ben Martin.
    if let particle = pieces.indices.dropFirst().first(where: {
      NameWords.particles.contains(pieces[$0].text) || NameWords.articles.contains(pieces[$0].text)
    }), particle < pieces.count - 1 {
      start = particle
    }
    given = Self.bare(Array(pieces[..<start]))
    family = Self.bare(Array(pieces[start...]))
  }

  /// `J`, and `JP` for Jean-Pierre, but not `LI`: names have vowels.
  private static func isInitials(_ word: String) -> Bool {
    word.count < 2 || word.count == 2 && !word.contains { "aeiouy".contains($0) }
  }

  /// `M.` and `Me` are titles only before two words more: `M. Martin` may be Michel.
  private static func withoutTitles(_ pieces: [NamePiece]) -> [NamePiece] {
    var rest = pieces[...]
    if pieces.count > 2, let first = pieces.first, NameWords.leadingTitles[first.text] != nil {
      rest = rest.dropFirst()
    }
    rest = rest.drop { NameWords.titles[$0.text] != nil }
    return rest.count > 1 ? Array(rest) : pieces
  }
}
