internal import ModuleKit

extension ContactBook.Attribute {
  /// The column of the type that all texts have; see ``ColumnSniffer``.
  func column(_ texts: [String?]) -> Column {
    let known = Array(Set(texts.compactMap { $0 })).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var position: [String: Int] = [:]
    for (index, text) in known.enumerated() { position[text] = index }
    let values = ColumnSniffer.column(known, decimalComma: decimalComma)
    let rows = texts.map { $0.flatMap { position[$0] } }
    switch values {
    case .texts: return .texts(texts)
    case .integers(let numbers):
      return .integers(rows.map { $0.map { numbers[$0] } ?? Column.missingInteger })
    case .numbers(let numbers): return .numbers(rows.map { $0.map { numbers[$0] } ?? .nan })
    case .flags(let flags): return .flags(rows.map { $0.map { flags[$0] } ?? .missing })
    }
  }
}
