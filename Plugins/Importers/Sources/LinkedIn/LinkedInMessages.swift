internal import ModuleKit

/// Reads `messages.csv`: who wrote to whom, and when.
struct LinkedInMessages {
  private var rowOfKey: [String: Int] = [:]
  /// Rows by name; -1 for a name that several bear.
  private var rowOfName: [String: Int] = [:]
  private let connections: Int

  /// - Parameter book: the connections, whom messages come from and go to.
  init(_ book: ContactBook) {
    connections = book.contacts.count
    for (row, contact) in book.contacts.enumerated() { note(row, contact) }
  }

  private mutating func note(_ row: Int, _ contact: Contact) {
    if let key = contact.key { rowOfKey[key] = rowOfKey[key] ?? row }
    if let name = contact.name.map(NetworkAssembly.canonical) {
      rowOfName[name] = rowOfName[name] == nil ? row : -1
    }
  }

  /// Adds the ties, and people who are no connections.
  ///
  /// - Returns: the name of the one person who is in all messages and no connection; nil when there is
  ///   none, or several.
  mutating func read(
    _ file: InputFile, _ encoding: TextEncoding, into book: inout ContactBook
  ) throws(Diagnostic) -> String? {
    let table = try ContactTable(file, encoding: encoding, expected: "LinkedIn's messages") {
      $0.isSuperset(of: ["from", "to", "date"])
    }
    var rejections = table.rejections
    var present: Set<Int>?
    var kept = 0
    for row in table.rows {
      guard let from = row.first("from"), let written = row.first("to") else {
        rejections.append(
          .init(
            line: row.line, reason: "empty-endpoint",
            detail: row.first("from") == nil ? "no sender" : "no receiver"))
        continue
      }
      let sender = person(from, row.first("sender profile url"), row.line, file.name, &book)
      let receivers = receivers(written, row.first("recipient profile urls"))
        .map { person($0.name, $0.url, row.line, file.name, &book) }.filter { $0 != sender }
      if receivers.isEmpty {
        rejections.append(
          .init(line: row.line, reason: "self-loop", detail: "'\(from)' writes to nobody else"))
        continue
      }
      let day = row.first("date").flatMap(DayText.day)
      for receiver in receivers {
        var tie = ContactTie(sender, receiver, line: row.line, channel: "linkedin")
        (tie.firstContact, tie.lastContact, tie.count) = (day, day, 1)
        tie.file = file.name
        book.add(tie)
      }
      kept += 1
      let both = Set(receivers + [sender])
      present = present.map { $0.intersection(both) } ?? both
    }
    book.ledger.append(
      LedgerEntry(
        source: file.name, unit: "messages", read: table.read, kept: kept,
        rejections: rejections.sorted { $0.line < $1.line }, notes: table.notes))
    let strangers = (present ?? []).filter { $0 >= connections }
    return strangers.count == 1 ? strangers.first.flatMap { book.contacts[$0].name } : nil
  }

  /// Names and addresses stand in two lists, which are parallel when they are equally long.
  private func receivers(_ names: String, _ urls: String?) -> [(name: String, url: String?)] {
    let urls = urls.map { $0.split(separator: ",").map { String($0).trimmed } } ?? []
    let split = names.split(separator: ",").map { String($0).trimmed }
    if urls.count == split.count { return zip(split, urls).map { ($0, $1) } }
    // Without addresses a comma may belong to a name ("Jane Doe, PhD").
    if urls.isEmpty { return [(names, nil)] }
    return urls.map { ($0, $0) }
  }

  private mutating func person(
    _ name: String, _ url: String?, _ line: Int, _ file: String, _ book: inout ContactBook
  ) -> Int {
    let key = url.map(LinkedInConnections.profileKey)
    if let key, let row = rowOfKey[key] { return row }
    // With an address of its own it is somebody else of that name.
    if let row = rowOfName[NetworkAssembly.canonical(name)], row >= 0,
      key == nil || book.contacts[row].key == nil
    {
      return row
    }
    var contact = Contact(key: key, line: line)
    contact.add(.fullName, name)
    if let url { contact.add(.url, url) }
    let row = book.add(contact, file: file)
    note(row, contact)
    return row
  }
}
