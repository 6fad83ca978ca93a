internal import ModuleKit

/// Which columns of an exported table are which fields: names in small letters, in any of the languages
/// that the program speaks.
struct ContactColumns {
  /// What one field is made of.
  struct Entry {
    let field: ContactField
    let names: [String]
    /// What separates several values in one cell.
    var separator: String?
  }
  let entries: [Entry]

  /// Adds what a row holds.
  func fill(_ contact: inout Contact, from row: ContactTable.Row) {
    for entry in entries {
      for cell in row.values(entry.names) {
        guard let separator = entry.separator else {
          contact.add(entry.field, cell)
          continue
        }
        for value in cell.split(separator: separator) { contact.add(entry.field, String(value)) }
      }
    }
  }

  /// Columns of the table that no field is made of and that are not known to be of no use.
  func unused(_ header: [String], except known: [String] = []) -> [String] {
    let used = Set(entries.flatMap(\.names) + known)
    return header.filter { !$0.isEmpty && !used.contains($0) }
  }
}

extension ContactTable {
  /// Makes a book of the rows; one that names nobody is rejected.
  ///
  /// - Parameters:
  ///   - known: columns that are no fields and need not be told.
  ///   - finish: adds what the columns alone do not tell.
  func book(
    _ columns: ContactColumns, passedOver known: [String] = [],
    finish: (inout Contact, ContactTable.Row) -> Void
  ) -> ContactBook {
    var book = ContactBook(file: file)
    var rejections = rejections
    for row in rows {
      var contact = Contact(line: row.line)
      columns.fill(&contact, from: row)
      finish(&contact, row)
      if contact.name == nil {
        rejections.append(
          .init(
            line: row.line, reason: "empty-contact",
            detail: row.isBlank
              ? "the row is empty" : "the row has neither a name nor an address, number or company")
        )
      } else {
        book.add(contact)
      }
    }
    var notes = notes
    let unused = columns.unused(header, except: known)
    if !unused.isEmpty {
      notes.append("columns passed over: " + unused.prefix(60).joined(separator: ", "))
    }
    book.ledger.append(
      LedgerEntry(
        source: file, unit: "contacts", read: read, kept: book.contacts.count,
        rejections: rejections.sorted { $0.line < $1.line }, notes: notes))
    return book
  }
}
