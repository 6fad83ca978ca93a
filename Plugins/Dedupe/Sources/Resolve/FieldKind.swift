internal import ModuleKit

/// What a column says of a person or a company; the raw value is the word in a study.
package enum FieldKind: String, ParameterChoice {
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
  /// Where the record comes from; no column tells it.
  case source

  /// Those that columns may tell.
  package static let allCases: [FieldKind] = [
    .fullName, .givenName, .familyName, .birthDate, .email, .phone, .company, .title, .street,
    .city,
    .region, .postcode, .country, .url, .idNumber,
  ]

  /// Whether a record may have several, any of which may agree with any of another's. Columns of other fields
  /// are parts, joined by blanks.
  package var hasMany: Bool {
    switch self {
    case .email, .phone, .url, .idNumber: true
    default: false
    }
  }

  /// How often two records of one person are expected to differ altogether, before any has been seen: nobody changes
  /// the day of birth, and anybody the job.
  var changes: Double {
    switch self {
    case .birthDate, .idNumber: 0.02
    case .givenName, .familyName, .fullName, .country, .source: 0.05
    case .url, .region, .city: 0.1
    case .postcode, .street, .phone, .company: 0.2
    case .email, .title: 0.3
    }
  }

  /// What is learnt beyond this is not believed: fathers and sons of one name and address would teach that people
  /// are born twice.
  var mostChanges: Double {
    switch self {
    case .birthDate, .idNumber: 0.05
    default: 1
    }
  }

  /// What a field is about. Whoever agrees in one field of an aspect agrees in its others more often than people do in
  /// general: pairs of equal postcodes say nothing of how often people move.
  enum Aspect { case name, birth, email, phone, web, identity, work, place, source }

  var aspect: Aspect {
    switch self {
    case .fullName, .givenName, .familyName: .name
    case .birthDate: .birth
    case .email: .email
    case .phone: .phone
    case .url: .web
    case .idNumber: .identity
    case .company, .title: .work
    case .street, .city, .region, .postcode, .country: .place
    case .source: .source
    }
  }
}
