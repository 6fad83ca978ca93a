public import ModuleKit

/// `import.google_contacts`
public struct GoogleContactsImport: Module {
  public static let manual = Manual(
    name: "import.google_contacts",
    summary: "Reads the contacts that Google exports as a table",
    details: """
      Both the table of before 2024 (`Given Name`, `E-mail 1 - Type`) and the one since (`First Name`, \
      `E-mail 1 - Label`) are read, however many addresses and numbers they have room for; several values \
      in one cell (` ::: `) are taken apart. Each row becomes a node named by its name, or by company, \
      address or number where it has none. The columns are those of `import.vcard`; labels become \
      `categories`. Related people give ties with the attribute `relation`.

      With `owner` the book is somebody's: the owner is joined to every row, and the column `owner` tells \
      later stages that of everyone else only some ties are known. Rows that name nobody are rejected and \
      counted; columns nothing is made of are listed in the report.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "rows and ties that were not taken, with reason and line")],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "A person and a company",
        files: [
          .init(
            "contacts.csv",
            """
            First Name,Middle Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value
            Ada,,Example,"Acme, Inc.",* myContacts ::: Work,Work,ada@example.com ::: ada@example.org
            ,,,Help Desk,* myContacts,,
            """)
        ],
        yaml: "- use: import.google_contacts\n  with: {file: contacts.csv}",
        expected: [
          .nodes(
            """
            id,email,company,categories
            Ada Example,ada@example.com; ada@example.org,"Acme, Inc.",Work
            Help Desk,,Help Desk,

            """)
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The file that Google exports") var file: InputFile
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
    let table = try ContactTable(
      parameters.file, encoding: parameters.encoding, expected: "Google's contacts"
    ) { header in
      let names = header.contains("given name") || header.contains("first name")
      return names && header.contains { $0.hasPrefix("e-mail 1 - ") || $0.hasPrefix("phone 1 - ") }
    }
    try context.workers.checkCancelled()
    let layout = GoogleColumns(table.header)
    let book = table.book(layout.columns, passedOver: layout.known) { layout.finish(&$0, $1) }
    network = try book.ownedNetwork(
      parameters.owner, channel: "google", citation: parameters.citation, context)
  }
}

/// Which of the numbered columns a table has.
struct GoogleColumns {
  static let separator = " ::: "
  let columns: ContactColumns
  /// Columns that say how others are to be read, or that are read elsewhere.
  let known: [String]
  /// Pairs of columns: what somebody is to the contact, and the name.
  private let relations: [(kind: String, name: String)]

  init(_ header: [String]) {
    func numbered(_ group: String, _ part: String) -> [String] {
      header.filter { $0.hasPrefix(group + " ") && $0.hasSuffix(" - " + part) }
    }
    func entry(_ field: ContactField, _ names: [String]) -> ContactColumns.Entry {
      .init(field: field, names: names, separator: Self.separator)
    }
    columns = ContactColumns(entries: [
      .init(field: .namePrefix, names: ["name prefix"]),
      .init(field: .givenName, names: ["first name", "given name"]),
      .init(field: .middleName, names: ["middle name", "additional name"]),
      .init(field: .familyName, names: ["last name", "family name"]),
      .init(field: .nameSuffix, names: ["name suffix"]),
      entry(.nickname, ["nickname"]),
      entry(.company, ["organization name"] + numbered("organization", "name")),
      entry(.title, ["organization title"] + numbered("organization", "title")),
      entry(.department, ["organization department"] + numbered("organization", "department")),
      .init(field: .birthDate, names: ["birthday"]),
      .init(field: .note, names: ["notes"]),
      entry(.categories, ["labels", "group membership"]),
      entry(.email, numbered("e-mail", "value")),
      entry(.phone, numbered("phone", "value")),
      entry(.street, numbered("address", "street")),
      entry(.city, numbered("address", "city")),
      entry(.region, numbered("address", "region")),
      entry(.postcode, numbered("address", "postal code")),
      entry(.country, numbered("address", "country")),
      entry(.url, numbered("website", "value")),
    ])
    relations = numbered("relation", "value").map { name in
      let number = name.dropLast(" - value".count)
      let kinds = ["\(number) - label", "\(number) - type"]
      return (kinds.first { header.contains($0) } ?? kinds[0], name)
    }
    let labels = header.filter { $0.hasSuffix(" - type") || $0.hasSuffix(" - label") }
    known =
      labels + relations.map(\.name)
      + ["name", "photo", "file as", "yomi name", "address 1 - formatted"]
  }

  /// What one column after the other cannot tell.
  func finish(_ contact: inout Contact, _ row: ContactTable.Row) {
    // Google keeps its own groups among the labels.
    contact.removeValues(of: .categories) { $0.hasPrefix("* ") }
    for relation in relations {
      let kind = row.values([relation.kind]).first?.lowercased()
      for cell in row.values([relation.name]) {
        for name in cell.split(separator: Self.separator) {
          let text = String(name).trimmed
          if text.isEmpty { continue }
          contact.relations.append(.init(line: row.line, text: text, kind: kind))
        }
      }
    }
  }
}
