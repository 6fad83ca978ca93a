internal import ModuleKit

/// A value of one field in the form in which it is compared.
protocol ComparedValue: Sendable {
  static var field: FieldKind { get }
  /// The first is "equal"; the last is everything else.
  static var levels: [String] { get }
  /// Whether a rare value that two records share says more than a common one.
  static var usesFrequency: Bool { get }
  /// Nil for a text that says nothing of the field.
  init?(_ text: String)
  /// Equal for values that agree at the first level.
  var key: String { get }
  /// How far two values with different keys agree: a position in `levels`, 1 or more.
  func level(_ other: Self) -> UInt8
}

/// Compares one field of which records may have several values: the nearest two count.
struct ValueComparison<Value: ComparedValue>: FieldComparison {
  private let offsets: [Int32]
  private let codes: [Int32]
  private let values: [Value]

  var field: FieldKind { Value.field }
  var levels: [String] { Value.levels }

  /// Whether no record has a value that can be read.
  var isEmpty: Bool { codes.isEmpty }

  /// Each distinct text is brought into form once.
  ///
  /// - Parameter prefix: put before each text, for values that need to know more than it.
  init(_ records: PersonRecords, prefix: String = "") {
    var codeOfText: [String: Int32] = [:]
    var codeOfKey: [String: Int32] = [:]
    var values: [Value] = []
    var offsets: [Int32] = [0]
    var codes: [Int32] = []
    for record in 0..<records.count {
      let start = codes.count
      for text in records.values(Value.field, record) {
        let code: Int32
        if let known = codeOfText[text] {
          code = known
        } else if let value = Value(prefix + text) {
          code = codeOfKey[value.key] ?? Int32(values.count)
          if Int(code) == values.count {
            codeOfKey[value.key] = code
            values.append(value)
          }
          codeOfText[text] = code
        } else {
          codeOfText[text] = -1
          code = -1
        }
        if code >= 0, !codes[start...].contains(code) {
          codes.append(code)
        }
      }
      offsets.append(Int32(codes.count))
    }
    (self.offsets, self.codes, self.values) = (offsets, codes, values)
  }

  private func codes(of record: Int) -> ArraySlice<Int32> {
    codes[Int(offsets[record])..<Int(offsets[record + 1])]
  }

  func level(_ a: Int, _ b: Int) -> UInt8 {
    let (mine, theirs) = (codes(of: a), codes(of: b))
    if mine.isEmpty || theirs.isEmpty { return AgreementPattern.missing }
    var best = UInt8(Value.levels.count - 1)
    for code in mine {
      for other in theirs {
        if code == other { return 0 }
        best = min(best, values[Int(code)].level(values[Int(other)]))
      }
    }
    return best
  }

  var valueCount: Int { Value.usesFrequency ? values.count : 0 }
  func valuesForFrequency(_ record: Int) -> [Int32] {
    Value.usesFrequency ? Array(codes(of: record)) : []
  }
  func sharedValues(_ a: Int, _ b: Int, level: UInt8) -> [Int32] {
    guard Value.usesFrequency, level == 0 else { return [] }
    let theirs = codes(of: b)
    return codes(of: a).filter { theirs.contains($0) }
  }

  /// The keys of a record's values, for blocking.
  func keys(_ record: Int) -> [String] { codes(of: record).map { values[Int($0)].key } }
}
