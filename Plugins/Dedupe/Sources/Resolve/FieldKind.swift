/// What a column says of a person or a company; the raw value is the word in a study.
package enum FieldKind: String, CaseIterable, Sendable {
  case fullName = "full_name"
  case givenName = "given_name"
  case familyName = "family_name"
  case birthDate = "birth_date"
  case email
  case phone
  case company
  case title
  case street
  case city
  case region
  case postcode
  case country
  case url
  case idNumber = "id_number"

  /// Whether a record may have several, any of which may agree with any of another's. Columns of other fields
  /// are parts, joined by blanks.
  package var hasMany: Bool {
    switch self {
    case .email, .phone, .url, .idNumber: true
    default: false
    }
  }
}
