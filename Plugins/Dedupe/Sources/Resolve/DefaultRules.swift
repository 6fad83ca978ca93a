internal import ModuleKit

/// The blocking rules that the fields of a study allow.
struct DefaultRules {
  let records: PersonRecords
  let keys: RecordKeys

  /// From the most telling to the broadest; what two records share under one of them, they are compared for.
  func rules() -> [BlockingRule] {
    var rules: [BlockingRule] = []
    func add(_ name: String, _ fields: Set<FieldKind>, _ parts: KeyPart...) {
      guard parts.allSatisfy(\.isKnown) else { return }
      rules.append(
        BlockingRule(name, fields, keys: (0..<records.count).map { Self.keys(parts, $0) }))
    }
    let (given, family) = (keys.given, keys.family)
    add("email", [.email], keys.email)
    add("phone", [.phone], keys.phone)
    add("id_number", [.idNumber], keys.idNumber)
    add("url", [.url], keys.url)
    add("family_name + given_name", [.familyName, .givenName, .fullName], keys.bothNames)
    add("family_name + birth_date", [.familyName, .fullName, .birthDate], family, keys.birthDate)
    add("given_name + birth_date", [.givenName, .fullName, .birthDate], given, keys.birthDate)
    add("family_name + postcode", [.familyName, .fullName, .postcode], family, keys.postcode)
    add("given_name + postcode", [.givenName, .fullName, .postcode], given, keys.postcode)
    add("birth_date + postcode", [.birthDate, .postcode], keys.birthDate, keys.postcode)
    add("family_name + company", [.familyName, .fullName, .company], family, keys.company)
    add("given_name + company", [.givenName, .fullName, .company], given, keys.company)
    add("family_name + city", [.familyName, .fullName, .city], family, keys.city)
    add("given_name + city", [.givenName, .fullName, .city], given, keys.city)
    add("street + family_name", [.street, .familyName, .fullName], keys.street, family)
    add("street + given_name", [.street, .givenName, .fullName], keys.street, given)
    add("street + birth_date", [.street, .birthDate], keys.street, keys.birthDate)
    add("sound of both names", [.familyName, .givenName, .fullName], keys.soundOfNames)
    // Companies have no names of people.
    if !given.isKnown && !family.isKnown {
      add("company", [.company], keys.company)
      add("company's first word + city", [.company, .city], keys.companyWord, keys.city)
      add("street", [.street], keys.street)
    }
    return rules
  }

  /// All combinations of the parts' keys.
  private static func keys(_ parts: [KeyPart], _ record: Int) -> [UInt64] {
    var combined: [UInt64] = [0x243f_6a88_85a3_08d3]
    for part in parts {
      let own = part.keys(record)
      if own.isEmpty { return [] }
      combined = combined.flatMap { before in
        own.map { (before &* 0x9e37_79b9_7f4a_7c15) ^ ($0 &+ before >> 7) }
      }
      // Somebody with many addresses and companies would be in hundreds of blocks.
      if combined.count > 64 { combined = Array(combined.prefix(64)) }
    }
    return combined
  }
}

/// One part of a key: what a record says in one respect, hashed.
struct KeyPart {
  /// Whether any record says anything.
  let isKnown: Bool
  private let lists: [[UInt64]]

  init(count: Int, _ texts: (Int) -> [String]) {
    var isKnown = false
    lists = (0..<count).map { record in
      let keys = texts(record).filter { !$0.isEmpty }.map { stableHash($0.utf8) }
      isKnown = isKnown || !keys.isEmpty
      return keys
    }
    self.isKnown = isKnown
  }

  func keys(_ record: Int) -> [UInt64] { lists[record] }
}

/// What records are blocked by.
struct RecordKeys {
  let given, family, bothNames, soundOfNames: KeyPart
  let email, phone, idNumber, url, birthDate, postcode, city, street, company, companyWord: KeyPart

  init(_ records: PersonRecords, _ names: RecordNames, _ values: FieldValues) {
    func part(_ texts: (Int) -> [String]) -> KeyPart { KeyPart(count: records.count, texts) }
    func word(_ code: Int32) -> [String] { code < 0 ? [] : [names.parts[Int(code)].letters] }
    given = part { word(names.given[$0]) }
    family = part { word(names.family[$0]) }
    // In either order, so that exchanged columns meet.
    bothNames = part { record in
      let both = word(names.given[record]) + word(names.family[record])
      return both.count < 2 ? [] : [both.sorted().joined(separator: " ")]
    }
    soundOfNames = part { record in
      let both = (word(names.given[record]) + word(names.family[record])).map(SoundKey.key)
      return both.count < 2 ? [] : [both.sorted().joined(separator: " ")]
    }
    email = part { values.email?.keys($0) ?? [] }
    phone = part { values.phone?.keys($0) ?? [] }
    idNumber = part { values.idNumber?.keys($0) ?? [] }
    url = part { values.url?.keys($0) ?? [] }
    birthDate = part { values.birthDate?.keys($0) ?? [] }
    postcode = part { values.postcode?.keys($0) ?? [] }
    city = part { values.city?.keys($0) ?? [] }
    street = part { values.street?.keys($0) ?? [] }
    company = part { values.company?.keys($0) ?? [] }
    companyWord = part { record in
      (values.company?.keys(record) ?? []).compactMap { key in
        key.split(separator: " ").first.map { String($0.prefix(5)) }
      }
    }
  }
}

/// A coarse key of how a name sounds in French or English: for blocking, where too much costs only time.
enum SoundKey {
  /// The first letter, then consonants by groups that sound alike, no group twice in a row.
  static func key(_ letters: String) -> String {
    var text = letters
    for (written, sound) in replacements { text = text.replacing(written, with: sound) }
    var result = ""
    for (position, letter) in text.enumerated() {
      guard let group = groups[letter] else {
        if position == 0 { result.append("a") }
        continue
      }
      if result.last != group { result.append(group) }
    }
    return String(result.prefix(6))
  }

  private static let replacements = [
    ("ph", "f"), ("th", "t"), ("ch", "s"), ("gn", "n"), ("qu", "k"), ("eau", "o"), ("au", "o"),
    ("ault", "o"), ("x", "s"),
  ]
  private static let groups: [Character: Character] = [
    "b": "p", "p": "p", "f": "f", "v": "f", "w": "f", "c": "k", "k": "k", "q": "k", "g": "k",
    "j": "k", "d": "t", "t": "t", "l": "l", "m": "n", "n": "n", "r": "r", "s": "s", "z": "s",
  ]
}
