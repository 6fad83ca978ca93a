public import ModuleKit

/// `import.outlook`
public struct OutlookImport: Module {
  public static let manual = Manual(
    name: "import.outlook",
    summary: "Reads the contacts that Outlook exports as a table",
    details: """
      The table of Outlook for Windows and of outlook.com, with English, French or German headers. Each row \
      becomes a node named by its name, or by company, address or number where it has none. The columns are \
      those of `import.vcard`. Spouse, assistant and manager give ties with the attribute `relation`. Older \
      versions write Windows-1252: say so with `encoding`.

      With `owner` the book is somebody's: the owner is joined to every row, and the column `owner` tells \
      later stages that of everyone else only some ties are known. Rows that name nobody are rejected and \
      counted; columns nothing is made of are listed in the report.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "rows and ties that were not taken, with reason and line")],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "A contact with an assistant",
        files: [
          .init(
            "outlook.csv",
            """
            "Title","First Name","Last Name","Company","Job Title","Mobile Phone","E-mail Address","Assistant's Name"
            "Ms.","Ada","Example","Acme","CTO","+33 6 39 98 00 01","ada@example.com","Ben Sample"
            """)
        ],
        yaml: "- use: import.outlook\n  with: {file: outlook.csv}",
        expected: [
          .nodes(
            "id,name_prefix,title,phone\nAda Example,Ms.,CTO,+33 6 39 98 00 01\nBen Sample,,,\n"),
          .edges("source,target,relation\nAda Example,Ben Sample,assistant\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The file that Outlook exports") var file: InputFile
    @Param("Whose address book it is: a name; nobody is joined to the contacts when not given")
    var owner: String? = nil
    @Param("How the bytes of the file are to be read") var encoding = TextEncoding.auto
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(Self.manual, hasOwner: parameters.owner != nil)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let given = Set(OutlookColumns.givenNames), family = Set(OutlookColumns.familyNames)
    let table = try ContactTable(
      parameters.file, encoding: parameters.encoding, expected: "Outlook's contacts"
    ) { header in
      !header.isDisjoint(with: given) && !header.isDisjoint(with: family)
        && !header.isDisjoint(with: OutlookColumns.emailNames + OutlookColumns.phoneNames)
    }
    try context.workers.checkCancelled()
    let book = table.book(OutlookColumns.columns, passedOver: OutlookColumns.known) {
      OutlookColumns.finish(&$0, $1)
    }
    network = try book.ownedNetwork(
      parameters.owner, channel: "outlook", citation: parameters.citation, context)
  }
}

/// What Outlook calls its columns, in small letters: English, French, German.
enum OutlookColumns {
  static let givenNames = ["first name", "prénom", "vorname"]
  static let familyNames = ["last name", "nom", "nachname"]
  static let emailNames = [
    "e-mail address", "e-mail 2 address", "e-mail 3 address", "adresse de messagerie",
    "adresse de messagerie 2", "adresse de messagerie 3", "e-mail-adresse", "e-mail 2: adresse",
    "e-mail 3: adresse",
  ]
  static let phoneNames = [
    "mobile phone", "business phone", "business phone 2", "home phone", "home phone 2",
    "primary phone", "other phone", "car phone", "radio phone", "company main phone",
    "tél. mobile", "téléphone (bureau)", "téléphone 2 (bureau)", "téléphone (domicile)",
    "téléphone 2 (domicile)", "téléphone principal", "téléphone (autre)",
    "téléphone société principal", "mobiltelefon", "telefon geschäftlich",
    "telefon geschäftlich 2", "telefon privat", "telefon privat 2", "haupttelefon",
    "weiteres telefon", "telefon firma",
  ]
  /// What somebody is, and the columns that name them.
  private static let relations: [(kind: String, names: [String])] = [
    ("spouse", ["spouse", "conjoint(e)", "partner/in", "partner"]),
    ("assistant", ["assistant's name", "nom de l'assistant(e)", "name assistent"]),
    ("manager", ["manager's name", "responsable", "name des/der vorgesetzten"]),
  ]

  /// Work stands before home, as on the form.
  private static func places(_ english: String, _ french: String, _ german: String) -> [String] {
    [
      "business \(english)", "home \(english)", "other \(english)", "\(french) (bureau)",
      "\(french) (domicile)", "\(french) (autre)", "\(german) geschäftlich",
      "\(german) privat", "weitere \(german)",
    ]
  }

  static let columns = ContactColumns(entries: [
    .init(field: .namePrefix, names: ["title", "titre", "anrede"]),
    .init(field: .givenName, names: givenNames),
    .init(field: .middleName, names: ["middle name", "deuxième prénom", "weitere vornamen"]),
    .init(field: .familyName, names: familyNames),
    .init(field: .nameSuffix, names: ["suffix", "suffixe"]),
    .init(field: .nickname, names: ["nickname", "surnom", "spitzname"]),
    .init(field: .company, names: ["company", "société", "firma"]),
    .init(field: .department, names: ["department", "service", "abteilung"]),
    .init(field: .title, names: ["job title", "fonction", "profession", "position"]),
    .init(field: .email, names: emailNames),
    .init(field: .phone, names: phoneNames),
    .init(field: .street, names: places("street", "rue", "straße")),
    .init(field: .city, names: places("city", "ville", "ort")),
    .init(field: .region, names: places("state", "dép/région", "region")),
    .init(field: .postcode, names: places("postal code", "code postal", "postleitzahl")),
    .init(field: .country, names: places("country/region", "pays/région", "land/region")),
    .init(field: .birthDate, names: ["birthday", "anniversaire", "geburtstag"]),
    .init(field: .categories, names: ["categories", "catégories", "kategorien"], separator: ";"),
    .init(field: .url, names: ["web page", "page web", "webseite", "personal web page"]),
    .init(field: .note, names: ["notes", "notizen"]),
  ])

  /// Columns that are read elsewhere, or that every file has and no network needs.
  static let known =
    relations.flatMap(\.names) + [
      "e-mail type", "e-mail display name", "e-mail 2 type", "e-mail 2 display name",
      "e-mail 3 type", "e-mail 3 display name", "gender", "priority", "private", "sensitivity",
    ]

  /// What one column after the other cannot tell.
  static func finish(_ contact: inout Contact, _ row: ContactTable.Row) {
    // How Outlook writes that there is no date.
    contact.removeValues(of: .birthDate) { ["0/0/00", "00/00/00", "0.0.00"].contains($0) }
    for relation in relations {
      for name in row.values(relation.names) {
        contact.relations.append(.init(line: row.line, text: name, kind: relation.kind))
      }
    }
  }
}
