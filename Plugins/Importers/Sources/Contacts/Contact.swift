/// An entry of an address book, or somebody who is only mentioned.
struct Contact {
  /// Somebody the entry names as related: by name, or by what another entry is called by.
  struct Relation {
    let line: Int
    let text: String
    /// `spouse`, `assistant`.
    let kind: String?
  }

  /// What the source itself calls the entry, the same in a later export: a UID, a profile's address.
  var key: String?
  /// Lines of the file that tell of it.
  var lines: [Int]
  /// What the study calls it by, when that is not its name.
  var calledBy: String?
  private(set) var values: [(field: ContactField, text: String)] = []
  var relations: [Relation] = []
  /// How many second values of fields that hold one were passed over.
  private(set) var passedOver = 0

  init(key: String? = nil, line: Int) { (self.key, lines) = (key, [line]) }

  /// Joins values of one field: "; " separates them, so inside a value it loses its blank.
  static let separator = "; "

  /// Adds a value, unless it is blank or there already.
  mutating func add(_ field: ContactField, _ text: String) {
    let trimmed = text.trimmed
    let value = field == .note ? trimmed : trimmed.replacing(Self.separator, with: ";")
    if value.isEmpty || values.contains(where: { $0.field == field && $0.text == value }) { return }
    if field.isSingle, values.contains(where: { $0.field == field }) {
      passedOver += 1
    } else {
      values.append((field, value))
    }
  }

  mutating func removeValues(of field: ContactField, where isUnwanted: (String) -> Bool) {
    values.removeAll { $0.field == field && isUnwanted($0.text) }
  }

  func first(_ field: ContactField) -> String? { values.first { $0.field == field }?.text }

  /// All values of a field; nil when there is none.
  func joined(_ field: ContactField) -> String? {
    let found = values.filter { $0.field == field }
    return found.isEmpty ? nil : found.map(\.text).joined(separator: Self.separator)
  }

  /// The name to call the entry by: its own, or what else tells it from others.
  var name: String? {
    if let calledBy, !calledBy.isEmpty { return calledBy }
    let parts = [ContactField.givenName, .middleName, .familyName].compactMap(first)
    if let full = first(.fullName) { return full }
    if !parts.isEmpty { return parts.joined(separator: " ") }
    let others = [ContactField.company, .nickname, .email, .phone, .url]
    return others.lazy.compactMap(first).first ?? key
  }

  /// What the entry holds, as one text: equal for entries that cannot be told apart.
  var content: String {
    let texts = values.map { "\($0.field.rawValue)\u{1}\($0.text)" }.sorted()
    return ([key ?? ""] + texts).joined(separator: "\u{2}")
  }

  /// The key, or what comes nearest to one.
  var keyOrSubstitute: String? { key ?? first(.url) ?? first(.email) ?? name }
}

/// A tie that an address book or an archive of messages tells of.
struct ContactTie {
  /// Positions among the contacts.
  var source: Int
  var target: Int
  var line: Int
  /// Where it stands, when that is not the book's own file.
  var file: String?
  /// By which the two are in touch: `vcard`, `linkedin`, `mail`.
  var channel: String
  /// `spouse`, `assistant`; nil for a plain contact.
  var relation: String?
  /// Days in ISO form.
  var firstContact: String?
  var lastContact: String?
  /// How many messages it stands for; nil where the source counts none.
  var count: Int?

  init(_ source: Int, _ target: Int, line: Int, channel: String) {
    (self.source, self.target, self.line, self.channel) = (source, target, line, channel)
  }
}
