internal import ModuleKit

/// Makes a book of contacts of the rows of a table.
struct TableRows {
  private(set) var book: ContactBook
  private let table: ReadTable
  private let layout: TableLayout
  private let wanted: [Int]

  /// - Parameter source: what the column `source` calls the table.
  init(_ table: ReadTable, _ layout: TableLayout, source: String) {
    (self.table, self.layout, wanted) = (table, layout, layout.wanted)
    book = ContactBook(file: source)
  }

  mutating func read(_ duplicates: TableImport.Duplicates) throws(Diagnostic) {
    var rejections = table.rejections
    var kept: [ReadTable.Row] = []
    var rowOfID: [String: Int] = [:]
    if let column = layout.id {
      let first = try firstRows(column, duplicates)
      for (index, row) in table.rows.enumerated() {
        let id = NetworkAssembly.canonical(row[column])
        if id.isEmpty {
          rejections.append(
            .init(line: row.line, reason: "empty-id", detail: "no \(table.columns[column])"))
        } else if let own = first[id], own != index {
          let detail = "'\(id)' is taken from \(table.unit) \(table.rows[own].line)"
          rejections.append(.init(line: row.line, reason: "duplicate-id", detail: detail))
        } else {
          rowOfID[id] = kept.count
          kept.append(row)
          book.add(contact(row, key: id))
        }
      }
      if layout.name.isEmpty { book.ownIDs = book.contacts.map { $0.key ?? "" } }
    } else {
      for row in table.rows {
        if wanted.allSatisfy({ row[$0].isEmpty }) {
          rejections.append(
            .init(line: row.line, reason: "empty-row", detail: "the row holds nothing"))
        } else {
          kept.append(row)
          book.add(nameless(row))
        }
      }
      // The keys were for telling rows apart only.
      book.ownIDs = ContactIDs.unique(book.contacts)
      book.removeKeys()
    }
    addAttributes(kept)
    addTies(kept, rowOfID)
    book.ledger = [
      LedgerEntry(
        source: table.name, unit: "rows", read: table.read, kept: kept.count,
        rejections: rejections.sorted { $0.line < $1.line }, notes: table.notes + layout.notes)
    ]
  }

  // MARK: Rows of one id

  /// For each id the row that is kept: the first by what it holds, wherever it stands.
  private func firstRows(
    _ column: Int, _ duplicates: TableImport.Duplicates
  ) throws(Diagnostic) -> [String: Int] {
    var first: [String: Int] = [:]
    for (index, row) in table.rows.enumerated() {
      let id = NetworkAssembly.canonical(row[column])
      guard !id.isEmpty, let earlier = first[id] else {
        first[id] = index
        continue
      }
      if duplicates == .error { throw duplicate(id, row, table.rows[earlier]) }
      if precedes(row, table.rows[earlier]) { first[id] = index }
    }
    return first
  }

  /// What holds a value comes before what holds none.
  private func precedes(_ a: ReadTable.Row, _ b: ReadTable.Row) -> Bool {
    for column in wanted {
      let (one, other) = (a[column], b[column])
      if one.utf8.elementsEqual(other.utf8) { continue }
      if one.isEmpty || other.isEmpty { return other.isEmpty }
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return a.line < b.line
  }

  private func duplicate(
    _ id: String, _ row: ReadTable.Row, _ earlier: ReadTable.Row
  ) -> Diagnostic {
    func place(_ row: ReadTable.Row) -> Diagnostic.Location {
      let start = SourcePosition(line: row.line, column: 1)
      return .init(file: table.name, span: SourceSpan(start, start))
    }
    return Diagnostic(
      "duplicate-id", "a second row has the id '\(id.prefix(100))'", at: place(row),
      notes: [.init("the first one", at: place(earlier))],
      help: "say 'duplicates: reject' to keep one of them")
  }

  // MARK: Contacts

  private func contact(_ row: ReadTable.Row, key: String?) -> Contact {
    var contact = Contact(key: key, line: row.line)
    for (field, columns) in layout.fields {
      let cells = columns.map { row[$0] }.filter { !$0.isEmpty }
      if field.isSingle || field == .street {
        contact.add(field, cells.joined(separator: " "))
      } else {
        for cell in cells {
          for value in cell.split(separator: Contact.separator) {
            contact.add(field, String(value))
          }
        }
      }
    }
    if !layout.name.isEmpty {
      contact.calledBy = layout.name.map { row[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
    }
    return contact
  }

  /// A row of a table without ids: called by its name, or by all that it holds.
  private func nameless(_ row: ReadTable.Row) -> Contact {
    var contact = contact(row, key: nil)
    let cells = wanted.map { row[$0] }
    if contact.name == nil {
      contact.calledBy = String(
        cells.filter { !$0.isEmpty }.joined(separator: ", ").prefix(60))
    }
    contact.key = cells.joined(separator: "\u{1}")
    return contact
  }

  private mutating func addAttributes(_ rows: [ReadTable.Row]) {
    for part in layout.attributes {
      let texts = rows.map { row -> String? in
        var values: [String] = []
        for column in part.columns where !row[column].isEmpty && !values.contains(row[column]) {
          values.append(row[column])
        }
        return values.isEmpty ? nil : values.joined(separator: Contact.separator)
      }
      book.attributes.append(
        .init(name: part.name, texts: texts, decimalComma: table.decimalComma))
    }
  }

  private mutating func addTies(_ rows: [ReadTable.Row], _ rowOfID: [String: Int]) {
    for part in layout.ties {
      for (index, row) in rows.enumerated() {
        for cell in part.columns.map({ row[$0] }) where !cell.isEmpty {
          guard let other = rowOfID[NetworkAssembly.canonical(cell)] else {
            book.reject(
              tieAt: row.line, "unknown-id", "'\(cell)', the \(part.name), is the id of no row")
            continue
          }
          var tie = ContactTie(index, other, line: row.line, channel: "table")
          tie.relation = part.name
          book.add(tie)
        }
      }
    }
  }
}
