// PostgreSQL documentation, chapter "libpq — C Library": "Retrieving Query Results in Chunks" and
// "Asynchronous Command Processing".

internal import CPostgreSQL
internal import Glibc
internal import ModuleKit

/// The rows that a query finds in a PostgreSQL database, in a transaction that may not change it.
///
/// Rows come one by one, so that the library keeps no more than one.
final class PostgresQuery: RowSource {
  private(set) var columns: [String] = []
  private var types: [UInt32] = []
  private let address: PostgresAddress
  private let query: QueryText
  private let cancellation: Cancellation
  private let connection: PostgresConnection
  /// What has come and has not been handed on, and how far it has been.
  private var answer: PostgresAnswer?
  private var place = 0
  private var row = 0

  /// Sends the query and waits for the first row.
  init(
    _ address: PostgresAddress, _ query: QueryText, _ cancellation: Cancellation = Cancellation()
  ) throws {
    (self.address, self.query, self.cancellation) = (address, query, cancellation)
    connection = PostgresConnection(address.options)
    if !connection.isOpen { throw address.refusal(connection.message) }
    connection.forgetNotices()
    try begin()
    if !connection.send(query.text) { throw lost() }
    guard let first = try nextAnswer() else { throw lost() }
    try check(first)
    (columns, types, answer) = (first.columns, first.types, first)
  }

  /// What the database is called.
  var database: String { connection.database }

  /// The options that a connection string holds; nil when it is none.
  static func options(of string: String) -> [String: String]? {
    PostgresConnection.options(of: string)
  }

  private func begin() throws {
    if !connection.send("begin transaction read only") { throw lost() }
    while let answer = try nextAnswer() {
      if answer.status != PGRES_COMMAND_OK { throw problem(answer) }
    }
  }

  func next(_ isWanted: [Bool]) throws -> [String?]? {
    while let current = try answer ?? nextAnswer() {
      if place < current.rowCount {
        row += 1
        let cells = try cells(of: current, isWanted)
        (answer, place) = (current, place + 1)
        return cells
      }
      try check(current)
      (answer, place) = (nil, 0)
    }
    return nil
  }

  private func cells(
    of answer: PostgresAnswer, _ isWanted: [Bool]
  ) throws(Diagnostic) -> [String?] {
    var cells = [String?](repeating: nil, count: columns.count)
    for column in columns.indices where isWanted[column] {
      if answer.isNull(place, column) { continue }
      if types[column] == PostgresType.bytes {
        throw refusal(of: column, "binary-column", "holds bytes, not a text")
      }
      guard let text = answer.text(place, column) else {
        throw refusal(of: column, "bad-encoding", "is no text in UTF-8")
      }
      cells[column] = types[column] == PostgresType.boolean ? Self.boolean(text) : text
    }
    return cells
  }

  /// As a cast to text writes it, and as files do.
  private static func boolean(_ text: String) -> String { text == "t" ? "true" : "false" }

  private func refusal(of column: Int, _ id: String, _ problem: String) -> Diagnostic {
    Diagnostic(
      id, "column '\(columns[column])' of row \(row) \(problem)", at: query.location,
      help: "leave the column out of the query, or write encode(…, 'hex') around it")
  }

  /// Waits for the next part of the answer; nil behind the last.
  private func nextAnswer() throws -> PostgresAnswer? {
    while connection.isBusy {
      if cancellation.isCancelled {
        connection.cancel()
        throw Cancelled()
      }
      connection.wait(milliseconds: 100)
      if !connection.takeInput() { throw lost() }
    }
    return connection.nextAnswer()
  }

  /// Refuses what is no rows.
  private func check(_ answer: PostgresAnswer) throws(Diagnostic) {
    switch answer.status {
    case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK: return
    case PGRES_EMPTY_QUERY:
      throw query.error("empty-query", "the query holds nothing but comments", offset: 0)
    case PGRES_COMMAND_OK, PGRES_COPY_OUT, PGRES_COPY_IN, PGRES_COPY_BOTH:
      throw query.error(
        "no-columns", "this statement gives no rows", offset: 0, help: "write a 'select'")
    default: throw problem(answer)
    }
  }

  private func problem(_ answer: PostgresAnswer) -> Diagnostic {
    let state = answer.field("C") ?? ""
    // Classes 08 and 57P of SQLSTATE: the connection or the server is gone; libpq itself gives no state.
    if state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P") || !connection.isOpen {
      return lost(answer.message)
    }
    let isWriting = state == "25006"
    let help = [answer.field("H"), answer.field("D")].compactMap { $0 }.joined(separator: "; ")
    return query.error(
      isWriting ? "writing-query" : "sql-error", answer.field("M") ?? "unknown error",
      offset: answer.field("P").flatMap { Int($0) }.map { $0 - 1 },
      help: help.isEmpty ? nil : help)
  }

  private func lost(_ message: String? = nil) -> Diagnostic {
    let reason = address.shown(message ?? connection.message)
    return Diagnostic(
      "database-lost",
      "the connection to the database was lost after \(row) row\(row == 1 ? "" : "s"): \(reason)",
      at: address.location, help: "nothing was kept of them; run again")
  }
}

/// Types of PostgreSQL by their numbers in `pg_type.dat`, which never change.
private enum PostgresType {
  static let boolean: UInt32 = 16
  static let bytes: UInt32 = 17
}

/// A connection to a server.
@safe private final class PostgresConnection {
  private let handle: OpaquePointer?

  /// Tries to connect; see `isOpen`.
  init(_ options: [PostgresAddress.Option]) {
    let made = unsafe withCStrings(options.map(\.keyword)) { keywords in
      unsafe withCStrings(options.map(\.value)) { values in
        unsafe PQconnectdbParams(keywords, values, 1)
      }
    }
    unsafe handle = made
  }

  deinit { unsafe PQfinish(handle) }

  var isOpen: Bool { unsafe PQstatus(handle) == CONNECTION_OK }
  var message: String { unsafe string(PQerrorMessage(handle)) }
  var database: String { unsafe string(PQdb(handle)) }

  /// Notices of the server would be written to standard error.
  func forgetNotices() { unsafe PQsetNoticeReceiver(handle, { _, _ in }, nil) }

  /// Sends one statement and asks for its rows one by one; false when the connection is gone.
  func send(_ statement: String) -> Bool {
    // With parameters, of which there are none, more than one statement is an error.
    let isSent = unsafe PQsendQueryParams(handle, statement, 0, nil, nil, nil, nil, 0) == 1
    if !isSent { return false }
    return unsafe PQsetSingleRowMode(handle) == 1
  }

  var isBusy: Bool { unsafe PQisBusy(handle) == 1 }
  /// False when the connection is gone.
  func takeInput() -> Bool { unsafe PQconsumeInput(handle) == 1 }

  func wait(milliseconds: Int32) {
    var socket = unsafe pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    unsafe poll(&socket, 1, milliseconds)
  }

  func nextAnswer() -> PostgresAnswer? {
    guard let answer = unsafe PQgetResult(handle) else { return nil }
    return unsafe PostgresAnswer(answer)
  }

  /// Asks the server to stop working on the query.
  func cancel() {
    guard let request = unsafe PQgetCancel(handle) else { return }
    var reason = [CChar](repeating: 0, count: 256)
    unsafe PQcancel(request, &reason, Int32(reason.count))
    unsafe PQfreeCancel(request)
  }

  static func options(of text: String) -> [String: String]? {
    guard let list = unsafe PQconninfoParse(text, nil) else { return nil }
    defer { unsafe PQconninfoFree(list) }
    var options: [String: String] = [:]
    var index = 0
    while let keyword = unsafe list[index].keyword {
      if let value = unsafe list[index].val {
        unsafe options[string(keyword)] = string(value)
      }
      index += 1
    }
    return options
  }
}

/// What a server answers, or a row of it.
@safe private final class PostgresAnswer {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe PQclear(handle) }

  var status: ExecStatusType { unsafe PQresultStatus(handle) }
  var message: String { unsafe string(PQresultErrorMessage(handle)) }
  var rowCount: Int { Int(unsafe PQntuples(handle)) }

  var columns: [String] {
    let count = unsafe PQnfields(handle)
    return (0..<count).map { unsafe string(PQfname(handle, $0)) }
  }
  var types: [UInt32] {
    let count = unsafe PQnfields(handle)
    return (0..<count).map { unsafe PQftype(handle, $0) }
  }

  /// A part of an error: C its class, M what is wrong, P where, D details, H a hint.
  func field(_ name: Unicode.Scalar) -> String? {
    guard let text = unsafe PQresultErrorField(handle, Int32(name.value)) else { return nil }
    return unsafe string(text)
  }

  func isNull(_ row: Int, _ column: Int) -> Bool {
    unsafe PQgetisnull(handle, Int32(row), Int32(column)) == 1
  }

  /// The cell; nil when it is not UTF-8.
  func text(_ row: Int, _ column: Int) -> String? {
    guard let start = unsafe PQgetvalue(handle, Int32(row), Int32(column)) else { return nil }
    let count = Int(unsafe PQgetlength(handle, Int32(row), Int32(column)))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
    return unsafe String(validating: bytes, as: UTF8.self)
  }
}

private func string(_ text: UnsafePointer<CChar>?) -> String {
  guard let text = unsafe text else { return "" }
  return unsafe String(cString: text)
}

/// Gives texts to C, with a null pointer behind the last.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
  let copies: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) }
  defer { unsafe copies.forEach { unsafe free($0) } }
  let pointers: [UnsafePointer<CChar>?] = unsafe copies.map { unsafe UnsafePointer($0) }
  return unsafe body(pointers + [nil])
}
