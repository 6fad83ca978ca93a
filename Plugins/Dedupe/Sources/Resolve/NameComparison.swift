internal import ModuleKit

/// The names of all records, brought into form once.
struct RecordNames: Sendable {
  /// Codes in `pool`; -1 where a record has no such name.
  let given: [Int32]
  let family: [Int32]
  let pool: NamePool

  init(_ records: PersonRecords) {
    var pool = NamePool()
    var (given, family) = ([Int32](), [Int32]())
    for record in 0..<records.count {
      let name = FullName(
        given: records.first(.givenName, record), family: records.first(.familyName, record),
        full: records.first(.fullName, record))
      given.append(pool.code(name.given))
      family.append(pool.code(name.family))
    }
    (self.given, self.family, self.pool) = (given, family, pool)
  }
}

/// Compares given names, or family names, and notices where the two have changed places.
struct NameComparison: FieldComparison {
  let field: FieldKind
  let names: RecordNames
  let lists: CodeLists

  init(field: FieldKind, names: RecordNames) {
    (self.field, self.names) = (field, names)
    lists = CodeLists((field == .givenName ? names.given : names.family).map { $0 < 0 ? [] : [$0] })
  }

  var fields: Set<FieldKind> { [field, .fullName] }
  let levels = [
    "equal", "given and family name exchanged", "short form or half of a double name",
    "a slip of the pen or the same sound", "similar", "different",
  ]
  var valueCount: Int { names.pool.count }
  let usesFrequency = true

  func level(_ a: Int, _ b: Int) -> UInt8 {
    let (x, y) = (lists.single[a], lists.single[b])
    if x >= 0, x == y { return 0 }
    let isExchanged =
      names.given[a] >= 0 && names.given[a] == names.family[b] && names.family[a] >= 0
      && names.family[a] == names.given[b]
    if isExchanged { return 1 }
    if x < 0 || y < 0 { return AgreementPattern.missing }
    let pool = names.pool
    if pool.isEqual(x, y) { return 0 }
    if pool.isShort(x, of: y) || pool.isShort(y, of: x) || pool.shareWord(x, y) { return 2 }
    if pool.isSlip(x, y) { return 3 }
    if field == .givenName, pool.isNickname(x, y) { return 2 }
    return pool.isSimilar(x, y) ? 4 : 5
  }
}
