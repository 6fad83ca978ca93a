internal import TextComparison

/// Codes: postal, or of an identity.
struct CodeValues<Kind: CodeKind>: ComparedValues {
  static var field: FieldKind { Kind.field }
  static var usesFrequency: Bool { Kind.field == .postcode }
  static var levels: [String] { ["equal", "a slip of the pen", "two slips", "different"] }
  private var keys = KeyCodes()
  private var texts = TextPool()

  var count: Int { texts.count }

  mutating func code(of text: String) -> Int32? {
    let key = Folding.words(text).joined()
    if key.isEmpty { return nil }
    let (code, isNew) = keys.code(of: key)
    if isNew { texts.append(key) }
    return code
  }

  func level(_ x: Int32, _ y: Int32) -> UInt8 {
    switch SlipDistance.within(2, texts, Int(x), Int(y)) {
    case 0, 1: 1
    case 2: 2
    default: 3
    }
  }
}

protocol CodeKind: Sendable { static var field: FieldKind { get } }
enum Postcode: CodeKind { static let field = FieldKind.postcode }
enum IDNumber: CodeKind { static let field = FieldKind.idNumber }
