/// What an address book tells of a person or a company; the raw value names the column.
///
/// The same words are the fields of `dedupe.resolve`.
enum ContactField: String, CaseIterable {
  case fullName = "full_name"
  case namePrefix = "name_prefix"
  case givenName = "given_name"
  case middleName = "middle_name"
  case familyName = "family_name"
  case nameSuffix = "name_suffix"
  case nickname
  case email
  case phone
  case company
  case department
  case title
  case street
  case city
  case region
  case postcode
  case country
  case birthDate = "birth_date"
  case url
  case categories
  case note
  /// When the entry was last changed.
  case updated

  /// True for what a person has one of: a second value is passed over and counted.
  var isSingle: Bool {
    switch self {
    case .fullName, .namePrefix, .givenName, .middleName, .familyName, .nameSuffix, .birthDate,
      .updated:
      true
    default: false
    }
  }
}
