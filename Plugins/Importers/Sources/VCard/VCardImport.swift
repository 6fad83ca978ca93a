public import ModuleKit

/// `import.vcard`
public struct VCardImport: Module {
  public static let manual = Manual(
    name: "import.vcard",
    summary: "Reads the cards of an address book",
    details: """
      Versions 2.1, 3.0 and 4.0, also mixed in one file. Each card becomes a node named by its name, or by \
      company, address or number where it has none; where several have one name, what tells them apart \
      stands behind it. The columns are `full_name`, `given_name`, `family_name` and the other parts of \
      the name, `nickname`, `email`, `phone`, `company`, `department`, `title`, `street`, `city`, \
      `region`, `postcode`, `country`, `birth_date`, `url`, `categories`, `note` and `updated`, as far as \
      some card has them and as they are written there; several values are joined by "; ". `key` is the \
      card's UID, or what comes nearest to one, and `source` the file and line.

      With `owner` the book is somebody's: the owner is joined to every card, and the column `owner` tells \
      later stages that of everyone else only some ties are known. Related people (RELATED, AGENT, \
      X-ABRELATEDNAMES, X-SPOUSE, …) give ties with the attribute `relation`, to the card of that name or UID or else \
      to a person known by name only. Groups become `categories` of their members.

      Values without CHARSET are UTF-8 unless `encoding` says otherwise. A card that is not closed, that \
      holds nothing to name it by, or that cannot be read in its encoding is rejected and counted; \
      pictures, sounds and keys are stepped over. A file without any card is refused.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "cards and ties that were not taken, with reason and line")],
    references: [
      "Perreault, S. (2011). vCard Format Specification. RFC 6350, IETF.",
      "Dawson, F. & Howes, T. (1998). vCard MIME Directory Profile. RFC 2426, IETF.",
    ],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "A book of two, one married to somebody without a card",
        files: [
          .init(
            "book.vcf",
            """
            BEGIN:VCARD
            VERSION:3.0
            FN:Jean Dupont
            N:Dupont;Jean;;;
            EMAIL;TYPE=work:jean@example.com
            X-SPOUSE:Marie Dupont
            END:VCARD
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9
            TEL;CELL:+33 6 39 98 00 01
            END:VCARD
            """)
        ],
        yaml: "- use: import.vcard\n  with: {file: book.vcf, owner: Ann}",
        expected: [
          .nodes(
            """
            id,email,phone,owner,source
            Ann,,,true,book.vcf
            Jean Dupont,jean@example.com,,false,book.vcf:1
            Marie Dupont,,,false,book.vcf:6
            Zoé Lefèvre,,+33 6 39 98 00 01,false,book.vcf:8

            """),
          .edges(
            """
            source,target,relation
            Ann,Jean Dupont,
            Ann,Zoé Lefèvre,
            Jean Dupont,Marie Dupont,spouse

            """),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The file of vCards") var file: InputFile
    @Param("Whose address book it is: a name; nobody is joined to the cards when not given")
    var owner: String? = nil
    @Param("The encoding of values that do not tell theirs") var encoding = TextEncoding.auto
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(Self.manual, hasOwner: parameters.owner != nil)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let bytes = try bytes(context)
    var reader = VCardReader(
      bytes, file: parameters.file.name, charset: parameters.encoding.charset)
    let book = try reader.read(context.workers.checkCancelled)
    network = try book.ownedNetwork(
      parameters.owner, channel: "vcard", citation: parameters.citation, context)
  }

  /// As they are, but for UTF-16: which bytes are which letters, each value says itself.
  private func bytes(_ context: StageContext) throws(Diagnostic) -> [UInt8] {
    let raw = try readFile(parameters.file, for: "file", context)
    if raw.isEmpty {
      throw Diagnostic("empty-file", "the file is empty", at: .init(file: parameters.file.name))
    }
    let isWide = raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF])
    if isWide || parameters.encoding == .utf16 {
      return try DecodedText(raw, encoding: parameters.encoding, file: parameters.file.name).bytes
    }
    return raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
  }
}

extension TextEncoding {
  /// The name by which ``Charset`` knows it.
  var charset: String {
    switch self {
    case .auto, .utf8, .utf16: "utf-8"
    case .latin1: "iso-8859-1"
    case .windows1252: "windows-1252"
    }
  }
}

extension ContactBook {
  /// What is known without reading the file; which columns there are shows only then.
  static func outline(_ manual: Manual, isDirected: Bool = false, hasOwner: Bool) -> Outline {
    var outline = Outline()
    outline.add(manual.writes)
    outline.mayHaveMore = true
    outline.isDirected = isDirected
    if hasOwner { outline.addNodeColumn(Network.ownerColumn, .boolean) }
    return outline
  }
}
