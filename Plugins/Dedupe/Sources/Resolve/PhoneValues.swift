internal import TextComparison

/// Telephone numbers.
struct PhoneValues: ComparedValues {
  static let field = FieldKind.phone
  static let usesFrequency = true
  static let levels = ["equal", "a slip of the pen", "different"]
  private var keys = KeyCodes()
  private var digits = TextPool()
  private let region: String

  /// - Parameter region: where numbers without a country are dialled.
  init(region: String) { self.region = region }

  var count: Int { digits.count }

  mutating func code(of text: String) -> Int32? {
    guard let number = PhoneNumber.international(text, region: region) else { return nil }
    let (code, isNew) = keys.code(of: number)
    if isNew { digits.append(number) }
    return code
  }

  func level(_ x: Int32, _ y: Int32) -> UInt8 {
    SlipDistance.within(1, digits, Int(x), Int(y)) != nil ? 1 : 2
  }
}
