internal import ModuleKit

/// Reads `Connections.csv`.
enum LinkedInConnections {
  private static let columns = ContactColumns(entries: [
    .init(field: .givenName, names: ["first name", "prénom", "vorname", "nombre", "nome"]),
    .init(
      field: .familyName,
      names: [
        "last name", "nom", "nom de famille", "nachname", "apellidos", "cognome", "sobrenome",
      ]),
    .init(field: .url, names: ["url", "profile url", "url du profil", "profil-url"]),
    .init(
      field: .email,
      names: [
        "email address", "e-mail address", "adresse e-mail", "e-mail-adresse",
        "dirección de correo electrónico", "indirizzo email", "endereço de e-mail", "email",
      ]),
    .init(
      field: .company,
      names: ["company", "entreprise", "société", "unternehmen", "empresa", "azienda"]),
    .init(
      field: .title,
      names: ["position", "poste", "fonction", "cargo", "posizione"]),
  ])

  private static let dayNames = [
    "connected on", "connexion le", "date de connexion", "connecté le", "verbunden am",
    "vernetzt am", "conectado el", "collegato il", "conectado em",
  ]

  /// - Returns: the book, and the day of each connection where it can be read.
  static func book(
    _ file: InputFile, _ encoding: TextEncoding
  ) throws(Diagnostic) -> (book: ContactBook, days: [String?]) {
    let given = Set(columns.entries[0].names)
    let family = Set(columns.entries[1].names)
    let table = try ContactTable(file, encoding: encoding, expected: "LinkedIn's connections") {
      header in
      !header.isDisjoint(with: given) && !header.isDisjoint(with: family)
        && !header.isDisjoint(with: dayNames)
    }
    var book = table.book(columns, passedOver: dayNames) { contact, _ in
      contact.key = contact.first(.url).map(profileKey)
    }
    var dayOfLine: [Int: String] = [:]
    var unread = 0
    for row in table.rows {
      guard let written = row.values(dayNames).first else { continue }
      dayOfLine[row.line] = DayText.day(written)
      if dayOfLine[row.line] == nil { unread += 1 }
    }
    if unread > 0 { book.ledger[0].notes.append("days that cannot be read: \(unread)") }
    let days = book.contacts.map { contact in contact.lines.first.flatMap { dayOfLine[$0] } }
    return (book, days)
  }

  /// A profile's address without what differs between exports: language, query, capitals, a last slash.
  static func profileKey(_ url: String) -> String {
    var rest = url.trimmed.lowercased()[...]
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let isLinkedIn = parts[0] == "linkedin.com" || parts[0].hasSuffix(".linkedin.com")
    let host = isLinkedIn ? "www.linkedin.com" : String(parts[0])
    return "https://" + host + (parts.count > 1 ? "/" + parts[1] : "")
  }
}
