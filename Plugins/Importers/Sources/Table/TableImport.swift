public import ModuleKit

/// `import.table`
public struct TableImport: Module {
  public static let manual = Manual(
    name: "import.table",
    summary: "Reads people from a text table or a database, a row each",
    details: """
      The rows come from one of: `file`, a text table (a CRM's export, a list of members); `database`, an SQLite database; \
      `postgres`, the name of an environment variable that holds a connection string of PostgreSQL; `service`, a name in libpq's \
      service file. For databases `query` is the SQL statement whose answer is the table. A study never holds a password.

      `id` names the column that identifies a row; where it is not given, a column called id, key, rec_id, record_id, uid or uuid is \
      taken. It becomes the node's id and the column `key`. With `name`, a column or several, people are called by their \
      name instead, and what tells namesakes apart stands behind it. In a table without ids people are called by their names too, \
      or by what their rows hold. `columns` says which column of the network is made of which of the table: `{given_name: first, \
      email: [mail1, mail2]}`; without it all columns are kept under their own names. The words that `dedupe.resolve` knows \
      (given_name, family_name, full_name, email, phone, company, …) are texts as they are written; several columns are several values, \
      divided by "; ", in fields that people have several of, and parts of one value elsewhere. Of other columns the type is \
      found out: whole numbers, numbers, booleans or texts; `007` and `+33` stay texts.

      `ties` names columns that hold the id of another row: `{sponsor: introduced_by}` joins each person to their sponsor, with \
      the attribute `relation`. Of rows of one id the first by what they hold is kept, so that their order does not matter; the others, \
      rows without id and ties to an id that is not there are rejected and counted. `source` tells file and line, or the database and \
      the number of the row in the answer: say `order by` in the query to keep that the same.

      Delimiter, header and decimal sign of a text table are found out where they are not given; the file may be packed by gzip or zstd. \
      A database is read and never changed: SQLite is opened for reading only, together with its write-ahead log, and PostgreSQL is \
      asked in a read-only transaction, whose rows come one by one. NULL is an empty cell; values come as the database writes them, \
      booleans of PostgreSQL as true and false; bytes are refused. What is on a server can change without notice: such a stage, and \
      what depends on it, runs each time.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("key", .text, "what the table calls the row"),
      .table("rejected_rows", "rows and ties that were not taken, with reason and line"),
    ],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "Members, one of whom introduced another",
        files: [
          .init(
            "members.csv",
            """
            no;first;last;mail;by;fee
            101;Jean;Dupont;jean@example.com;;50
            102;Zoé;Roux;;101;40
            """)
        ],
        yaml: """
          - use: import.table
            with:
              file: members.csv
              id: no
              name: [first, last]
              columns: {given_name: first, family_name: last, email: mail, fee: fee}
              ties: {sponsor: by}
          """,
        expected: [
          .nodes(
            """
            id,given_name,email,key,fee
            Jean Dupont,Jean,jean@example.com,101,50
            Zoé Roux,Zoé,,102,40
            """),
          .edges("source,target,relation\nJean Dupont,Zoé Roux,sponsor\n"),
        ]),
      Example(
        "Records to find duplicates among",
        files: [
          .init(
            "contacts.csv",
            """
            rec_id,first,mail1,mail2,zip
            c1,Ann,ann@example.com,ann@example.org,01234
            c2,Bob,,bob@example.com,
            c1,Anne,,,
            """)
        ],
        yaml: """
          - use: import.table
            with:
              file: contacts.csv
              columns: {given_name: first, email: [mail1, mail2], postcode: zip}
          """,
        expected: [
          .nodes(
            """
            id,given_name,email,postcode,source
            c1,Ann,ann@example.com; ann@example.org,01234,contacts.csv:2
            c2,Bob,bob@example.com,,contacts.csv:3
            """),
          .table(
            "rejected_rows",
            "source,line,reason,detail\ncontacts.csv,4,duplicate-id,'c1' is taken from line 2\n"),
        ]),
    ])

  /// What becomes of rows of one id.
  public enum Duplicates: String, ParameterChoice { case reject, error }

  public struct Parameters: ParameterSet {
    @Param("A text table") var file: InputFile? = nil
    @Param("An SQLite database") var database: DatabaseFile? = nil
    @Param("The environment variable that holds the connection string of a PostgreSQL database")
    var postgres: String? = nil
    @Param("A PostgreSQL database by its name in libpq's service file") var service: String? = nil
    @Param("The SQL statement whose answer is the table, for databases") var query: String? = nil
    @Param("The column that identifies a row; found by common names when not given")
    var id: String? = nil
    @Param("The columns that people are called by; their id when not given")
    var name: [String] = []
    @Param("Which columns are made of which of the table; all as they are when not given")
    var columns: ColumnMapping? = nil
    @Param("Columns that hold the id of another row, and what that row is to this one")
    var ties: ColumnMapping? = nil
    @Param("What becomes of a second row of one id") var duplicates = Duplicates.reject
    @Param("What the column 'source' calls the table; its file or database when not given")
    var source: String? = nil
    @Param("What separates the cells of a file") var delimiter = CSVImport.Delimiter.auto
    @Param("How the bytes of a file are to be read") var encoding = TextEncoding.auto
    @Param("Whether the first row of a file names the columns; found out when not given")
    var header: Bool? = nil
    @Param("Whether the comma is the decimal sign in a file; found out when not given")
    var decimalComma: Bool? = nil
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  /// A server tells nobody that its tables have changed.
  public var isVolatile: Bool { parameters.postgres != nil || parameters.service != nil }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(Self.manual, hasOwner: false)
    do {
      for name in try attributeNames(check) { outline.addNodeColumn(name, nil) }
    } catch let problems as Diagnostics {
      for problem in problems.all { check.report(problem) }
    } catch let problem as Diagnostic {
      // That a file cannot be read is told where it is looked for.
      if problem.id != "unreadable-file" { check.report(problem) }
    } catch {
      outline.mayHaveMore = true
    }
  }

  /// Columns that there will be whatever the rows hold; nothing is asked of a server.
  private func attributeNames(_ check: CheckContext) throws -> [String] {
    let place = check.location(of:)
    switch try parameters.origin(place) {
    case .file(let file):
      // What is wrong inside the file is told when it is read.
      guard let table = try? parameters.open(file, head: 1 << 16) else { return [] }
      return try TableLayout(table.columns, of: file.name, parameters, place).attributes.map(\.name)
    case .sqlite(let database, let query):
      let source = try SQLiteQuery(database, query, at: place("database"))
      return try TableLayout(source.columns, of: database.file.name, parameters, place)
        .attributes.map(\.name)
    case .postgres: return []
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let (table, layout) = try read(context)
    try context.workers.checkCancelled()
    var rows = TableRows(table, layout, source: parameters.source ?? table.name)
    try rows.read(parameters.duplicates)
    network = try rows.book.network(.init(citation: parameters.citation), on: context.workers)
  }

  private func read(_ context: StageContext) throws -> (ReadTable, TableLayout) {
    let (place, workers) = (context.location(of:), context.workers)
    switch try parameters.origin(place) {
    case .file(let file):
      let table = try parameters.open(file)
      let layout = try TableLayout(table.columns, of: file.name, parameters, place)
      let comma = parameters.decimalComma ?? (table.dialect.delimiter != .byte(0x2C))
      return (try ReadTable(table, decimalComma: comma, on: workers), layout)
    case .sqlite(let database, let query):
      let source = try SQLiteQuery(
        database, query, at: place("database"), workers.cancellation)
      return try read(source, database.file.name, context)
    case .postgres(let address, let query):
      let source = try PostgresQuery(address, query, workers.cancellation)
      return try read(source, source.database, context)
    }
  }

  private func read(
    _ source: any RowSource, _ name: String, _ context: StageContext
  ) throws -> (ReadTable, TableLayout) {
    let layout = try TableLayout(source.columns, of: name, parameters, context.location(of:))
    let table = try ReadTable(source, name: name, wanted: layout.wanted, on: context.workers)
    return (table, layout)
  }
}

extension TableImport.Parameters {
  /// Opens a text table.
  ///
  /// One in which no name is known and no cell is a number has a header: tables of people do.
  func open(_ file: InputFile, head: Int? = nil) throws(Diagnostic) -> CSVTable {
    let text = try TextSource(file, encoding: encoding, head: head)
    let mapped = (columns?.entries ?? []) + (ties?.entries ?? [])
    let given = [id].compactMap { $0 } + name + mapped.flatMap { $0.sources.map(\.column) }
    let expected =
      given.map { $0.lowercased() } + TableLayout.idNames + ContactField.allCases.map(\.rawValue)
    let hasHeader = header ?? (given.isEmpty ? nil : given.contains { Int($0) == nil })
    do {
      return try CSVTable(
        text, delimiter: delimiter.dialect, expected: expected, hasHeader: hasHeader)
    } catch {
      guard error.id == "unclear-header" else { throw error }
      return try CSVTable(
        text, delimiter: delimiter.dialect, expected: expected, hasHeader: true)
    }
  }
}
