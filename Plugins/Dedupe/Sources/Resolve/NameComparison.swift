internal import ModuleKit

/// The names of all records, brought into form once.
struct RecordNames: Sendable {
  /// Positions in `parts`; -1 where a record has no such name.
  let given: [Int32]
  let family: [Int32]
  let parts: [NamePart]

  init(_ records: PersonRecords) {
    var codes: [NamePart: Int32] = [:]
    var parts: [NamePart] = []
    func code(_ words: [String]) -> Int32 {
      guard let part = NamePart(words) else { return -1 }
      if let code = codes[part] { return code }
      codes[part] = Int32(parts.count)
      parts.append(part)
      return Int32(parts.count - 1)
    }
    var (given, family) = ([Int32](), [Int32]())
    for record in 0..<records.count {
      let name = FullName(
        given: records.first(.givenName, record), family: records.first(.familyName, record),
        full: records.first(.fullName, record))
      given.append(code(name.given))
      family.append(code(name.family))
    }
    (self.given, self.family, self.parts) = (given, family, parts)
  }
}

/// Compares given names, or family names, and notices where the two have changed places.
struct NameComparison: FieldComparison {
  let field: FieldKind
  let names: RecordNames

  var fields: Set<FieldKind> { [field, .fullName] }
  let levels = [
    "equal", "given and family name exchanged", "short form or half of a double name",
    "a slip of the pen", "similar", "different",
  ]

  func level(_ a: Int, _ b: Int) -> UInt8 {
    let isGiven = field == .givenName
    let (x, y) =
      isGiven ? (names.given[a], names.given[b]) : (names.family[a], names.family[b])
    if x >= 0, x == y { return 0 }
    let isExchanged =
      names.given[a] >= 0 && names.given[a] == names.family[b] && names.family[a] >= 0
      && names.family[a] == names.given[b]
    if isExchanged { return 1 }
    if x < 0 || y < 0 { return AgreementPattern.missing }
    let (one, other) = (names.parts[Int(x)], names.parts[Int(y)])
    if one.letters == other.letters { return 0 }
    if one.isShortOf(other) || other.isShortOf(one) || one.sharesWord(with: other) { return 2 }
    // One slip in a short name makes another name: Marc and Mare, but Lea and Leo.
    let slips = min(one.scalars.count, other.scalars.count) > 3 ? 1 : 0
    if SlipDistance.within(slips, one.scalars, other.scalars) != nil { return 3 }
    return JaroWinkler.similarity(one.scalars, other.scalars) >= 0.85 ? 4 : 5
  }

  private var codes: [Int32] { field == .givenName ? names.given : names.family }
  var valueCount: Int { names.parts.count }
  func valuesForFrequency(_ record: Int) -> [Int32] {
    codes[record] < 0 ? [] : [codes[record]]
  }
  func sharedValues(_ a: Int, _ b: Int, level: UInt8) -> [Int32] {
    level == 0 && codes[a] >= 0 ? [codes[a]] : []
  }
}
