/// Whether two records come from one source.
///
/// A club's table has nobody twice, a telephone has: how much it says is learnt like everything else.
struct SourceComparison: FieldComparison {
  /// Of each record, the position of its source.
  let source: [Int32]

  var field: FieldKind { .source }
  let levels = ["of two sources", "of one source"]
  func level(_ a: Int, _ b: Int) -> UInt8 { source[a] == source[b] ? 1 : 0 }

  let lists = CodeLists()
  let valueCount = 0
  let usesFrequency = false
}
