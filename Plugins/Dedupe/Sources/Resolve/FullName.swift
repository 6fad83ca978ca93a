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
    return (core.isEmpty ? letters : core).map(\.text)
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
    let isCapitals = pieces.map { $0.isAllCapitals && $0.text.count > 1 }
    if isCapitals.contains(true), isCapitals.contains(false) {
      let capitals = pieces.indices.filter {
        isCapitals[$0] || NameWords.particles.contains(pieces[$0].text)
      }
      family = Self.bare(capitals.map { pieces[$0] })
      given = Self.bare(pieces.indices.filter { !capitals.contains($0) }.map { pieces[$0] })
      return
    }
    var start = pieces.count - 1
    // The family name begins with its first particle; a particle in front is no given name.
    if let particle = pieces.indices.dropFirst().first(where: {
      NameWords.particles.contains(pieces[$0].text)
    }), particle < pieces.count - 1 {
      start = particle
    }
    given = Self.bare(Array(pieces[..<start]))
    family = Self.bare(Array(pieces[start...]))
  }

  private static func withoutTitles(_ pieces: [NamePiece]) -> [NamePiece] {
    let rest = pieces.drop { NameWords.titles[$0.text] != nil }
    return rest.count > 1 ? Array(rest) : pieces
  }
}
