import CSQLite
import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

/// Answers of SQLite as tables of people.
struct SQLiteImportTests {
  private static let contacts = """
    create table contacts(id integer, first text, phone text, score real, active int);
    insert into contacts values (3, 'Zoé', '0612', null, 1), (1, 'Ann', null, 1.5, 1),
      (2, 'Bob', '+33', 2, 0);
    """

  private func read(_ path: String, _ query: String, _ parameters: JSON = [:]) throws -> Network {
    var all: JSON = ["database": .string(path), "query": .string(query)]
    if case .object(let members) = parameters {
      for member in members { all[member.key] = member.value }
    }
    let network = try ModuleRun(TableImport.self, on: Network(), with: all).network
    #expect(network.ledger.allSatisfy { $0.isBalanced })
    return network
  }

  /// Makes a database, closes it and reads it.
  private func answer(
    _ query: String, _ parameters: JSON = [:], of statements: String = SQLiteImportTests.contacts
  ) throws -> Network {
    let folder = try TableFolder()
    let database = MadeDatabase(folder.path + "/crm.sqlite", statements)
    database.close()
    let before = FileManager.default.contents(atPath: database.path)
    defer {
      #expect(FileManager.default.contents(atPath: database.path) == before)
      #expect(folder.names == ["crm.sqlite"])
    }
    return try read(database.path, query, parameters)
  }

  @Test func readsAQuery() throws {
    let network = try answer(
      "select id, first, phone, score from contacts where active order by first",
      ["columns": ["given_name": "first", "phone": "PHONE", "score": "score"]])
    #expect(network.ids == ["1", "3"])
    #expect(Contacts.column("given_name", network) == ["Ann", "Zoé"])
    #expect(network.nodes["phone"] == .texts([nil, "0612"]))
    #expect(network.nodes["score"] == .numbers([1.5, .nan]))
    #expect(Contacts.column("source", network) == ["crm.sqlite:1", "crm.sqlite:2"])
  }

  @Test func anEmptyAnswerIsNoMistake() throws {
    let network = try answer("select id from contacts where 0")
    #expect(network.graph.nodeCount == 0)
    #expect(network.ledger[0].notes.contains("the query gave no rows"))
  }

  @Test func commentsMayFollowTheStatement() throws {
    #expect(try answer("select id from contacts; -- all of them\n").ids == ["1", "2", "3"])
  }

  @Test(arguments: [
    ("select id,\n  frist\nfrom contacts", "sql-error", "no such column: frist", 2, 3, "  frist"),
    ("selct 1", "sql-error", "near \"selct\": syntax error", 1, 1, "selct 1"),
    ("select 'é', frist", "sql-error", "no such column: frist", 1, 13, "select 'é', frist"),
    (
      "select 1 as id;\n\n select 2", "several-statements", "a second statement begins here", 3, 2,
      " select 2"
    ),
    (
      "delete from contacts", "writing-query", "this statement would change the database", 1, 1,
      "delete from contacts"
    ),
    ("begin", "no-columns", "this statement gives no rows", 1, 1, "begin"),
    ("-- x", "empty-query", "the query holds nothing but comments", 1, 1, "-- x"),
  ])
  func showsWhatIsWrongWithAQuery(
    query: String, id: String, message: String, line: Int, column: Int, excerpt: String
  ) throws {
    let found = Complaints.of { try answer(query) }
    let problem = try #require(found.first)
    #expect(problem.id == id)
    #expect(problem.message == message)
    #expect(problem.location?.file == "query")
    #expect(problem.location?.span?.start == SourcePosition(line: line, column: column))
    #expect(problem.excerpt == excerpt)
    #expect(problem.notes.first?.location?.file == "query")
  }

  @Test func bytesAreRefusedWhereTheyAreWanted() throws {
    let statements = "create table t(id, photo); insert into t values (1, x'00ff');"
    let problems = Complaints.of { try answer("select * from t", of: statements) }
    #expect(problems.map(\.id) == ["binary-column"])
    #expect(problems.first?.message == "column 'photo' of row 1 holds bytes, not a text")
    let network = try answer(
      "select * from t", ["id": "id", "columns": ["given_name": "id"]], of: statements)
    #expect(network.ids == ["1"])
  }

  @Test func textsMustBeUTF8() throws {
    let statements = "create table t(id, n); insert into t values (1, cast(x'4aff' as text));"
    let problems = Complaints.of { try answer("select * from t", of: statements) }
    #expect(problems.map(\.id) == ["bad-encoding"])
  }

  @Test func columnsOfOneNameMustBeToldApart() throws {
    let query = "select a.id, b.id from contacts a join contacts b using (id)"
    let problems = Complaints.of { try answer(query) }
    #expect(problems.map(\.id) == ["ambiguous-column"])
  }

  @Test func refusesWhatIsNoDatabase() throws {
    let folder = try TableFolder()
    for (name, text) in [("table.csv", "id,first\n1,Ann and others\n"), ("empty.sqlite", "")] {
      let path = try folder.write(Array(text.utf8), as: name)
      let problems = Complaints.of { try read(path, "select 1 as id") }
      #expect(problems.map(\.id) == ["not-a-database"])
    }
    // A header alone is none either.
    let bytes = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 1, count: 500)
    let path = try folder.write(bytes, as: "damaged.sqlite")
    let problems = Complaints.of { try read(path, "select * from x") }
    #expect(problems.count == 1)
  }

  @Test func readsADatabaseWhosePathHasMarks() throws {
    let folder = try TableFolder()
    let database = MadeDatabase(folder.path + "/100% #1?.sqlite", Self.contacts)
    database.close()
    #expect(try read(database.path, "select id from contacts").ids == ["1", "2", "3"])
  }

  // MARK: Write-ahead log

  private static let inLog = "pragma journal_mode = wal;" + contacts

  @Test func aClosedDatabaseInWALModeGetsNoFilesBesideIt() throws {
    #expect(
      try answer("select id from contacts", of: Self.inLog).ids == ["1", "2", "3"])
  }

  /// What a program has written and not yet copied into the database is read, and counts as an input.
  @Test func readsTheLog() throws {
    let (folder, copies) = (try TableFolder(), try TableFolder())
    let database = MadeDatabase(folder.path + "/crm.sqlite", Self.inLog)
    defer { database.close() }
    for name in ["crm.sqlite", "crm.sqlite-wal"] {
      let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/" + name))
      #expect(!bytes.isEmpty)
      _ = try copies.write([UInt8](bytes), as: name)
    }
    let path = copies.path + "/crm.sqlite"
    let before = FileManager.default.contents(atPath: path + "-wal")
    #expect(try read(path, "select id from contacts").ids == ["1", "2", "3"])
    #expect(FileManager.default.contents(atPath: path + "-wal") == before)

    let place = Diagnostic.Location(file: "study")
    func scalar(_ text: String) -> ConfigNode { ConfigNode(.scalar(text, plain: true), at: place) }
    let node = ConfigNode(.mapping([.init(scalar("database"), scalar(path))]), at: place)
    let prepared = ModuleEntry(TableImport.self).prepare(node, place, ParameterContext())
    let inputs = [path, path + "-wal"].map { InputFile(name: $0, path: $0) }
    let kinds = inputs.map { ParameterContext.Reference.Kind.file($0) }
    #expect(prepared.references.map(\.kind) == kinds)
  }

  // MARK: Stopping

  @Test func aQueryWithoutEndIsStopped() {
    let cancellation = Cancellation()
    let query = """
      with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) as id from n
      """
    #expect(throws: Cancelled.self) {
      let folder = try TableFolder()
      let database = MadeDatabase(folder.path + "/crm.sqlite", Self.contacts)
      database.close()
      cancellation.cancel()
      _ = try ModuleRun(
        TableImport.self, on: Network(),
        with: ["database": .string(database.path), "query": .string(query)],
        workers: Workers(threads: 1, cancellation: cancellation))
    }
  }
}

/// A database made by SQLite itself.
@safe final class MadeDatabase {
  let path: String
  private var handle: OpaquePointer?

  init(_ path: String, _ statements: String) {
    self.path = path
    let opened = unsafe sqlite3_open(path, &handle)
    #expect(opened == SQLITE_OK)
    let done = unsafe sqlite3_exec(handle, statements, nil, nil, nil)
    #expect(done == SQLITE_OK)
  }

  /// Copies the log into the database.
  func close() {
    unsafe sqlite3_close(handle)
    unsafe handle = nil
  }

  deinit { close() }
}
