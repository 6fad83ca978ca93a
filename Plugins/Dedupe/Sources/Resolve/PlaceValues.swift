internal import TextComparison

/// Names of towns, of regions or of countries; jobs.
struct PlaceValues<Kind: PlaceKind>: ComparedValues {
  static var field: FieldKind { Kind.field }
  static var usesFrequency: Bool { true }
  static var levels: [String] { ["equal", "a slip of the pen", "similar", "different"] }
  private var keys = KeyCodes()
  private var texts = TextPool()

  var count: Int { texts.count }

  mutating func code(of text: String) -> Int32? {
    let words = Folding.words(text).map { AddressWords.full[$0] ?? $0 }
      .filter { $0 != "cedex" }
    // "Lyon 3e", "Lyon Cedex 06".
    let name = words.filter { $0.first?.isNumber != true }
    let used = name.isEmpty ? words : name
    if used.isEmpty { return nil }
    let key = used.joined(separator: " ")
    let (code, isNew) = keys.code(of: key)
    if isNew { texts.append(key) }
    return code
  }

  func level(_ x: Int32, _ y: Int32) -> UInt8 {
    guard let similarity = JaroWinkler.similarity(texts, Int(x), Int(y), atLeast: 0.82) else {
      return 3
    }
    return similarity >= 0.92 ? 1 : 2
  }
}

protocol PlaceKind: Sendable { static var field: FieldKind { get } }
enum City: PlaceKind { static let field = FieldKind.city }
enum Region: PlaceKind { static let field = FieldKind.region }
enum Country: PlaceKind { static let field = FieldKind.country }
enum JobTitle: PlaceKind { static let field = FieldKind.title }
