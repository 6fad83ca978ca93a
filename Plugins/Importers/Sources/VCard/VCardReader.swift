internal import ModuleKit

/// Reads a file of vCards into a contact book.
struct VCardReader {
  /// A card that has been begun.
  private struct Open {
    let line: Int
    var properties: [VCardLine] = []
    /// Cards inside cards, as vCard 2.1 has them for agents.
    var depth = 0
  }

  private let file: String
  private let charset: String
  private var scanner: VCardScanner
  private var openCard: Open?
  private var cards: [VCardCard] = []
  private var rejections: [LedgerEntry.Rejection] = []
  private var read = 0
  private var skipped: [String: Int] = [:]
  private var nested = 0

  /// - Parameter charset: of values that do not tell their own.
  init(_ bytes: [UInt8], file: String, charset: String) {
    (self.file, self.charset) = (file, charset)
    scanner = VCardScanner(bytes)
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> ContactBook {
    var count = 0
    scan: while true {
      count += 1
      if count & 0xFFF == 0 { try progress() }
      switch scanner.next() {
      case .end: break scan
      case .skipped(let name): skipped[name, default: 0] += 1
      case .other(let line, let text):
        if openCard == nil {
          try rejectOutside(line, text)
        } else {
          skipped["lines that are no property", default: 0] += 1
        }
      case .property(let property): try take(property)
      }
    }
    if let openCard { rejectUnfinished(openCard) }
    if read == 0 { throw notVCard(line: 1) }
    return book()
  }

  // MARK: Cards

  private mutating func take(_ property: VCardLine) throws(Diagnostic) {
    let value = String(decoding: property.value.prefix(20), as: UTF8.self).trimmed.uppercased()
    switch (property.name, value) {
    case ("BEGIN", "VCARD"): begin(at: property.line)
    case ("END", "VCARD"): end(at: property.line)
    default:
      if openCard == nil {
        try rejectOutside(property.line, property.name)
      } else if openCard?.depth == 0 {
        openCard?.properties.append(property)
      }
    }
  }

  private mutating func begin(at line: Int) {
    if let current = openCard {
      // A card begins inside another where an agent is described; anywhere else the end is missing.
      if current.depth > 0 || current.properties.last?.name == "AGENT" {
        openCard?.depth += 1
        nested += 1
        return
      }
      rejectUnfinished(current)
    }
    read += 1
    openCard = Open(line: line)
  }

  private mutating func end(at line: Int) {
    guard let current = openCard else {
      read += 1
      rejections.append(
        .init(line: line, reason: "outside-card", detail: "END:VCARD without its BEGIN:VCARD"))
      return
    }
    if current.depth > 0 {
      openCard?.depth -= 1
      return
    }
    openCard = nil
    do throws(VCardText.Problem) {
      let card = try VCardCard(current.properties, line: current.line, charset: charset)
      if card.contact.name == nil {
        rejections.append(
          .init(
            line: current.line, reason: "empty-contact",
            detail: "the card has neither a name nor an address, number or company"))
      } else {
        cards.append(card)
      }
    } catch {
      rejections.append(
        .init(line: current.line, reason: "bad-encoding", detail: error.detail))
    }
  }

  private mutating func rejectUnfinished(_ card: Open) {
    rejections.append(
      .init(
        line: card.line, reason: "unfinished-card", detail: "the card has no END:VCARD"))
    openCard = nil
  }

  private mutating func rejectOutside(_ line: Int, _ text: String) throws(Diagnostic) {
    if read == 0 { throw notVCard(line: line) }
    read += 1
    rejections.append(
      .init(
        line: line, reason: "outside-card",
        detail: "'\(text.prefix(40))' stands between two cards"))
  }

  private func notVCard(line: Int) -> Diagnostic {
    let start = SourcePosition(line: line, column: 1)
    return Diagnostic(
      "not-a-vcard", "the file does not begin with BEGIN:VCARD",
      at: .init(file: file, span: SourceSpan(start, start)), help: "is this a vCard file?")
  }

  // MARK: The book

  private func book() -> ContactBook {
    var book = ContactBook(file: file)
    let people = cards.filter { !$0.isGroup }
    for card in people { book.add(card.contact) }
    let relations = ContactRelations(book)
    for group in cards where group.isGroup {
      for member in group.members {
        guard let name = group.contact.name, let row = relations.row(ofKey: member) else {
          continue
        }
        book.set(.categories, of: row, name)
      }
    }
    let groups = cards.count - people.count
    var notes: [String] = []
    if groups > 0 {
      notes.append("groups, whose names became categories of their members: \(groups)")
    }
    if nested > 0 { notes.append("cards inside cards, passed over: \(nested)") }
    let passedOver = people.reduce(0) { $0 + $1.contact.passedOver }
    if passedOver > 0 { notes.append("second names and dates, the first kept: \(passedOver)") }
    var unused = skipped
    for card in cards {
      for name in card.unused { unused[name, default: 0] += 1 }
    }
    if !unused.isEmpty {
      let list = unused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      notes.append("properties passed over: " + list.prefix(40).joined(separator: ", "))
    }
    book.ledger.append(
      LedgerEntry(
        source: file, unit: "cards", read: read, kept: people.count, dropped: groups,
        rejections: rejections.sorted { $0.line < $1.line }, notes: notes))
    return book
  }
}
