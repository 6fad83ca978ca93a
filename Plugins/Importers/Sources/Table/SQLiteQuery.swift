// SQLite: "C-language Interface" (sqlite.org/c3ref/intro.html), "Database File Format", section 1.3, and
// "Write-Ahead Logging", section "Read-Only Databases".

internal import CSQLite
internal import Foundation
internal import ModuleKit

/// The rows that a query finds in an SQLite database; the database is never changed.
final class SQLiteQuery: RowSource {
  let columns: [String]
  private let query: QueryText
  private let file: InputFile
  /// Where the study names the database.
  private let location: Diagnostic.Location
  private let connection: SQLiteConnection
  private let statement: SQLiteStatement
  private var row = 0

  /// Prepares the query; no row is read.
  init(
    _ database: DatabaseFile, _ query: QueryText, at location: Diagnostic.Location,
    _ cancellation: Cancellation = Cancellation()
  ) throws(Diagnostic) {
    let usesLog = try SQLiteQuery.usesLog(database.file, at: location)
    let connection = SQLiteConnection(database.file, isFixed: usesLog && !database.hasLog)
    let prepared = connection.prepare(query.text)
    if prepared.code != SQLITE_OK {
      throw SQLiteQuery.problem(prepared.code, connection, database.file, query, at: location)
    }
    guard let statement = prepared.statement else {
      throw query.error("empty-query", "the query holds nothing but comments", offset: 0)
    }
    if let second = prepared.second { throw SQLiteQuery.several(query, at: second) }
    if !statement.isReading {
      throw query.error(
        "writing-query", "this statement would change the database", offset: 0,
        help: "write a 'select'")
    }
    let columns = statement.columns
    if columns.isEmpty {
      throw query.error(
        "no-columns", "this statement gives no rows", offset: 0, help: "write a 'select'")
    }
    (self.columns, self.query) = (columns, query)
    (file, self.location) = (database.file, location)
    (self.connection, self.statement) = (connection, statement)
    connection.stop(when: cancellation)
  }

  func next(_ isWanted: [Bool]) throws -> [String?]? {
    let code = statement.step()
    if code == SQLITE_DONE { return nil }
    if code == SQLITE_INTERRUPT { throw Cancelled() }
    if code != SQLITE_ROW {
      throw SQLiteQuery.problem(code, connection, file, query, at: location)
    }
    row += 1
    var cells = [String?](repeating: nil, count: columns.count)
    for column in columns.indices where isWanted[column] { cells[column] = try cell(column) }
    return cells
  }

  private func cell(_ column: Int) throws(Diagnostic) -> String? {
    let type = statement.type(of: Int32(column))
    if type == SQLITE_NULL { return nil }
    if type == SQLITE_BLOB { throw refusal(of: column, "binary-column", "holds bytes, not a text") }
    // SQLite does not look at what it is given to keep.
    guard let text = statement.text(of: Int32(column)), !text.utf8.contains(0) else {
      throw refusal(of: column, "bad-encoding", "is no text in UTF-8")
    }
    return text
  }

  private func refusal(of column: Int, _ id: String, _ problem: String) -> Diagnostic {
    Diagnostic(
      id, "column '\(columns[column])' of row \(row) \(problem)", at: query.location,
      help: "leave the column out of the query, or write hex(…) around it")
  }

  private static func several(_ query: QueryText, at byte: Int) -> Diagnostic {
    let offset = query.offset(ofByte: byte)
    let blanks = query.text.unicodeScalars.dropFirst(offset)
      .prefix { $0.properties.isWhitespace }.count
    return query.error(
      "several-statements", "a second statement begins here", offset: offset + blanks,
      help: "a query is one statement")
  }

  private static func problem(
    _ code: Int32, _ connection: SQLiteConnection, _ file: InputFile, _ query: QueryText,
    at location: Diagnostic.Location
  ) -> Diagnostic {
    let message = connection.message
    switch code & 0xFF {
    case SQLITE_NOTADB:
      return Diagnostic("not-a-database", "'\(file.name)' is no SQLite database", at: location)
    case SQLITE_CORRUPT:
      return Diagnostic("damaged-file", "'\(file.name)' is damaged: \(message)", at: location)
    case SQLITE_BUSY, SQLITE_LOCKED:
      return Diagnostic(
        "database-busy", "another program is changing '\(file.name)'", at: location,
        help: "run again when it has finished")
    case SQLITE_READONLY:
      return Diagnostic(
        "unreadable-database", "the last change of '\(file.name)' was not finished", at: location,
        help: "open it once with the program that changes it, which undoes the change")
    case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_PERM, SQLITE_NOMEM:
      return Diagnostic(
        "unreadable-database", "'\(file.name)' cannot be read: \(message)", at: location)
    default:
      return query.error("sql-error", message, offset: connection.place(in: query))
    }
  }

  /// Whether the database is in WAL mode.
  private static func usesLog(
    _ file: InputFile, at location: Diagnostic.Location
  ) throws(Diagnostic) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: file.path),
      let head = try? handle.read(upToCount: 20) ?? Data()
    else {
      throw Diagnostic(
        "unreadable-file", "the file '\(file.name)' cannot be read", at: location)
    }
    let bytes = [UInt8](head)
    guard bytes.count == 20, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw Diagnostic(
        "not-a-database", "'\(file.name)' is no SQLite database", at: location,
        help: bytes.isEmpty ? "the file is empty" : "for a text table write 'file:'")
    }
    return bytes[18] == 2
  }
}

/// An open database.
@safe private final class SQLiteConnection {
  private let handle: OpaquePointer?
  private let openCode: Int32
  private var cancellation: Cancellation?

  /// - Parameter isFixed: nobody changes the file meanwhile. A database in WAL mode would otherwise get two more
  ///   files beside it, or could not be read in a folder that may not be written to.
  init(_ file: InputFile, isFixed: Bool) {
    let path = file.path.replacing("%", with: "%25").replacing("?", with: "%3f")
      .replacing("#", with: "%23")
    let scheme = path.hasPrefix("/") ? "file://" : "file:"
    let address = scheme + path + "?mode=ro" + (isFixed ? "&immutable=1" : "")
    var opened: OpaquePointer?
    openCode = unsafe sqlite3_open_v2(
      address, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
    unsafe handle = opened
    if openCode == SQLITE_OK { unsafe sqlite3_busy_timeout(opened, 5000) }
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  var message: String { unsafe string(sqlite3_errmsg(handle)) }

  /// Where in the query the last problem is; nil when that is not known.
  func place(in query: QueryText) -> Int? {
    let byte = Int(unsafe sqlite3_error_offset(handle))
    return byte < 0 ? nil : query.offset(ofByte: byte)
  }

  struct Prepared {
    var code: Int32
    /// Nil where there is none.
    var statement: SQLiteStatement?
    /// The byte behind which a second statement stands.
    var second: Int?
  }

  func prepare(_ text: String) -> Prepared {
    var prepared = Prepared(code: openCode)
    if openCode != SQLITE_OK { return prepared }
    let sql = Array(text.utf8CString)
    unsafe sql.withUnsafeBufferPointer { bytes in
      var made: OpaquePointer?
      var rest: UnsafePointer<CChar>?
      prepared.code = unsafe sqlite3_prepare_v2(
        handle, bytes.baseAddress, Int32(clamping: bytes.count), &made, &rest)
      guard let statement = unsafe made else { return }
      prepared.statement = unsafe SQLiteStatement(statement)
      guard let start = bytes.baseAddress, let end = unsafe rest else { return }
      // Blanks and comments may stand behind the statement.
      var other: OpaquePointer?
      let code = unsafe sqlite3_prepare_v2(handle, end, -1, &other, nil)
      let isEmpty = unsafe other == nil
      unsafe sqlite3_finalize(other)
      if code != SQLITE_OK || !isEmpty { prepared.second = unsafe end - start }
    }
    return prepared
  }

  /// Lets the database look now and then whether the run has been cancelled.
  func stop(when cancellation: Cancellation) {
    self.cancellation = cancellation
    let pointer = unsafe Unmanaged.passUnretained(cancellation).toOpaque()
    unsafe sqlite3_progress_handler(
      handle, 100_000,
      { context in
        guard let context = unsafe context else { return 0 }
        let cancellation = unsafe Unmanaged<Cancellation>.fromOpaque(context)
          .takeUnretainedValue()
        return cancellation.isCancelled ? 1 : 0
      }, pointer)
  }
}

/// A prepared statement.
@safe private final class SQLiteStatement {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe sqlite3_finalize(handle) }

  var isReading: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

  var columns: [String] {
    let count = unsafe sqlite3_column_count(handle)
    return (0..<count).map { unsafe string(sqlite3_column_name(handle, $0)) }
  }

  func step() -> Int32 { unsafe sqlite3_step(handle) }

  func type(of column: Int32) -> Int32 { unsafe sqlite3_column_type(handle, column) }

  /// The cell as text; nil when it is not UTF-8.
  func text(of column: Int32) -> String? {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return nil }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
    return unsafe String(validating: bytes, as: UTF8.self)
  }
}

private func string(_ text: UnsafePointer<CChar>?) -> String {
  guard let text = unsafe text else { return "" }
  return unsafe String(cString: text)
}
