/// The blocking rules of a study: its own, or those that its fields allow.
struct BlockingRules {
  let keys: RecordKeys

  /// One rule for each list of fields that must agree; rules about fields that nobody tells are left out.
  func rules(_ chosen: [[FieldKind]]) -> [BlockingRule] {
    if chosen.isEmpty { return defaults() }
    return chosen.compactMap { fields in
      let parts = fields.compactMap(keys.lists)
      guard !parts.isEmpty, parts.count == fields.count else { return nil }
      let isName = fields.contains { $0.aspect == .name }
      return BlockingRule(
        fields.map(\.rawValue).joined(separator: " + "),
        Set(fields).union(isName ? [.fullName] : []), parts)
    }
  }

  /// From the most telling to the broadest; what two records share under one of them, they are compared for.
  private func defaults() -> [BlockingRule] {
    var rules: [BlockingRule] = []
    func add(
      _ name: String, _ fields: Set<FieldKind>, _ parts: CodeLists?..., teaches: Bool = true
    ) {
      let known = parts.compactMap { $0 }
      if known.count == parts.count {
        rules.append(BlockingRule(name, fields, known, teaches: teaches))
      }
    }
    let values = keys.values
    let (birthDate, postcode) = (values.birthDate?.lists, values.postcode?.lists)
    let (street, company, city) = (values.street?.lists, values.company?.lists, values.city?.lists)
    let (given, family) = (keys.given, keys.family)
    add("email", [.email], values.email?.lists)
    add("user of email", [.email], keys.emailUser)
    add("phone", [.phone], values.phone?.lists)
    add("id_number", [.idNumber], values.idNumber?.lists)
    add("url", [.url], values.url?.lists)
    add("family_name + given_name", [.familyName, .givenName, .fullName], keys.bothNames)
    add("family_name + birth_date", [.familyName, .fullName, .birthDate], family, birthDate)
    add("given_name + birth_date", [.givenName, .fullName, .birthDate], given, birthDate)
    add("birth_date + postcode", [.birthDate, .postcode], birthDate, postcode)
    add("birth_date + city", [.birthDate, .city], birthDate, city)
    add("birth_date + street", [.birthDate, .street], birthDate, street)
    add("family_name + postcode", [.familyName, .fullName, .postcode], family, postcode)
    add("given_name + postcode", [.givenName, .fullName, .postcode], given, postcode)
    add("family_name + company", [.familyName, .fullName, .company], family, company)
    add("given_name + company", [.givenName, .fullName, .company], given, company)
    add("given_name + city", [.givenName, .fullName, .city], given, city)
    add("family_name + city", [.familyName, .fullName, .city], family, city)
    add("street + family_name", [.street, .familyName, .fullName], street, family)
    add("street + given_name", [.street, .givenName, .fullName], street, given)
    add(
      "sound of family_name + postcode", [.familyName, .fullName, .postcode], keys.soundOfFamily,
      postcode, teaches: false)
    add("sound of both names", [.familyName, .givenName, .fullName], keys.soundOfNames)
    // Companies have no names of people.
    if given == nil && family == nil {
      add("company", [.company], company)
      add("company's first word + city", [.company, .city], keys.companyWord, city)
      add("street", [.street], street)
    }
    return rules
  }
}

/// What records are blocked by.
struct RecordKeys {
  let values: FieldValues
  /// Nil where no record has any.
  let given, family, bothNames, soundOfNames, soundOfFamily, companyWord, emailUser: CodeLists?

  init(_ names: RecordNames, _ values: FieldValues) {
    self.values = values
    let pool = names.pool
    func known(_ lists: CodeLists) -> CodeLists? { lists.saysNothing ? nil : lists }
    func letters(_ codes: [Int32]) -> CodeLists {
      CodeLists(codes.map { $0 < 0 ? [] : [pool.letterCode($0)] })
    }
    given = known(letters(names.given))
    family = known(letters(names.family))
    bothNames = known(Self.inEitherOrder(names) { [pool.letterCode($0)] })
    soundOfNames = known(
      Self.inEitherOrder(names) { code in
        pool.soundCodes(code)
      })
    soundOfFamily = known(CodeLists(names.family.map { $0 < 0 ? [] : pool.soundCodes($0) }))
    emailUser = values.email.flatMap { known($0.userLists) }
    companyWord = values.company.flatMap { known($0.firstWordLists) }
  }

  /// The keys of one field.
  func lists(_ field: FieldKind) -> CodeLists? {
    switch field {
    case .fullName: bothNames
    case .givenName: given
    case .familyName: family
    default: values.comparisons.first { $0.field == field }?.lists
    }
  }

  /// A code for each pair of given and family name, in either order, so that exchanged columns meet.
  private static func inEitherOrder(
    _ names: RecordNames, _ codes: (Int32) -> [Int32]
  ) -> CodeLists {
    var pairs: [UInt64: Int32] = [:]
    var lists = CodeLists()
    for (given, family) in zip(names.given, names.family) {
      if given < 0 || family < 0 {
        lists.append([])
        continue
      }
      // Sounds of one language with sounds of the same.
      let list = zip(codes(given), codes(family)).map { one, other -> Int32 in
        let pair = UInt64(UInt32(min(one, other))) << 32 | UInt64(UInt32(max(one, other)))
        let code = pairs[pair] ?? Int32(pairs.count)
        pairs[pair] = code
        return code
      }
      lists.append(list)
    }
    return lists
  }
}
