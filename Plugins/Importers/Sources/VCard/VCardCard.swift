/// A card, understood.
struct VCardCard {
  private(set) var contact: Contact
  private(set) var isGroup = false
  /// Addresses of the cards of a group's members.
  private(set) var members: [String] = []
  /// Names of properties that nothing was made of.
  private(set) var unused: [String] = []

  init(_ properties: [VCardLine], line: Int, charset: String) throws(VCardText.Problem) {
    contact = Contact(line: line)
    let version = properties.first { $0.name == "VERSION" }
    let isOld = version.map { String(decoding: $0.value, as: UTF8.self).hasPrefix("2") } ?? false
    let text = VCardText(isOld: isOld, charset: charset)
    for property in properties {
      if try !take(property, text, among: properties) { unused.append(property.name) }
    }
  }

  /// - Returns: whether anything was made of the property.
  private mutating func take(
    _ property: VCardLine, _ text: VCardText, among all: [VCardLine]
  ) throws(VCardText.Problem) -> Bool {
    if let field = Self.plain[property.name] {
      contact.add(field, try text.text(property))
      return true
    }
    switch property.name {
    case "VERSION", "PRODID", "X-ABLABEL": return true
    case "N": add(try text.components(property), Self.nameParts, joinedBy: " ")
    case "ADR": addAddress(try text.components(property))
    case "ORG": addOrganisation(try text.components(property))
    case "NICKNAME":
      for name in try text.list(property) { contact.add(.nickname, name) }
    case "CATEGORIES":
      for name in try text.list(property) { contact.add(.categories, name) }
    case "UID": contact.key = try text.text(property).trimmed
    case "KIND", "X-ADDRESSBOOKSERVER-KIND":
      isGroup = try text.text(property).trimmed.lowercased() == "group"
    case "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER":
      members.append(try text.text(property).trimmed)
    default: return try addRelation(property, text, among: all)
    }
    return true
  }

  private static let plain: [String: ContactField] = [
    "FN": .fullName, "EMAIL": .email, "TEL": .phone, "TITLE": .title, "ROLE": .title,
    "BDAY": .birthDate, "URL": .url, "X-SOCIALPROFILE": .url, "SOCIALPROFILE": .url,
    "NOTE": .note, "REV": .updated,
  ]
  private static let nameParts: [ContactField] = [
    .familyName, .givenName, .middleName, .namePrefix, .nameSuffix,
  ]

  private mutating func add(
    _ components: [[String]], _ fields: [ContactField], joinedBy separator: String
  ) {
    for (field, values) in zip(fields, components) {
      contact.add(field, Self.joined(values, by: separator))
    }
  }

  private static func joined(_ values: [String], by separator: String) -> String {
    values.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: separator)
  }

  /// Box, flat and street make one line, as on a letter.
  private mutating func addAddress(_ components: [[String]]) {
    let parts = components.map { Self.joined($0, by: ", ") }
    contact.add(.street, Self.joined(Array(parts.prefix(3)), by: ", "))
    for (field, value) in zip(
      [ContactField.city, .region, .postcode, .country], parts.dropFirst(3))
    {
      contact.add(field, value)
    }
  }

  private mutating func addOrganisation(_ components: [[String]]) {
    // A comma in the name of a company is no list.
    let parts = components.map { $0.joined(separator: ",") }
    contact.add(.company, parts.first ?? "")
    for part in parts.dropFirst() { contact.add(.department, part) }
  }

  private mutating func addRelation(
    _ property: VCardLine, _ text: VCardText, among all: [VCardLine]
  ) throws(VCardText.Problem) -> Bool {
    let kind: String?
    switch property.name {
    case "RELATED":
      kind = property.types.first { $0 != "contact" }
    case "X-ABRELATEDNAMES":
      let label = all.first {
        $0.name == "X-ABLABEL" && $0.group != nil && $0.group == property.group
      }
      kind = try label.map { line throws(VCardText.Problem) in try text.text(line) }
        .map(Self.label)
    case "X-SPOUSE", "X-ASSISTANT", "X-MANAGER", "X-EVOLUTION-SPOUSE", "X-EVOLUTION-ASSISTANT",
      "X-EVOLUTION-MANAGER":
      kind = property.name.split(separator: "-").last.map { $0.lowercased() }
    case "AGENT":
      kind = "agent"
    default: return false
    }
    let other = try text.text(property).trimmed
    if other.isEmpty { return false }
    contact.relations.append(Contact.Relation(line: property.line, text: other, kind: kind))
    return true
  }

  /// `_$!<Spouse>!$_` is how Apple writes a label of its own list.
  private static func label(_ text: String) -> String {
    let bare = text.trimmed
    guard bare.hasPrefix("_$!<"), bare.hasSuffix(">!$_") else { return bare.lowercased() }
    return String(bare.dropFirst(4).dropLast(4)).lowercased()
  }
}
