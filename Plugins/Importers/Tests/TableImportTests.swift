import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

/// Tables of people: which column is what, which rows are kept, and what a study may not say.
struct TableImportTests {
  private func people(_ text: String, _ parameters: JSON = [:]) throws -> Network {
    let network = try Contacts.text(TableImport.self, text, "people.csv", as: "file", parameters)
    #expect(network.ledger.allSatisfy { $0.isBalanced })
    return network
  }

  /// Every order of a few things.
  private func orders(_ rows: [String]) -> [[String]] {
    if rows.count < 2 { return [rows] }
    return rows.indices.flatMap { first in
      var rest = rows
      let row = rest.remove(at: first)
      return orders(rest).map { [row] + $0 }
    }
  }

  // MARK: Columns

  @Test func makesAColumnOfOneOrSeveral() throws {
    let network = try people(
      """
      rec_id,first,mail1,mail2,zip,Note
      7,Ann,a@x.example,b@x.example,01234,x
      8,Bob,,b@x.example,75001,y
      9,Cat,c@x.example,c@x.example,,y
      """,
      [
        "columns": [
          "given_name": "first", "email": ["mail1", "mail2"], "postcode": "zip",
          "words": ["Note", "zip"],
        ]
      ])
    #expect(network.ids == ["7", "8", "9"])
    #expect(network.graph.edgeCount == 0)
    #expect(Contacts.column("given_name", network) == ["Ann", "Bob", "Cat"])
    #expect(
      Contacts.column("email", network) == [
        "a@x.example; b@x.example", "b@x.example", "c@x.example",
      ])
    #expect(network.nodes["postcode"] == .texts(["01234", "75001", nil]))
    #expect(network.nodes["words"] == .texts(["x; 01234", "y; 75001", "y"]))
    #expect(Contacts.column("key", network) == ["7", "8", "9"])
    #expect(
      Contacts.column("source", network) == ["people.csv:2", "people.csv:3", "people.csv:4"])
    #expect(network.nodes["first"] == nil)
  }

  @Test func keepsAllColumnsUnderTheirOwnNames() throws {
    let network = try people("id;source;age;share\nx;web;3;1,5\ny;;4;\n")
    #expect(network.nodes["source (2)"] == .texts(["web", nil]))
    #expect(network.nodes["age"] == .integers([3, 4]))
    #expect(network.nodes["share"] == .numbers([1.5, .nan]))
    #expect(Contacts.column("source", network) == ["people.csv:2", "people.csv:3"])
    #expect(
      network.ledger[0].notes == [
        "UTF-8, delimiter: semicolon", "header in line 1",
        "the table's column 'source' is called 'source (2)'", "rows are told apart by 'id'",
      ])
  }

  @Test func codesAreNoNumbers() throws {
    let network = try people("id,code,abroad,phone,count\n1,007,+33,612345678,7\n2,12,44,033,8\n")
    #expect(network.nodes["code"] == .texts(["007", "12"]))
    #expect(network.nodes["abroad"] == .texts(["+33", "44"]))
    // A field of contacts is a text, whatever it looks like.
    #expect(network.nodes["phone"] == .texts(["612345678", "033"]))
    #expect(network.nodes["count"] == .integers([7, 8]))
  }

  @Test func readsATableWithoutHeader() throws {
    let network = try people("1,Ann\n2,Bob\n", ["id": "1", "columns": ["given_name": "2"]])
    #expect(network.ids == ["1", "2"])
    #expect(Contacts.column("given_name", network) == ["Ann", "Bob"])
    #expect(network.ledger[0].notes.contains("no header"))
  }

  @Test func callsTheTableAsTheStudySays() throws {
    let network = try people("id\na\n", ["source": "crm"])
    #expect(Contacts.column("source", network) == ["crm:2"])
  }

  // MARK: Rows

  @Test func rowsOfOneIdDoNotDependOnTheirOrder() throws {
    for rows in orders(["a,Zed,", "a,Amy,1", "b,Bob,", "b,Bob,2", ",Nobody,3"]) {
      let network = try people((["id,who,n"] + rows).joined(separator: "\n"))
      #expect(network.ids == ["a", "b"])
      #expect(network.nodes["who"] == .texts(["Amy", "Bob"]))
      #expect(network.nodes["n"] == .integers([1, 2]))
      let entry = network.ledger[0]
      #expect(entry.read == 5)
      #expect(entry.kept == 2)
      #expect(entry.rejected == 3)
      #expect(
        entry.rejections.map(\.reason).sorted() == ["duplicate-id", "duplicate-id", "empty-id"])
      let kept = try #require(rows.firstIndex(of: "a,Amy,1")) + 2
      let other = try #require(rows.firstIndex(of: "a,Zed,")) + 2
      let rejection = entry.rejections.first { $0.line == other }
      #expect(rejection?.detail == "'a' is taken from line \(kept)")
    }
  }

  @Test func refusesASecondRowWhenAsked() {
    let says = Reading.refusal { try people("id,n\na,1\nb,2\na,1\n", ["duplicates": "error"]) }
    #expect(says == "duplicate-id 4:1 a second row has the id 'a'")
  }

  @Test func comparesIdsInNFC() throws {
    let network = try people("id,n\nZo\u{EB},1\nZoe\u{308},2\n")
    #expect(network.ids == ["Zo\u{EB}"])
    #expect(network.ledger[0].rejections.map(\.reason) == ["duplicate-id"])
  }

  @Test func callsPeopleByNameWhereThereIsNoId() throws {
    for rows in orders(["Ann,Lyon", "Ann,Paris", "Bob,Lyon", "Bob,Lyon"]) {
      let network = try people((["full_name,town"] + rows).joined(separator: "\n"))
      #expect(network.ids == ["Ann (1)", "Ann (2)", "Bob (1)", "Bob (2)"])
      #expect(Contacts.column("town", network) == ["Lyon", "Paris", "Lyon", "Lyon"])
    }
  }

  @Test func callsPeopleByWhatTheirRowsHold() throws {
    for rows in orders(["01,red", "02,", ",", "01,blue"]) {
      let network = try people((["zip,team"] + rows).joined(separator: "\n"))
      #expect(network.ids == ["01, blue", "01, red", "02"])
      #expect(network.nodes["zip"] == .texts(["01", "01", "02"]))
      #expect(network.ledger[0].rejections.map(\.reason) == ["empty-row"])
    }
  }

  @Test func takesRowsThatEndTooSoonAndNoneThatIsTooLong() throws {
    let network = try people("id,a,b\n1,x\n2,x,y,z\n3\n")
    #expect(network.ids == ["1", "3"])
    #expect(
      network.ledger[0].rejections == [
        .init(line: 3, reason: "wrong-cell-count", detail: "4 cells instead of 3")
      ])
  }

  @Test func joinsRowsThatNameEachOther() throws {
    let network = try people("id,by\n1,\n2,1\n3,9\n", ["ties": ["sponsor": "by"]])
    #expect(network.edgeList == ["1 2"])
    #expect(network.edges["relation"] == .texts(["sponsor"]))
    #expect(
      network.ledger[1].rejections == [
        .init(
          line: 4, reason: "unknown-id", detail: "'9', the sponsor, is the id of no row")
      ])
  }

  @Test func linesAreRightInAnyStretch() throws {
    var text = "id,full_name\n"
    for row in 0..<60_000 { text += "r\(row),\"Somebody with a rather long name\"\n" }
    let folder = try TableFolder()
    let path = try folder.write(Array(text.utf8), as: "people.csv")
    let run = try ModuleRun(
      TableImport.self, on: Network(), with: ["file": .string(path)],
      workers: Workers(threads: 2))
    let network = run.network
    #expect(network.graph.nodeCount == 60_000)
    for row in [0, 31_415, 59_999] {
      let node = try #require(network.node("r\(row)"))
      #expect(network.nodes["source"]?.text(at: Int(node)) == "people.csv:\(row + 2)")
    }
  }

  // MARK: Mistakes

  @Test func tellsAllColumnsThatAreNotThereEachAtItsPlace() {
    let problems = Complaints.of {
      try people(
        "rec_id,first,mail\n1,Ann,a@x.example\n",
        ["id": "rec_di", "columns": ["given_name": "frist", "email": ["mail", "mial"]]])
    }
    #expect(problems.map(\.id) == ["missing-column", "missing-column", "missing-column"])
    #expect(problems.map { $0.location?.file } == ["id", "given_name", "email"])
    #expect(
      problems.map(\.help) == [
        "did you mean 'rec_id'?", "did you mean 'first'?", "did you mean 'mail'?",
      ])
  }

  @Test(
    arguments: [
      ("missing-parameter", [:]),
      ("two-origins", ["file": "a.csv", "database": "b.sqlite"]),
      ("unexpected-parameter", ["file": "a.csv", "query": "select 1"]),
      ("unexpected-parameter", ["database": "b.sqlite", "query": "select 1", "header": true]),
      ("missing-parameter", ["database": "b.sqlite"]),
      ("empty-query", ["database": "b.sqlite", "query": " \n"]),
      ("unset-variable", ["postgres": "SOCIOGRAM_HAS_NO_SUCH_VARIABLE", "query": "select 1"]),
      ("wrong-type", ["file": "a.csv", "columns": ["a"]]),
    ] as [(String, JSON)])
  func refusesParametersThatDoNotGoTogether(id: String, parameters: JSON) {
    let problems = Complaints.of {
      try ModuleRun(TableImport.self, on: Network(), with: parameters).network
    }
    #expect(problems.first?.id == id)
  }

  @Test func columnsThatEveryNetworkHasCannotBeMade() {
    for (name, parameters) in [
      ("source", ["columns": ["source": "a"]]), ("id", ["columns": ["id": "a"]]),
    ] as [(String, JSON)] {
      let problems = Complaints.of { try people("id,a\n1,x\n", parameters) }
      #expect(problems.map(\.id) == ["reserved-name"], "\(name)")
    }
  }

  @Test func tiesNeedIds() {
    let problems = Complaints.of {
      try people("full_name,by\nAnn,Bob\n", ["ties": ["sponsor": "by"]])
    }
    #expect(problems.map(\.id) == ["missing-parameter"])
  }

  // MARK: Passwords

  @Test(arguments: [
    "host=db.example.org password=hunter2", "postgresql://me:hunter2@db.example.org/crm", "a b", "",
  ])
  func takesNoConnectionStringInAStudy(text: String) {
    for parameter in ["postgres", "service"] {
      let problems = Complaints.of {
        try ModuleRun(
          TableImport.self, on: Network(),
          with: .object([.init(parameter, .string(text)), .init("query", "select 1")])
        ).network
      }
      #expect(problems.map(\.id) == ["secret-in-study"])
      #expect(!"\(problems)".contains("hunter2"))
    }
  }

  /// libpq would show pieces of these passwords, taking them for hosts and ports.
  @Test(arguments: [
    "postgresql://me:hun@ter2@host/crm", "postgresql://me:hun/ter2@host/crm",
    "postgresql://me:12/ter2@host/crm", "postgresql://me:hun%ter2@host/crm",
    "host=h password=hun ter2", "hunter2",
  ])
  func saysNothingOfAConnectionStringThatCannotBeRead(text: String) {
    let problems = EnvironmentVariables.given.withValue(["CRM": text]) {
      Complaints.of {
        try ModuleRun(
          TableImport.self, on: Network(), with: ["postgres": "CRM", "query": "select 1"]
        ).network
      }
    }
    #expect(problems.map(\.id) == ["bad-connection-string"])
    #expect(!"\(problems)".contains("ter2"))
  }

  @Test func whatIsOnAServerIsAskedEachTime() {
    func isVolatile(_ name: String, _ value: String) -> Bool {
      let place = Diagnostic.Location(file: "study")
      func scalar(_ text: String) -> ConfigNode {
        ConfigNode(.scalar(text, plain: true), at: place)
      }
      let node = ConfigNode(.mapping([.init(scalar(name), scalar(value))]), at: place)
      return ModuleEntry(TableImport.self).prepare(node, place, ParameterContext()).isVolatile
    }
    #expect(isVolatile("postgres", "CRM"))
    #expect(isVolatile("service", "crm"))
    #expect(!isVolatile("database", "crm.sqlite"))
    #expect(!isVolatile("file", "crm.csv"))
  }
}

/// A folder that goes when the test is over.
final class TableFolder {
  let path = NSTemporaryDirectory() + "sociogram-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// - Returns: the path of the file.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// What is told of something that fails.
enum Complaints {
  static func of(_ body: () throws -> Network) -> [Diagnostic] {
    do {
      _ = try body()
      return []
    } catch let error as Diagnostic {
      return [error]
    } catch let error as Diagnostics {
      return error.all
    } catch {
      return [Diagnostic("no-diagnostic", "\(error)")]
    }
  }
}
