internal import ModuleKit

/// The cells of one column in all stretches of a table.
struct JoinedCells {
  /// Distinct texts in canonical order.
  let texts: [String]
  /// For each row, a position in `texts`; -1 for an empty cell.
  let codes: [Int32]

  init(_ parts: [TextCells], on workers: Workers) throws {
    let merged = try MergedTexts(parts.map(\.texts), on: workers)
    let joined = try workers.map(Array(parts.indices)) { index in
      parts[index].codes.map { $0 < 0 ? -1 : merged.positions[index][Int($0)] }
    }
    texts = merged.texts
    codes = try workers.joined(joined)
  }

  private init(texts: [String], codes: [Int32]) { (self.texts, self.codes) = (texts, codes) }

  /// The cells of `rows`, -1 standing for an empty cell, with the texts that these have.
  func gathered(_ rows: [Int32]) -> JoinedCells {
    let chosen = rows.map { $0 < 0 ? -1 : codes[Int($0)] }
    var newCode = [Int32](repeating: -1, count: texts.count)
    for code in chosen where code >= 0 { newCode[Int(code)] = 0 }
    var kept: [String] = []
    for code in texts.indices where newCode[code] == 0 {
      newCode[code] = Int32(kept.count)
      kept.append(texts[code])
    }
    return JoinedCells(texts: kept, codes: chosen.map { $0 < 0 ? -1 : newCode[Int($0)] })
  }

  /// The column of the type that all texts have; see ``ColumnSniffer``.
  func column(decimalComma: Bool) -> Column {
    func values<Value>(_ distinct: [Value], missing: Value) -> [Value] {
      codes.map { $0 < 0 ? missing : distinct[Int($0)] }
    }
    switch ColumnSniffer.column(texts, decimalComma: decimalComma) {
    case .integers(let distinct):
      return .integers(values(distinct, missing: Column.missingInteger))
    case .numbers(let distinct): return .numbers(values(distinct, missing: .nan))
    case .flags(let distinct): return .flags(values(distinct, missing: .missing))
    case .texts: return .texts(TextColumn(codes: codes, dictionary: texts))
    }
  }
}
