internal import TextComparison

/// Given and family names in the form in which they are compared, each made once and named by a code.
struct NamePool: Sendable {
  private var keys = KeyCodes()
  private var vocabulary = KeyCodes()
  private var sounds = KeyCodes()
  /// A name's words in one, so that `Jean-Pierre`, `Jean Pierre` and `JeanPierre` are one.
  private(set) var letters: [String] = []
  private var texts = TextPool()
  private var lengths: [Int] = []
  /// The same for names whose letters are.
  private var letterCode: [Int32] = []
  private var letterKeys = KeyCodes()
  /// Words in their order.
  private var words = CodeLists()
  private var wordTexts: [String] = []
  private var wordInitials: [Unicode.Scalar] = []
  private var wordLengths: [Int] = []
  /// How a name sounds in French, and in other languages of Europe; -1 for names of one or two letters.
  private var french: [Int32] = []
  private var other: [Int32] = []
  /// Names that are used for each other, by word.
  private var nicknameSets: [[Int32]] = []

  var count: Int { letters.count }

  /// The code of a name's folded words; -1 when there is no letter.
  mutating func code(_ given: [String]) -> Int32 {
    let known = given.filter { !$0.isEmpty }
    if known.isEmpty { return -1 }
    let (code, isNew) = keys.code(of: known.joined(separator: " "))
    if isNew { add(known) }
    return code
  }

  private mutating func add(_ parts: [String]) {
    let joined = parts.joined()
    letters.append(joined)
    texts.append(joined)
    lengths.append(joined.unicodeScalars.count)
    letterCode.append(letterKeys.code(of: joined).code)
    words.append(parts.map { codeOfWord($0) })
    let hasSound = lengths[lengths.count - 1] > 2
    french.append(hasSound ? sound("f", FONEM.key(joined)) : -1)
    // Vowels do not sound there: of Léa and Léo an L is left.
    let consonants = DoubleMetaphone(joined, length: 8).primary
    other.append(hasSound && consonants.utf8.count > 1 ? sound("m", consonants) : -1)
  }

  private mutating func sound(_ language: String, _ key: String) -> Int32 {
    key.isEmpty ? -1 : sounds.code(of: language + key).code
  }

  private mutating func codeOfWord(_ word: String) -> Int32 {
    let (code, isNew) = vocabulary.code(of: word)
    if isNew {
      wordTexts.append(word)
      wordInitials.append(word.unicodeScalars.first ?? " ")
      wordLengths.append(word.unicodeScalars.count)
      nicknameSets.append(Nicknames.sets(of: word))
    }
    return code
  }

  // MARK: Comparison

  func isEqual(_ x: Int32, _ y: Int32) -> Bool { letterCode[Int(x)] == letterCode[Int(y)] }

  /// `J.` or `JP` for `Jean-Pierre`, `Jean` for `Jean-Pierre`.
  func isShort(_ x: Int32, of y: Int32) -> Bool {
    let (mine, theirs) = (words[Int(x)], words[Int(y)])
    if mine.allSatisfy({ wordLengths[Int($0)] == 1 }) {
      return mine.count <= theirs.count
        && zip(mine, theirs).allSatisfy { wordInitials[Int($0)] == wordInitials[Int($1)] }
    }
    if lengths[Int(x)] == 2, theirs.count == 2 {
      return zip(letters[Int(x)].unicodeScalars, theirs).allSatisfy {
        $0 == wordInitials[Int($1)]
      }
    }
    return mine.count < theirs.count && theirs.starts(with: mine)
  }

  /// Whether one half of a double name is the other name.
  func shareWord(_ x: Int32, _ y: Int32) -> Bool {
    let (mine, theirs) = (words[Int(x)], words[Int(y)])
    guard mine.count > 1 || theirs.count > 1 else { return false }
    return mine.contains { wordLengths[Int($0)] > 2 && theirs.contains($0) }
  }

  /// `Bill` for `William`, `Manu` for `Emmanuel`; `Rob` for `Robert`, whose beginning it is.
  func isNickname(_ x: Int32, _ y: Int32) -> Bool {
    let (mine, theirs) = (words[Int(x)], words[Int(y)])
    guard let first = mine.first, let second = theirs.first else { return false }
    if nicknameSets[Int(first)].contains(where: nicknameSets[Int(second)].contains) { return true }
    guard mine.count == 1, theirs.count == 1, wordInitials[Int(first)] == wordInitials[Int(second)]
    else { return false }
    let (short, long) =
      wordLengths[Int(first)] < wordLengths[Int(second)] ? (first, second) : (second, first)
    guard wordLengths[Int(short)] >= 3, wordTexts[Int(long)].hasPrefix(wordTexts[Int(short)])
    else { return false }
    return !Self.feminine.contains(String(wordTexts[Int(long)].dropFirst(wordLengths[Int(short)])))
  }

  /// What makes a woman's name of a man's: Jeanne, Gabrielle, Pauline.
  private static let feminine: Set<String> = [
    "a", "e", "ne", "le", "te", "se", "tte", "ia", "ie", "ine", "ina", "ette", "elle", "ienne",
    "ita",
  ]

  /// One slip of the pen in a name of four letters or more, or another spelling of the same sound.
  func isSlip(_ x: Int32, _ y: Int32) -> Bool {
    if french[Int(x)] >= 0, french[Int(x)] == french[Int(y)] { return true }
    // In a short name one slip makes another name: Léa and Léo.
    return min(lengths[Int(x)], lengths[Int(y)]) > 3
      && SlipDistance.within(1, texts, Int(x), Int(y)) != nil
  }

  func isSimilar(_ x: Int32, _ y: Int32) -> Bool {
    if other[Int(x)] >= 0, other[Int(x)] == other[Int(y)] { return true }
    return JaroWinkler.similarity(texts, Int(x), Int(y), atLeast: 0.85) != nil
  }

  /// Codes for blocking, of which names that may sound alike share one: French first, then other languages.
  func soundCodes(_ x: Int32) -> [Int32] { [french[Int(x)], other[Int(x)]].filter { $0 >= 0 } }
  /// A code for blocking, the same for `Jean-Pierre` and `Jeanpierre`.
  func letterCode(_ x: Int32) -> Int32 { letterCode[Int(x)] }
}
