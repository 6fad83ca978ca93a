internal import TextComparison

/// What a field is of which values are several words.
protocol WordedField: Sendable {
  static var field: FieldKind { get }
  /// The words that tell; empty when none does.
  static func words(_ text: String) -> [String]
  /// Whether blanks between words are a difference.
  static var joinsWords: Bool { get }
}

/// Companies, without what says that they are one.
enum CompanyField: WordedField {
  static let field = FieldKind.company
  static let joinsWords = true
  static func words(_ text: String) -> [String] { CompanyWords.core(Folding.words(text)) }
}

/// Streets with their numbers, or whole addresses.
enum StreetField: WordedField {
  static let field = FieldKind.street
  static let joinsWords = false
  static func words(_ text: String) -> [String] {
    Folding.words(text).map { AddressWords.full[$0] ?? $0 }
  }
}

/// Values of several words, of which some may be missing.
struct WordedValues<Field: WordedField>: ComparedValues {
  static var field: FieldKind { Field.field }
  static var usesFrequency: Bool { true }
  static var levels: [String] {
    ["equal", "a slip of the pen", "most words in common", "some words in common", "different"]
  }
  private var keys = KeyCodes()
  private var vocabulary = KeyCodes()
  private var texts = TextPool()
  /// The different words of each value, ascending.
  private var words = CodeLists()
  /// First words, for blocking.
  private(set) var firstWords: [String] = []

  var count: Int { texts.count }

  mutating func code(of text: String) -> Int32? {
    let parts = Field.words(text)
    if parts.isEmpty { return nil }
    let joined = parts.joined(separator: Field.joinsWords ? "" : " ")
    let (code, isNew) = keys.code(of: joined)
    if isNew {
      texts.append(joined)
      words.append(Set(parts.map { vocabulary.code(of: $0).code }).sorted())
      firstWords.append(parts[0])
    }
    return code
  }

  func level(_ x: Int32, _ y: Int32) -> UInt8 {
    let similarity = JaroWinkler.similarity(texts, Int(x), Int(y), atLeast: 0.75) ?? 0
    if similarity >= 0.94 { return 1 }
    let share = shareOfWords(Int(x), Int(y))
    if share >= 0.6 || similarity >= 0.88 { return 2 }
    return share > 0.2 || similarity >= 0.75 ? 3 : 4
  }

  /// Words in both, of the words in either (Jaccard).
  private func shareOfWords(_ x: Int, _ y: Int) -> Double {
    let (mine, theirs) = (words[x], words[y])
    var (i, j, common) = (mine.startIndex, theirs.startIndex, 0)
    while i < mine.endIndex, j < theirs.endIndex {
      if mine[i] == theirs[j] { common += 1 }
      let isBefore = mine[i] <= theirs[j]
      if theirs[j] <= mine[i] { j += 1 }
      if isBefore { i += 1 }
    }
    return Double(common) / Double(mine.count + theirs.count - common)
  }
}
