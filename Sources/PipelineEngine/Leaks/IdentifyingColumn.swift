internal import ModuleKit

/// What a column of the input tells of a person, by its name.
enum IdentifyingColumn {
  case name, givenName, familyName, email, phone, address

  /// Nil for a column that names nobody.
  init?(_ column: String) {
    let word = column.lowercased().filter { $0.isLetter }
    switch word {
    case "id", "name", "names", "fullname", "displayname", "label", "nickname", "person", "contact",
      "nom",
      "nomcomplet", "key":
      self = .name
    case "givenname", "firstname", "forename", "prenom", "prénom", "vorname": self = .givenName
    case "familyname", "lastname", "surname", "nomdefamille", "nachname": self = .familyName
    case "url", "website", "homepage", "profile", "profileurl", "linkedin", "site": self = .address
    case _ where word.contains("mail") || word == "courriel": self = .email
    case _
    where word.contains("phone") || ["tel", "mobile", "portable", "handy", "fax"].contains(word):
      self = .phone
    default: return nil
    }
  }
}
