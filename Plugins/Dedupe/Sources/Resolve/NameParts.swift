/// A given or a family name in the form in which it is compared.
struct NamePart: Sendable, Hashable {
  /// Words without case, accents and particles, in their order.
  let words: [String]
  /// The same in one, so that `Jean-Pierre`, `Jean Pierre` and `JeanPierre` are one.
  let letters: String
  let scalars: [Unicode.Scalar]

  /// Nil when there is no letter.
  init?(_ words: [String]) {
    let known = words.filter { !$0.isEmpty }
    if known.isEmpty { return nil }
    self.words = known
    letters = known.joined()
    scalars = Array(letters.unicodeScalars)
  }

  /// `J.` or `JP` for `Jean-Pierre`, `Jean` for `Jean-Pierre`.
  func isShortOf(_ other: NamePart) -> Bool {
    if letters == other.letters { return false }
    let initials = words.allSatisfy { $0.unicodeScalars.count == 1 } || letters.count <= 2
    if initials {
      let theirs = other.words.compactMap(\.first)
      let mine = Array(letters)
      return mine.count <= theirs.count && zip(mine, theirs).allSatisfy { $0 == $1 }
    }
    return words.count < other.words.count && other.words.starts(with: words)
  }

  /// Whether one half of a double name is the other name.
  func sharesWord(with other: NamePart) -> Bool {
    guard words.count > 1 || other.words.count > 1 else { return false }
    return words.contains { $0.unicodeScalars.count > 2 && other.words.contains($0) }
  }
}
