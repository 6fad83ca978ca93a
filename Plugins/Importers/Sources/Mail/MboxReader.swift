internal import ModuleKit

/// Makes ties of the heads of mails.
struct MboxReader {
  private let parameters: MboxImport.Parameters
  private let file: String
  private var book: ContactBook
  /// How often each name stands with an address.
  private var names: [Int: [String: Int]] = [:]
  private var seen: Set<[UInt8]> = []
  private var (read, kept, merged, dropped) = (0, 0, 0, 0)
  private var (undated, unreadable) = (0, 0)
  private var rejections: [LedgerEntry.Rejection] = []

  init(_ parameters: MboxImport.Parameters) {
    (self.parameters, file) = (parameters, parameters.file.name)
    book = ContactBook(file: file)
  }

  mutating func read(_ source: TextSource, _ progress: () throws -> Void) throws -> ContactBook {
    var scanner = MboxScanner(source)
    try scanner.scan({ head in take(head) }, progress: progress)
    if read == 0 {
      let start = SourcePosition(line: scanner.textOutside?.line ?? 1, column: 1)
      throw Diagnostic(
        "not-an-mbox", "no message begins here: there is no line 'From … date'",
        at: .init(file: file, span: SourceSpan(start, start)),
        help: "is this a mailbox in the mbox format?", excerpt: scanner.textOutside?.text)
    }
    nameAll()
    var notes: [String] = []
    if let outside = scanner.textOutside {
      notes.append("text before the first message, from line \(outside.line) on, passed over")
    }
    if undated > 0 { notes.append("messages without a date that can be read: \(undated)") }
    if unreadable > 0 { notes.append("receivers that are no address: \(unreadable)") }
    if merged > 0 { notes.append("merged: messages that are there twice, by their Message-ID") }
    if dropped > 0 { notes.append("dropped: messages to more people than 'most_receivers'") }
    book.ledger.append(
      LedgerEntry(
        source: file, unit: "messages", read: read, kept: kept, merged: merged, dropped: dropped,
        rejections: rejections, notes: notes))
    return book
  }

  private mutating func take(_ head: MailHead) {
    read += 1
    if head.isCutOff || head.isTooLong {
      reject(
        head, head.isCutOff ? "unfinished-message" : "long-head",
        head.isCutOff ? "the file ends in its head" : "its head has more than 16 MB")
      return
    }
    let id = head.fields["message-id"].map { String(decoding: $0, as: UTF8.self).trimmed } ?? ""
    if !id.isEmpty, seen.contains(Array(id.utf8)) {
      merged += 1
      return
    }
    let senders = MailAddress.list(head.fields["from"] ?? [])
    guard let sender = senders.addresses.first else {
      reject(head, "no-sender", "there is no address in 'From'")
      return
    }
    var receivers = MailAddress.list(head.fields["to"] ?? [])
    if parameters.copies {
      let copies = MailAddress.list(head.fields["cc"] ?? [])
      receivers = (
        receivers.addresses + copies.addresses, receivers.unreadable + copies.unreadable
      )
    }
    unreadable += receivers.unreadable
    if !id.isEmpty { seen.insert(Array(id.utf8)) }
    add(head, from: sender, to: receivers.addresses)
  }

  private mutating func add(
    _ head: MailHead, from sender: MailAddress, to receivers: [MailAddress]
  ) {
    var taken: Set<String> = [sender.address]
    let others = receivers.filter { taken.insert($0.address).inserted }
    if others.isEmpty {
      reject(head, "no-receiver", "it goes to nobody but its sender")
      return
    }
    if let most = parameters.mostReceivers, others.count > most {
      dropped += 1
      return
    }
    kept += 1
    let day = head.fields["date"].flatMap(MailDate.day)
    if day == nil { undated += 1 }
    let source = person(sender, head.line)
    for other in others {
      var tie = ContactTie(source, person(other, head.line), line: head.line, channel: "mail")
      (tie.firstContact, tie.lastContact, tie.count) = (day, day, 1)
      book.add(tie)
    }
  }

  private mutating func person(_ address: MailAddress, _ line: Int) -> Int {
    let row = book.person(key: address.address, line: line)
    if let name = address.name { names[row, default: [:]][name, default: 0] += 1 }
    return row
  }

  /// Everybody is called what they are called most often, whatever the order of the messages.
  private mutating func nameAll() {
    for row in book.contacts.indices {
      let found = (names[row] ?? [:]).sorted {
        ($1.value, $0.key) < ($0.value, $1.key)
      }
      if let name = found.first?.key { book.set(.fullName, of: row, name) }
      if let key = book.contacts[row].key { book.set(.email, of: row, key) }
    }
  }

  private mutating func reject(_ head: MailHead, _ reason: String, _ detail: String) {
    rejections.append(.init(line: head.line, reason: reason, detail: detail))
  }
}
