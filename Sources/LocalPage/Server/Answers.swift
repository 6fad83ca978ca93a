internal import FlyingFox
internal import Foundation

/// The answers of the page, with what browsers are told to do and to leave.
enum Answers {
  /// To whoever does not know the token: nothing, whatever was asked for.
  static var forbidden: HTTPResponse { HTTPResponse(statusCode: .forbidden, headers: common) }
  static var notFound: HTTPResponse { plain(.notFound, "There is no such file.\n") }
  static var onlyReading: HTTPResponse {
    var answer = plain(.methodNotAllowed, "The page can only be read.\n")
    answer.headers[HTTPHeader("Allow")] = "GET"
    return answer
  }

  static func moved(to address: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: .permanentRedirect, headers: common(with: .location, address))
  }

  /// A part of the page itself: it may load its own parts, and nothing else may do anything with it.
  static func part(_ type: String, _ bytes: [UInt8]) -> HTTPResponse {
    file(
      type,
      policy: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      HTTPBodySequence(data: Data(bytes)))
  }

  static func picture(_ format: String, _ bytes: [UInt8]) -> HTTPResponse {
    let type = ContentType(ofExtension: format)
    return file(type.name, policy: type.policy, HTTPBodySequence(data: Data(bytes)))
  }

  static func result(_ name: String, _ file: ResultFile) -> HTTPResponse {
    let type = ContentType(ofExtension: name.split(separator: ".").last.map(String.init) ?? "")
    let body =
      file.size == 0
      ? HTTPBodySequence()
      : HTTPBodySequence(
        from: FilePieces(file: file), count: file.size, suggestedBufferSize: 1 << 16)
    return self.file(type.name, policy: type.policy, body)
  }

  static func events(_ board: Board) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok, headers: common(with: .contentType, "text/event-stream"),
      body: HTTPBodySequence(from: EventStream(board: board)))
  }

  private static func file(
    _ type: String, policy: String?, _ body: HTTPBodySequence
  ) -> HTTPResponse {
    var answer = HTTPResponse(
      statusCode: .ok, headers: common(with: .contentType, type), body: body)
    if let policy { answer.headers[HTTPHeader("Content-Security-Policy")] = policy }
    return answer
  }

  private static func plain(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: common(with: .contentType, "text/plain; charset=utf-8"),
      body: Data(text.utf8))
  }

  /// The address is a secret: it goes to nobody else, and no other site gets anything from here.
  private static let common: HTTPHeaders = [
    HTTPHeader("Cache-Control"): "no-store",
    HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
    HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
    HTTPHeader("Referrer-Policy"): "no-referrer",
    HTTPHeader("X-Content-Type-Options"): "nosniff",
    HTTPHeader("X-Frame-Options"): "DENY",
  ]

  private static func common(with header: HTTPHeader, _ value: String) -> HTTPHeaders {
    var all = common
    all[header] = value
    return all
  }
}

/// How a browser takes a file, and what that may do there.
struct ContentType {
  let name: String
  /// Nil where a file cannot do anything.
  let policy: String?

  /// A page of results has scripts of its own. It is kept apart: it cannot reach this page or load anything.
  private static let pagePolicy =
    "sandbox allow-scripts allow-popups allow-downloads allow-modals; default-src 'none'; "
    + "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:"
  private static let picturePolicy =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

  init(ofExtension extension: String) {
    (name, policy) =
      switch `extension`.lowercased() {
      case "html", "htm": ("text/html; charset=utf-8", Self.pagePolicy)
      case "svg": ("image/svg+xml", Self.picturePolicy)
      case "png": ("image/png", Self.picturePolicy)
      // A sandbox would keep browsers from opening it.
      case "pdf": ("application/pdf", nil)
      case "csv": ("text/csv; charset=utf-8", Self.picturePolicy)
      case "json": ("application/json", Self.picturePolicy)
      case "md", "txt", "dot", "bib": ("text/plain; charset=utf-8", Self.picturePolicy)
      case "xml", "graphml", "gexf": ("text/plain; charset=utf-8", Self.picturePolicy)
      default: ("application/octet-stream", Self.picturePolicy)
      }
  }
}
