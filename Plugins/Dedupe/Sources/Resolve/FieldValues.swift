internal import ModuleKit

/// The values of all fields, brought into form; nil where a study has no such field.
struct FieldValues: Sendable {
  let email: ValueComparison<EmailValues>?
  let phone: ValueComparison<PhoneValues>?
  let birthDate: ValueComparison<BirthDateValues>?
  let company: ValueComparison<WordedValues<CompanyField>>?
  let street: ValueComparison<WordedValues<StreetField>>?
  let city: ValueComparison<PlaceValues<City>>?
  let region: ValueComparison<PlaceValues<Region>>?
  let country: ValueComparison<PlaceValues<Country>>?
  let title: ValueComparison<PlaceValues<JobTitle>>?
  let postcode: ValueComparison<CodeValues<Postcode>>?
  let idNumber: ValueComparison<CodeValues<IDNumber>>?
  let url: ValueComparison<URLValues>?

  /// - Parameter region: where telephone numbers without a country are dialled.
  init(_ records: PersonRecords, region phoneRegion: String) {
    func values<Values: ComparedValues>(_ empty: Values) -> ValueComparison<Values>? {
      guard records.has(Values.field) else { return nil }
      let found = ValueComparison(records, empty)
      return found.lists.saysNothing ? nil : found
    }
    email = values(EmailValues())
    phone = values(PhoneValues(region: phoneRegion))
    birthDate = values(BirthDateValues())
    company = values(WordedValues<CompanyField>())
    street = values(WordedValues<StreetField>())
    city = values(PlaceValues<City>())
    region = values(PlaceValues<Region>())
    country = values(PlaceValues<Country>())
    title = values(PlaceValues<JobTitle>())
    postcode = values(CodeValues<Postcode>())
    idNumber = values(CodeValues<IDNumber>())
    url = values(URLValues())
  }

  /// Those that there are, names left to ``NameComparison``.
  var comparisons: [any FieldComparison] {
    let all: [(any FieldComparison)?] = [
      birthDate, email, phone, idNumber, url, company, title, street, postcode, city, region,
      country,
    ]
    return all.compactMap { $0 }
  }
}
