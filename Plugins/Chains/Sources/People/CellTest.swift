internal import ModuleKit

/// Which cells have one of some values, and which values no cell had.
struct CellTest {
  private let values: [String]
  private let places: [String: Int]
  private var isUsed: [Bool]

  init(_ values: [String]) {
    self.values = values
    // A value given twice is the same value.
    places = Dictionary(values.enumerated().map { ($1, $0) }) { first, _ in first }
    isUsed = values.enumerated().map { [places] in places[$1] != $0 }
  }

  /// One per row. A cell of merged rows lists several values: `mail; phone`.
  mutating func passes(_ cells: Column) -> [Bool] {
    guard case .texts(let texts) = cells else {
      return (0..<cells.count).map { row in cells.text(at: row).map { passes($0) } ?? false }
    }
    var known = [Bool?](repeating: nil, count: texts.dictionary.count)
    return texts.codes.map { code in
      if code < 0 { return false }
      let isPassing = known[Int(code)] ?? passes(texts.dictionary[Int(code)])
      known[Int(code)] = isPassing
      return isPassing
    }
  }

  private mutating func passes(_ cell: String) -> Bool {
    var passes = false
    for part in [cell] + (cell.contains(";") ? Self.parts(cell) : []) {
      guard let place = places[part] else { continue }
      isUsed[place] = true
      passes = true
    }
    return passes
  }

  var unused: [String] { zip(values, isUsed).filter { !$0.1 }.map(\.0) }

  private static func parts(_ cell: String) -> [String] {
    cell.split(separator: ";").map { part in
      var part = part.drop { $0 == " " }
      while part.last == " " { part.removeLast() }
      return String(part)
    }
  }

  /// The values that there are, for suggestions: not more than a person would look through.
  static func values(of cells: Column) -> [String] {
    var seen = Set<String>()
    for row in 0..<cells.count where seen.count < 1000 {
      if let text = cells.text(at: row) { seen.insert(text) }
    }
    return seen.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
