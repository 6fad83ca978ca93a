/// Compares what two records say in one respect.
protocol FieldComparison: Sendable {
  /// The respect: `given_name`.
  var field: FieldKind { get }
  /// All fields that it looks at: names may be in each other's columns.
  var fields: Set<FieldKind> { get }
  /// What agreement there may be, the closest first; the last is everything else.
  var levels: [String] { get }
  /// The position in `levels`; ``AgreementPattern/missing`` when one of the two says nothing.
  func level(_ a: Int, _ b: Int) -> UInt8
  /// Compares many pairs: the levels go to `position` of their patterns.
  func compare(
    _ pairs: Range<Int>, _ a: [Int32], _ b: [Int32], at position: Int,
    _ patterns: inout [AgreementPattern])
  /// What each record says, as codes below ``valueCount``.
  var lists: CodeLists { get }
  var valueCount: Int { get }
  /// Whether a rare value that two records share says more than a common one.
  var usesFrequency: Bool { get }
}

extension FieldComparison {
  var fields: Set<FieldKind> { [field] }

  func compare(
    _ pairs: Range<Int>, _ a: [Int32], _ b: [Int32], at position: Int,
    _ patterns: inout [AgreementPattern]
  ) {
    for pair in pairs {
      patterns[pair - pairs.lowerBound][position] = level(Int(a[pair]), Int(b[pair]))
    }
  }

  /// What is expected of pairs that are one person before any has been seen: mostly the same.
  var expectedM: [Double] {
    let others = levels.count - 2
    let differs = field.changes
    if others <= 0 { return [1 - differs, differs] }
    // The nearer, the more often.
    let weights = (0..<others).map { Double(others - $0) }
    let sum = weights.reduce(0, +)
    return [0.85 - differs] + weights.map { 0.15 * $0 / sum } + [differs]
  }
}
