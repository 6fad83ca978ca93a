/// Pairs that are surely one person: so much agrees that chance is out of the question.
///
/// They set the prior alone, together with the share of the true pairs that they are believed to be.
struct CertainPairs {
  /// Positions of comparisons that must agree to the letter, any one of these lists.
  private let rules: [[Int]]

  private static let people: [[FieldKind]] = [
    [.idNumber], [.url, .familyName], [.url, .givenName], [.email, .givenName],
    [.email, .familyName],
    [.phone, .givenName, .familyName],
    [.givenName, .familyName, .birthDate], [.givenName, .familyName, .street],
    [.givenName, .familyName, .postcode], [.givenName, .familyName, .company],
    [.familyName, .birthDate, .postcode], [.givenName, .birthDate, .postcode],
  ]
  /// Where there are no names of people, and it is companies that are compared.
  private static let companies: [[FieldKind]] = [
    [.idNumber], [.url], [.email], [.company, .phone], [.company, .street],
    [.company, .postcode],
  ]

  init(_ fields: [FieldKind]) {
    let isPeople = fields.contains(.givenName) || fields.contains(.familyName)
    rules = (isPeople ? Self.people : Self.companies).compactMap { rule in
      let positions = rule.compactMap { fields.firstIndex(of: $0) }
      return positions.count == rule.count ? positions : nil
    }
  }

  func holds(_ pattern: AgreementPattern) -> Bool {
    rules.contains { $0.allSatisfy { pattern[$0] == 0 } }
  }
}
