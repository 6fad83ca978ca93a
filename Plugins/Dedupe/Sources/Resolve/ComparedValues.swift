internal import ModuleKit

/// The distinct values of one field, brought into the form in which they are compared.
///
/// Each is made once and named by a code, so that a comparison touches numbers only.
protocol ComparedValues: Sendable {
  static var field: FieldKind { get }
  /// The first is "equal"; the last is everything else.
  static var levels: [String] { get }
  /// Whether a rare value that two records share says more than a common one.
  static var usesFrequency: Bool { get }
  var count: Int { get }
  /// The code of a text, the same for texts that agree at the first level; nil for one that says nothing of the field.
  mutating func code(of text: String) -> Int32?
  /// How far two values with different codes agree: a position in `levels`, 1 or more.
  func level(_ x: Int32, _ y: Int32) -> UInt8
}

/// Numbers keys in the order in which they come.
struct KeyCodes: Sendable {
  private var codes: [String: Int32] = [:]

  var count: Int { codes.count }

  /// - Returns: the code, and whether it is a new one.
  mutating func code(of key: String) -> (code: Int32, isNew: Bool) {
    if let code = codes[key] { return (code, false) }
    let code = Int32(codes.count)
    codes[key] = code
    return (code, true)
  }
}

/// Compares one field of which records may have several values: the nearest two count.
struct ValueComparison<Values: ComparedValues>: FieldComparison {
  let lists: CodeLists
  fileprivate let values: Values

  var field: FieldKind { Values.field }
  var levels: [String] { Values.levels }
  var valueCount: Int { values.count }
  var usesFrequency: Bool { Values.usesFrequency }

  /// Each distinct text is brought into form once.
  init(_ records: PersonRecords, _ empty: Values) {
    var values = empty
    var codeOfText: [String: Int32] = [:]
    var lists = CodeLists()
    for record in 0..<records.count {
      var list: [Int32] = []
      records.forEachValue(Values.field, record) { text in
        let code: Int32
        if let known = codeOfText[text] {
          code = known
        } else {
          code = values.code(of: text) ?? -1
          codeOfText[text] = code
        }
        if code >= 0, !list.contains(code) { list.append(code) }
      }
      lists.append(list)
    }
    (self.lists, self.values) = (lists, values)
  }

  func level(_ a: Int, _ b: Int) -> UInt8 {
    if lists.isSingle {
      let (x, y) = (lists.single[a], lists.single[b])
      if x < 0 || y < 0 { return AgreementPattern.missing }
      return x == y ? 0 : values.level(x, y)
    }
    let (mine, theirs) = (lists[a], lists[b])
    if mine.isEmpty || theirs.isEmpty { return AgreementPattern.missing }
    var best = UInt8(Values.levels.count - 1)
    for code in mine {
      for other in theirs {
        if code == other { return 0 }
        best = min(best, values.level(code, other))
      }
    }
    return best
  }
}

extension ValueComparison where Values == WordedValues<CompanyField> {
  /// The first word of each record's companies.
  var firstWordLists: CodeLists {
    var codes = KeyCodes()
    let ofValue = values.firstWords.map { codes.code(of: String($0.prefix(5))).code }
    return CodeLists(
      (0..<lists.count).map { record in
        Array(Set(lists[record].map { ofValue[Int($0)] })).sorted()
      })
  }
}

extension ValueComparison where Values == EmailValues {
  /// The users of each record's addresses, without those that are several people.
  var userLists: CodeLists {
    CodeLists(
      (0..<lists.count).map { record in
        Array(Set(lists[record].compactMap { values.user(of: $0) })).sorted()
      })
  }
}
