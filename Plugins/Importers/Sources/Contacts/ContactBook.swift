internal import ModuleKit

/// People and ties that an importer of contacts or messages has read, in any order.
struct ContactBook {
  /// The file that ties come from, as the study names it.
  let file: String
  private(set) var contacts: [Contact] = []
  private(set) var ties: [ContactTie] = []
  /// What became of the rows, cards or messages read; that of the ties is added.
  var ledger: [LedgerEntry] = []
  /// Ties that could not be taken.
  private(set) var rejectedTies: [LedgerEntry.Rejection] = []
  /// A column beyond those of contacts, one text per entry.
  struct Attribute {
    let name: String
    let texts: [String?]
    let decimalComma: Bool
  }
  var attributes: [Attribute] = []
  /// Ids, where entries are not called by their names.
  var ownIDs: [String]?
  /// Whose address book it is.
  private(set) var owner: Int?
  private var rowOfKey: [String: Int] = [:]
  /// Files by contact, where they differ from `file`.
  private var files: [String?] = []

  init(file: String) { self.file = file }

  /// Adds an entry and tells its position.
  @discardableResult
  mutating func add(_ contact: Contact, file: String? = nil) -> Int {
    contacts.append(contact)
    files.append(file)
    return contacts.count - 1
  }

  /// The one with this key, new when the key is; the line is noted with it.
  mutating func person(key: String, line: Int, file: String? = nil) -> Int {
    if let row = rowOfKey[key] { return row }
    let row = add(Contact(key: key, line: line), file: file)
    rowOfKey[key] = row
    return row
  }

  mutating func set(_ field: ContactField, of row: Int, _ text: String) {
    contacts[row].add(field, text)
  }

  /// Forgets keys that were only made to keep entries apart.
  mutating func removeKeys() {
    for row in contacts.indices { contacts[row].key = nil }
  }

  mutating func add(_ tie: ContactTie) { ties.append(tie) }

  mutating func reject(tieAt line: Int, _ reason: String, _ detail: String) {
    rejectedTies.append(.init(line: line, reason: reason, detail: detail))
  }

  /// Joins the owner to everyone who stands in the book as an entry.
  ///
  /// - Parameters:
  ///   - name: the name, e-mail address or key of the owner's own entry, or a name that is not there.
  ///   - tie: makes the tie between the owner and an entry.
  mutating func setOwner(
    _ name: String, entries: Range<Int>, _ context: StageContext, tie: (Int, Contact) -> ContactTie
  ) throws(Diagnostic) {
    let wanted = NetworkAssembly.canonical(name.trimmed)
    let own = contacts.indices.filter { contacts[$0].isCalled(wanted) }
    if own.count > 1 {
      throw context.error(
        "ambiguous-owner", "\(own.count) entries are called '\(name)'", parameter: "owner",
        help: "name the owner by e-mail address, or by the key of the entry")
    }
    let row: Int
    if let own = own.first {
      row = own
    } else {
      var contact = Contact(line: 0)
      contact.lines = []
      contact.add(.fullName, wanted)
      row = add(contact)
    }
    owner = row
    for entry in entries where entry != row {
      var made = tie(entry, contacts[entry])
      made.source = row
      ties.append(made)
    }
  }

  /// `file:line` of a contact.
  func source(of row: Int) -> String {
    Provenance.text(files[row] ?? file, contacts[row].lines)
  }
}

extension Contact {
  /// Whether a study that writes `name` means this entry.
  fileprivate func isCalled(_ name: String) -> Bool {
    if NetworkAssembly.canonical(self.name ?? "") == name || key == name { return true }
    return values.contains { $0.field == .email && $0.text.lowercased() == name.lowercased() }
  }
}
