/// Why two names are taken for one person.
struct NameMatch {
  enum Rule: String {
    /// Alike but for case, accents, punctuation, order, titles and particles.
    case sameWords = "same words"
    /// One word has a slip of the pen inside.
    case slip = "slip"
    /// A first name is shortened to its initial, and only one name fits.
    case initial = "initial"
    /// The study says so.
    case told = "told"
  }
  let a, b: Int
  /// The mean over words of their Jaro-Winkler similarity.
  let similarity: Double
  let rule: Rule
}

/// Decides whether two names that are written differently are near enough.
///
/// Precision comes first. A slip is one edit (two from nine letters on) inside a word of at least five
/// letters, with the same first and last letter: endings tell Jean from Jeanne and Mario from Maria.
/// All other words must be equal, and there must be one, unless the name is a single word of at least
/// seven letters.
struct NameComparison {
  /// The least Jaro-Winkler similarity of the word with the slip.
  let threshold: Double

  func match(_ a: PersonName, _ b: PersonName) -> (similarity: Double, rule: NameMatch.Rule)? {
    guard a.words.count == b.words.count, a.digits == b.digits else { return nil }
    var (left, right) = (a.words, b.words)
    for word in a.words {
      guard let index = right.firstIndex(of: word), let own = left.firstIndex(of: word) else {
        continue
      }
      left.remove(at: own)
      right.remove(at: index)
    }
    if left.isEmpty { return (1, .sameWords) }
    guard left.count == 1 else { return nil }
    let (x, y) = (Array(left[0].utf8), Array(right[0].utf8))
    // The words that are equal count 1 each.
    let ofWord = JaroWinkler.similarity(x, y)
    let similarity = (Double(a.words.count - 1) + ofWord) / Double(a.words.count)
    if a.words.count > 1, isInitial(x, of: y) || isInitial(y, of: x) {
      return (similarity, .initial)
    }
    if a.words.count == 1 && min(x.count, y.count) < 7 { return nil }
    guard isSlip(x, y), ofWord >= threshold else { return nil }
    return (similarity, .slip)
  }

  private func isInitial(_ short: [UInt8], of long: [UInt8]) -> Bool {
    short.count == 1 && long.count > 1 && short[0] == long[0]
  }

  private func isSlip(_ x: [UInt8], _ y: [UInt8]) -> Bool {
    let length = min(x.count, y.count)
    guard length >= 5, x.first == y.first, x.last == y.last else { return false }
    return JaroWinkler.edits(x, y) <= (length >= 9 ? 2 : 1)
  }
}
