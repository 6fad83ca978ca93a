import Dispatch
import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Synchronization
import Testing

/// Answers of a real PostgreSQL server as tables of people.
@Suite(
  .enabled(
    if: TestServer.programs != nil,
    "needs the programs of a PostgreSQL server (initdb, postgres), as in Debian's postgresql"))
struct PostgresImportTests {
  /// - Parameter connection: a connection string, when not the right one.
  private func read(
    _ query: String, _ parameters: JSON = [:], connection: String? = nil,
    workers: Workers = .serial
  ) throws -> Network {
    var all: JSON = ["postgres": "CRM_DATABASE", "query": .string(query)]
    if case .object(let members) = parameters {
      for member in members { all[member.key] = member.value }
    }
    let string = try connection ?? TestServer.shared.get().connection()
    let network = try EnvironmentVariables.given.withValue(["CRM_DATABASE": string]) {
      try ModuleRun(TableImport.self, on: Network(), with: all, workers: workers).network
    }
    #expect(network.ledger.allSatisfy { $0.isBalanced })
    return network
  }

  @Test func readsAQuery() throws {
    let network = try read(
      """
      select * from (values
        (2, 'Zoé', false, null, null, ''), (1, 'Ann', true, 1.5, date '1980-02-01', '0612')
      ) as t(id, given_name, active, score, born, phone) order by given_name
      """)
    #expect(network.ids == ["1", "2"])
    #expect(network.nodes["given_name"] == .texts(["Ann", "Zoé"]))
    #expect(network.nodes["active"] == .flags([.yes, .no]))
    #expect(network.nodes["score"] == .numbers([1.5, .nan]))
    #expect(network.nodes["born"] == .texts(["1980-02-01", nil]))
    #expect(network.nodes["phone"] == .texts(["0612", nil]))
    #expect(Contacts.column("source", network) == ["postgres:1", "postgres:2"])
    #expect(network.graph.edgeCount == 0)
  }

  @Test func readsManyRows() throws {
    let network = try read("select g as id, -g as n from generate_series(1, 5000) as g")
    #expect(network.graph.nodeCount == 5000)
    let node = try #require(network.node("4711"))
    #expect(network.nodes["n"]?.text(at: Int(node)) == "-4711")
    #expect(network.nodes["source"]?.text(at: Int(node)) == "postgres:4711")
  }

  @Test func anEmptyAnswerIsNoMistake() throws {
    let network = try read("select 1 as id where false")
    #expect(network.graph.nodeCount == 0)
    #expect(network.ledger[0].notes.contains("the query gave no rows"))
  }

  // MARK: Queries

  @Test(arguments: [
    (
      "select id,\n  frist\nfrom (values (1)) as t(id)", "sql-error",
      "column \"frist\" does not exist", 2, 3
    ),
    ("select 'é', frist", "sql-error", "column \"frist\" does not exist", 1, 13),
    ("selct 1", "sql-error", "syntax error at or near \"selct\"", 1, 1),
    ("set work_mem = '8MB'", "no-columns", "this statement gives no rows", 1, 1),
    ("-- x", "empty-query", "the query holds nothing but comments", 1, 1),
  ])
  func showsWhatIsWrongWithAQuery(
    query: String, id: String, message: String, line: Int, column: Int
  ) throws {
    let found = Complaints.of { try read(query) }
    let problem = try #require(found.first)
    #expect(problem.id == id)
    #expect(problem.message == message)
    #expect(problem.location?.file == "query")
    #expect(problem.location?.span?.start == SourcePosition(line: line, column: column))
  }

  @Test(arguments: [
    ("create table x(a int)", "writing-query"), ("select 1; select 2", "sql-error"),
    // The error comes after five rows.
    ("select 10 / (5 - g) as id from generate_series(0, 10) as g", "sql-error"),
    ("select 1 as id, '\\x00'::bytea as photo", "binary-column"),
    ("select 1 as id, 2 as id", "ambiguous-column"),
  ])
  func refusesAQuery(query: String, id: String) {
    let found = Complaints.of { try read(query) }
    #expect(found.map(\.id) == [id])
  }

  @Test func bytesAreNoMatterWhereTheyAreNotWanted() throws {
    let network = try read(
      "select 1 as id, '\\x00'::bytea as photo, 'Ann' as first",
      ["columns": ["given_name": "first"]])
    #expect(Contacts.column("given_name", network) == ["Ann"])
  }

  // MARK: Connections

  @Test func tellsWhyThereIsNoConnection() throws {
    let server = try TestServer.shared.get()
    for (connection, words) in [
      (server.connection(password: "wrong-hunter2"), "password authentication failed"),
      (server.connection(database: "nothing"), "database \"nothing\" does not exist"),
      (server.connection(folder: "/nonexistent"), "No such file or directory"),
    ] {
      let found = Complaints.of { try read("select 1 as id", connection: connection) }
      let problem = try #require(found.first)
      #expect(problem.id == "cannot-connect")
      #expect(problem.message.contains(words), "\(problem.message)")
      #expect(problem.location?.file == "postgres")
      #expect(!"\(problem)".contains("hunter2"))
    }
  }

  @Test func tellsThatThereIsNoSuchService() {
    let problems = Complaints.of {
      try ModuleRun(
        TableImport.self, on: Network(),
        with: ["service": "sociogram-no-such-service", "query": "select 1 as id"]
      ).network
    }
    #expect(problems.map(\.id) == ["unknown-service"])
    #expect(problems.first?.location?.file == "service")
  }

  // MARK: Interruptions

  /// A hundred rows a second, each long enough to be sent at once.
  private static func slowQuery(_ mark: String = "") -> String {
    """
    select g as id, pg_sleep(0.01) as slept, repeat('x', 9000) as note
    from generate_series(1, 100000) as g -- \(mark)
    """
  }

  /// Reads on another thread while `meanwhile` runs.
  private func problems(
    _ query: String, connection: String, meanwhile: () throws -> Void
  ) throws -> [Diagnostic] {
    let told = Mutex<[Diagnostic]?>(nil)
    DispatchQueue.global().async {
      let problems = Complaints.of { try read(query, connection: connection) }
      told.withLock { $0 = problems }
    }
    try meanwhile()
    for _ in 0..<600 {
      if let problems = told.withLock({ $0 }) { return problems }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return [Diagnostic("no-end", "it still reads")]
  }

  @Test func tellsThatTheConnectionWasCut() throws {
    let mark = "cut \(UUID().uuidString)"
    let connection = try TestServer.shared.get().connection()
    let found = try problems(Self.slowQuery(mark), connection: connection) {
      for _ in 0..<600 {
        let cut = try read(
          """
          select pid as id, pg_terminate_backend(pid) as is_cut from pg_stat_activity
          where query like '%\(mark)%' and pid <> pg_backend_pid()
          """)
        if cut.graph.nodeCount > 0 { return }
        Thread.sleep(forTimeInterval: 0.05)
      }
    }
    #expect(found.map(\.id) == ["database-lost"])
    #expect(found.first?.message.contains("terminating connection") == true, "\(found)")
  }

  @Test func tellsThatTheServerWasStopped() throws {
    let server = try TestServer()
    let mark = "stop \(UUID().uuidString)"
    let found = try problems(Self.slowQuery(mark), connection: server.connection()) {
      // On a busy machine the query may begin late: it must be under way when the server goes.
      for _ in 0..<600 {
        let running = try read(
          """
          select pid as id from pg_stat_activity
          where query like '%\(mark)%' and pid <> pg_backend_pid()
          """, connection: server.connection())
        if running.graph.nodeCount > 0 { break }
        Thread.sleep(forTimeInterval: 0.05)
      }
      server.stop()
    }
    #expect(found.map(\.id) == ["database-lost"])
    #expect(found.first?.location?.file == "postgres")
    let afterwards = Complaints.of {
      try read("select 1 as id", connection: server.connection())
    }
    #expect(afterwards.map(\.id) == ["cannot-connect"])
  }

  @Test func stopsAtOnceWhenCancelled() throws {
    _ = try TestServer.shared.get()
    let cancellation = Cancellation()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { cancellation.cancel() }
    let start = ContinuousClock.now
    #expect(throws: Cancelled.self) {
      try read(
        "select 1 as id, pg_sleep(60) as slept",
        workers: Workers(threads: 1, cancellation: cancellation))
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}

/// A PostgreSQL server of its own for tests: in a folder that goes with it, reached by a socket only.
///
/// It stops when the test program does, however that ends: a script waits for the end of its input.
final class TestServer: Sendable {
  static let shared = Result { try TestServer() }

  /// The folder of the server's programs; nil when there are none.
  static let programs: String? = {
    let files = FileManager.default
    let debian = "/usr/lib/postgresql"
    let versions = (try? files.contentsOfDirectory(atPath: debian)) ?? []
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders =
      versions.sorted(by: >).map { "\(debian)/\($0)/bin" }
      + path.split(separator: ":").map(String.init)
    return folders.map { folder in
      URL(fileURLWithPath: folder + "/initdb").resolvingSymlinksInPath()
        .deletingLastPathComponent().path
    }.first { folder in
      ["initdb", "postgres"].allSatisfy { files.isExecutableFile(atPath: folder + "/" + $0) }
    }
  }()

  struct NotStarted: Error, CustomStringConvertible { let description: String }

  private static let password = "right-hunter2"
  /// The programs refuse to run as root.
  private static let script = #"""
    folder=$1 programs=$2
    if [ "$(id -u)" = 0 ]; then
      user=postgres
      id "$user" >/dev/null 2>&1 || user=nobody
      chown -R "$user" "$folder"
      exec runuser -u "$user" -- /bin/sh "$0" "$@"
    fi
    cd "$folder" || exit 1
    export LC_ALL=C
    server=
    finish() {
      [ -n "$server" ] && kill -INT "$server" && wait "$server"
      cd / && rm -rf "$folder"
    }
    trap finish EXIT
    "$programs/initdb" -D data -U tester --pwfile=password -A scram-sha-256 -E UTF8 --locale=C -N \
      >log 2>&1 || { cat log; exit 1; }
    "$programs/postgres" -D data -p 5432 -c listen_addresses= -c "unix_socket_directories=$folder" \
      -c fsync=off -c max_connections=20 >>log 2>&1 &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        if grep -q "ready to accept connections" log; then
          echo ready
          read -r line
          exit 0
        fi
        sleep 0.1
      done
    done
    cat log
    """#

  /// In `/tmp`, because a socket's path must be short and another user must get there.
  private let folder = "/tmp/sociogram-\(UUID().uuidString.prefix(8))"
  private let input: FileHandle
  private let output: FileHandle

  init() throws {
    guard let programs = Self.programs else { throw NotStarted(description: "no programs") }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in [("serve.sh", Self.script), ("password", Self.password + "\n")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [folder + "/serve.sh", folder, programs]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    (self.input, self.output) = (input.fileHandleForWriting, output.fileHandleForReading)
    var said = ""
    while !said.contains("ready\n") {
      let piece = self.output.availableData
      if piece.isEmpty { throw NotStarted(description: "the server did not start: \(said)") }
      said += String(decoding: piece, as: UTF8.self)
    }
  }

  /// A connection string, right but for what is given.
  func connection(
    folder: String? = nil, database: String = "postgres", password: String = TestServer.password
  ) -> String {
    "host=\(folder ?? self.folder) port=5432 user=tester dbname=\(database) password=\(password)"
  }

  /// Stops the server, whatever it is doing, and waits until it has gone.
  func stop() {
    try? input.write(contentsOf: Data("stop\n".utf8))
    _ = output.readDataToEndOfFile()
  }
}
