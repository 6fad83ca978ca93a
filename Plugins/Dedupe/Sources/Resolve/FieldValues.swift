internal import ModuleKit

/// The values of all fields, brought into form; nil where a study has no such field.
struct FieldValues: Sendable {
  let email: ValueComparison<EmailValue>?
  let phone: ValueComparison<PhoneValue>?
  let birthDate: ValueComparison<BirthDateValue>?
  let company: ValueComparison<CompanyValue>?
  let street: ValueComparison<StreetValue>?
  let city: ValueComparison<PlaceValue<City>>?
  let region: ValueComparison<PlaceValue<Region>>?
  let country: ValueComparison<PlaceValue<Country>>?
  let title: ValueComparison<PlaceValue<JobTitle>>?
  let postcode: ValueComparison<CodeValue<Postcode>>?
  let idNumber: ValueComparison<CodeValue<IDNumber>>?
  let url: ValueComparison<URLValue>?

  /// - Parameter region: where telephone numbers without a country are dialled.
  init(_ records: PersonRecords, region phoneRegion: String) {
    func values<Value: ComparedValue>(
      _: Value.Type, prefix: String = ""
    ) -> ValueComparison<Value>? {
      guard records.has(Value.field) else { return nil }
      let found = ValueComparison<Value>(records, prefix: prefix)
      return found.isEmpty ? nil : found
    }
    email = values(EmailValue.self)
    phone = values(PhoneValue.self, prefix: phoneRegion + "|")
    birthDate = values(BirthDateValue.self)
    company = values(CompanyValue.self)
    street = values(StreetValue.self)
    city = values(PlaceValue<City>.self)
    region = values(PlaceValue<Region>.self)
    country = values(PlaceValue<Country>.self)
    title = values(PlaceValue<JobTitle>.self)
    postcode = values(CodeValue<Postcode>.self)
    idNumber = values(CodeValue<IDNumber>.self)
    url = values(URLValue.self)
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
