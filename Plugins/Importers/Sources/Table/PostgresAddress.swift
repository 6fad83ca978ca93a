internal import Foundation
internal import ModuleKit

/// How a PostgreSQL server is reached, without the study holding a password.
struct PostgresAddress {
  struct Option {
    let keyword: String
    let value: String
    init(_ keyword: String, _ value: String) { (self.keyword, self.value) = (keyword, value) }
  }

  /// Where the study says it.
  let location: Diagnostic.Location
  /// What libpq is given beside our own choices.
  private let option: Option
  /// What no message may show.
  private let secrets: [String]

  /// - Parameter service: a name in libpq's service file.
  init(service: String, at location: Diagnostic.Location) throws(Diagnostic) {
    if !Self.isName(service, beside: "_-.") {
      throw Self.secretInStudy(
        "'service' is a name in the service file of libpq", at: location,
        help:
          "put host, user and password into ~/.pg_service.conf under [crm], and write 'service: crm'"
      )
    }
    self.location = location
    option = Option("service", service)
    secrets = []
  }

  /// - Parameter variable: the environment variable that holds a connection string.
  init(variable: String, at location: Diagnostic.Location) throws(Diagnostic) {
    if !Self.isName(variable, beside: "_") {
      throw Self.secretInStudy(
        "'postgres' is the name of an environment variable, not a connection string",
        at: location,
        help: "put the string into a variable, say CRM_DATABASE, and write 'postgres: CRM_DATABASE'"
      )
    }
    guard let string = EnvironmentVariables.value(of: variable), !string.isEmpty else {
      throw Diagnostic(
        "unset-variable", "the environment variable '\(variable)' is not set", at: location,
        help: "it must hold a connection string, such as 'host=db.example.org dbname=crm user=me'")
    }
    // What libpq says of a string that it cannot read may hold a piece of a password.
    guard let options = PostgresQuery.options(of: string), Self.isUnambiguous(options) else {
      throw Diagnostic(
        "bad-connection-string",
        "the environment variable '\(variable)' holds no connection string of PostgreSQL",
        at: location,
        help: "write host=… dbname=… user=… password=… or postgresql://user:password@host/dbname; "
          + "in the latter @, :, / and % of a password are written %40, %3A, %2F and %25")
    }
    secrets = ["password", "sslpassword"].compactMap { options[$0] }.filter { !$0.isEmpty }
    self.location = location
    option = Option("dbname", string)
  }

  /// All that libpq is given; what stands behind our own choices overrides them.
  var options: [Option] {
    // A server that is gone without a word is noticed after two minutes, not after two hours.
    var options = [
      Option("keepalives_idle", "60"), Option("keepalives_interval", "10"),
      Option("keepalives_count", "6"),
    ]
    if EnvironmentVariables.value(of: "PGCONNECT_TIMEOUT") == nil {
      options.append(Option("connect_timeout", "10"))
    }
    return options + [
      option, Option("client_encoding", "UTF8"),
      Option("fallback_application_name", "sociogram"),
    ]
  }

  /// Why there is no connection.
  ///
  /// - Parameter message: what libpq says.
  func refusal(_ message: String) -> Diagnostic {
    let message = shown(message)
    if message.hasPrefix("definition of service") {
      return Diagnostic(
        "unknown-service", "there is no service '\(option.value)'", at: location,
        help: "services stand in ~/.pg_service.conf, or in the file that PGSERVICEFILE names")
    }
    return Diagnostic(
      "cannot-connect", "PostgreSQL cannot be reached: \(message)", at: location)
  }

  /// A message of libpq on one line and without passwords.
  func shown(_ message: String) -> String {
    let shown = secrets.reduce(message) { $0.replacing($1, with: "***") }
    return shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func isName(_ text: String, beside marks: String) -> Bool {
    !text.isEmpty
      && text.allSatisfy { character in
        marks.contains(character)
          || (character.isASCII && (character.isLetter || character.isNumber))
      }
  }

  /// False when a password with an unescaped mark in it has been cut in pieces.
  private static func isUnambiguous(_ options: [String: String]) -> Bool {
    let port = options["port"] ?? ""
    let names = [options["host"], options["dbname"]].compactMap { $0 }
    return port.allSatisfy { $0.isWholeNumber || $0 == "," || $0 == " " }
      && !names.contains { $0.contains("@") }
  }

  /// The line is not shown: logs are read by others.
  private static func secretInStudy(
    _ message: String, at location: Diagnostic.Location, help: String
  ) -> Diagnostic {
    Diagnostic(
      "secret-in-study", message, at: location, help: help,
      excerpt: "(the line is not shown: it may hold a password)")
  }
}

/// Where connection strings are looked up.
package enum EnvironmentVariables {
  /// Values that come before those of the environment, for a task and what it calls: the variables of a
  /// program with several threads cannot safely be set.
  package static let given = TaskLocal<[String: String]>(wrappedValue: [:])

  static func value(of name: String) -> String? {
    given.get()[name] ?? ProcessInfo.processInfo.environment[name]
  }
}
