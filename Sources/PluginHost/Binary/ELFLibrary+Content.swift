extension ELFLibrary {
  /// More than any note of a plug-in, and any table of its symbols.
  private static let (largestNotes, largestTable) = (1 << 20, 1 << 28)
  private static let symbolSize = 24

  // MARK: Notes

  /// The content of the first note of that owner and type.
  func note(owner: String, type: UInt32) -> ArraySlice<UInt8>? {
    for stretch in notes {
      guard let bytes = bytes(stretch, most: Self.largestNotes) else { continue }
      var cursor = ByteCursor(bytes)
      while let note = Self.nextNote(&cursor) {
        if note.type == type, note.owner.dropLast().elementsEqual(owner.utf8) {
          return note.content
        }
      }
    }
    return nil
  }

  private static func nextNote(
    _ cursor: inout ByteCursor
  ) -> (owner: ArraySlice<UInt8>, type: UInt32, content: ArraySlice<UInt8>)? {
    guard let nameSize = cursor.number(UInt32.self), let size = cursor.number(UInt32.self),
      let type = cursor.number(UInt32.self),
      let owner = cursor.take(Int(nameSize)), cursor.take(padding(nameSize)) != nil,
      let content = cursor.take(Int(size))
    else { return nil }
    // The last note of a segment need not be filled up.
    _ = cursor.take(padding(size))
    return (owner, type, content)
  }

  /// What fills a stretch up to a multiple of four bytes.
  private static func padding(_ size: UInt32) -> Int { Int((4 - size % 4) % 4) }

  // MARK: Symbols

  /// A table of symbols, by the type of its section.
  enum SymbolTable: UInt32 {
    /// Those for other files; always there.
    case dynamic = 11
    /// Also those of the library alone; may have been stripped.
    case all = 2
  }

  /// Those of `names` that the library itself defines; nil when the table is not there.
  func defined(among names: [String], in table: SymbolTable) -> Set<String>? {
    guard let section = sections.first(where: { $0.type == table.rawValue }),
      sections.indices.contains(section.link),
      let symbols = bytes(section.place, most: Self.largestTable),
      let texts = bytes(sections[section.link].place, most: Self.largestTable)
    else { return nil }
    let wanted = Dictionary(names.map { (Array($0.utf8), $0) }) { first, _ in first }
    let lengths = Set(wanted.keys.map(\.count))
    var found: Set<String> = []
    for start in stride(from: 0, to: symbols.count - Self.symbolSize + 1, by: Self.symbolSize) {
      var cursor = ByteCursor(Array(symbols[start..<start + 8]))
      guard let name = cursor.number(UInt32.self), cursor.take(2) != nil,
        let home = cursor.number(UInt16.self), home != 0
      else { continue }
      for length in lengths {
        let end = Int(name) + length
        guard end < texts.count, texts[end] == 0 else { continue }
        if let match = wanted[Array(texts[Int(name)..<end])] { found.insert(match) }
      }
    }
    return found
  }
}
