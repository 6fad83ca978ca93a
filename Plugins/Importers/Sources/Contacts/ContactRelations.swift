internal import ModuleKit

/// Finds the people whom entries of a book name as related.
struct ContactRelations {
  private let entries: [Contact]
  /// Rows by key and by name; -1 for what several entries have.
  private var rowOfKey: [String: Int] = [:]
  private var rowOfName: [String: Int] = [:]

  init(_ book: ContactBook) {
    entries = book.contacts
    for (row, contact) in entries.enumerated() {
      if let key = contact.key.map(Self.bare) { rowOfKey[key] = rowOfKey[key] == nil ? row : -1 }
      for name in Set([contact.name, contact.first(.fullName)].compactMap { $0 }) {
        let name = NetworkAssembly.canonical(name)
        rowOfName[name] = rowOfName[name] == nil ? row : -1
      }
    }
  }

  /// A UID with or without what says that it is one.
  private static func bare(_ key: String) -> String {
    let lowered = key.lowercased()
    return lowered.hasPrefix("urn:uuid:") ? String(lowered.dropFirst(9)) : lowered
  }

  func row(ofKey key: String) -> Int? { rowOfKey[Self.bare(key)].flatMap { $0 < 0 ? nil : $0 } }

  private func row(ofName name: String) -> Int? {
    rowOfName[NetworkAssembly.canonical(name)].flatMap { $0 < 0 ? nil : $0 }
  }

  /// Adds a tie for every relation, and the people who have no entry of their own.
  func add(to book: inout ContactBook, channel: String) {
    for (row, contact) in entries.enumerated() where !contact.relations.isEmpty {
      // An entry that names somebody twice, as spouse and for emergencies, means one person.
      var added: [String: Int] = [:]
      for relation in contact.relations {
        guard let target = target(of: relation, from: row, &added, in: &book) else { continue }
        var tie = ContactTie(row, target, line: relation.line, channel: channel)
        tie.relation = relation.kind
        book.add(tie)
      }
    }
  }

  private func target(
    of relation: Contact.Relation, from row: Int, _ added: inout [String: Int],
    in book: inout ContactBook
  ) -> Int? {
    if let known = self.row(ofKey: relation.text) ?? added[relation.text] { return known }
    // A son who bears his father's name is not his own father.
    if let known = self.row(ofName: relation.text), known != row { return known }
    if relation.isAddress {
      book.reject(
        tieAt: relation.line, "unknown-card",
        "'\(relation.text.prefix(100))' is the address of no entry, or of several")
      return nil
    }
    var contact = Contact(line: relation.line)
    contact.add(.fullName, relation.text)
    let target = book.add(contact)
    added[relation.text] = target
    return target
  }
}

extension Contact.Relation {
  /// `urn:uuid:…`, `mailto:…`, `https://…`: names have blanks, and no colon.
  fileprivate var isAddress: Bool { text.contains(":") && !text.contains(" ") }
}
