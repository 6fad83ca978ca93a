extension Column {
  /// Columns one behind the other; a nil one is missing on all its rows.
  ///
  /// Whole and real numbers together are real numbers; other types together become texts.
  public static func concatenated(_ parts: [(column: Column?, count: Int)]) -> Column {
    let types = Set(parts.compactMap { $0.column?.type })
    if types == [.integer] { return .integers(values(parts, missingInteger) { $0.wholeNumbers }) }
    if types == [.boolean] { return .flags(values(parts, .missing) { $0.truthValues }) }
    if !types.isEmpty, types.isSubset(of: [.integer, .number]) {
      return .numbers(values(parts, .nan) { $0.asNumbers })
    }
    return .texts(
      values(parts, nil) { column in (0..<column.count).map { column.text(at: $0) } })
  }

  private static func values<Value>(
    _ parts: [(column: Column?, count: Int)], _ missing: Value, _ all: (Column) -> [Value]
  ) -> [Value] {
    parts.flatMap { part in
      part.column.map(all) ?? Array(repeating: missing, count: part.count)
    }
  }

  private var wholeNumbers: [Int] {
    if case .integers(let values) = self { return values }
    return []
  }
  private var truthValues: [Flag] {
    if case .flags(let values) = self { return values }
    return []
  }
}
