internal import TextComparison

/// Decides whether a word may be a mistyped form of another.
///
/// Precision comes first. A slip is two neighbours swapped or one letter too many, inside words of at
/// least six letters that begin and end alike: endings tell Jean from Jeanne and Louis from Louise, and
/// another letter in its place tells Hansen from Hanson. Two words that are known given names, or that
/// both occur in other names too, are two names (Stéphane and Stéphanie).
struct NameSlip {
  static let shortest = 6
  /// Longer words are no names, and would cost the square of their length.
  static let longest = 40
  /// The least Jaro-Winkler similarity of the two words.
  let threshold: Double
  /// The number of different names in which a word occurs.
  private let occurrences: [String: Int]

  init(threshold: Double, among names: [PersonName]) {
    self.threshold = threshold
    var occurrences: [String: Int] = [:]
    for words in Set(names.map(\.words)) {
      for word in Set(words) { occurrences[word, default: 0] += 1 }
    }
    self.occurrences = occurrences
  }

  /// Whether slips are looked for in the word: not in short ones, nor in scripts of few, long letters.
  static func isEligible(_ word: String) -> Bool {
    (shortest...longest).contains(word.unicodeScalars.count)
      && word.unicodeScalars.allSatisfy { $0.value < 0x530 }
  }

  /// The similarity of the words, when one may be a slip for the other.
  func similarity(_ a: String, _ b: String) -> Double? {
    guard Self.isEligible(a), Self.isEligible(b) else { return nil }
    if occurrences[a, default: 0] > 1 && occurrences[b, default: 0] > 1 { return nil }
    if NameWords.givenNames.contains(a) && NameWords.givenNames.contains(b) { return nil }
    let (x, y) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    guard x.first == y.first, x.last == y.last, isOneSlip(x, y) else { return nil }
    let similarity = JaroWinkler.similarity(a, b)
    return similarity >= threshold ? similarity : nil
  }

  private func isOneSlip(_ x: [Unicode.Scalar], _ y: [Unicode.Scalar]) -> Bool {
    let (long, short) = x.count >= y.count ? (x, y) : (y, x)
    let start = zip(long, short).prefix { $0 == $1 }.count
    if long.count == short.count + 1 { return long[(start + 1)...] == short[start...] }
    guard long.count == short.count, start + 1 < long.count else { return false }
    return long[start] == short[start + 1] && long[start + 1] == short[start]
      && long[(start + 2)...] == short[(start + 2)...]
  }
}
