internal import FlyingFox
internal import FlyingSocks
internal import Foundation
internal import PipelineEngine
internal import Synchronization

/// Answers the browser.
final class PageServer: HTTPHandler {
  private let engine: Engine
  private let output: String
  private let board: Board
  private let token = Token()
  /// Known once it listens.
  private let port = Mutex<UInt16>(0)

  init(engine: Engine, output: String, board: Board) {
    (self.engine, self.output, self.board) = (engine, output, board)
  }

  var address: String { "http://127.0.0.1:\(port.withLock { $0 })/\(token.text)/" }

  /// - Throws: ``LocalPage/Failure`` when the port is taken or may not be used.
  func listen(port wanted: UInt16) async throws -> Listening {
    let http = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: wanted), logger: .disabled, handler: self)
    let listening = Listening(http: http, board: board)
    do {
      try await listening.begin()
      guard case .ip4(_, let found)? = await http.listeningAddress else {
        throw SocketError.disconnected
      }
      port.withLock { $0 = found }
    } catch {
      throw LocalPage.Failure(
        description: "cannot listen on 127.0.0.1:\(wanted): \(Listening.reason(error))")
    }
    return listening
  }

  // MARK: Answers

  func handleRequest(_ request: HTTPRequest) async -> HTTPResponse {
    // The path as it was sent: nothing has tidied it up.
    guard isForUs(request.headers[.host]), let parts = PagePath.parts(request.target.path()),
      let key = parts.first, token.matches(key)
    else { return Answers.forbidden }
    if request.method != .GET { return Answers.onlyReading }
    return answer(Array(parts.dropFirst()))
  }

  /// Browsers leave the usual port out.
  private static func names(_ port: UInt16) -> [String] {
    ["127.0.0.1", "localhost"].flatMap { port == 80 ? [$0, "\($0):80"] : ["\($0):\(port)"] }
  }

  /// A site elsewhere may give its own name this machine's address: its pages then send that name.
  private func isForUs(_ host: String?) -> Bool {
    let port = port.withLock { $0 }
    return port != 0 && Self.names(port).contains(host?.lowercased() ?? "")
  }

  private func answer(_ parts: [String]) -> HTTPResponse {
    switch (parts.first, parts.count) {
    case (nil, _): Answers.moved(to: "/\(token.text)/")
    case ("", 1): Answers.part("text/html; charset=utf-8", PackageResources.page_html)
    case ("page.css", 1): Answers.part("text/css; charset=utf-8", PackageResources.page_css)
    case ("page.js", 1): Answers.part("text/javascript; charset=utf-8", PackageResources.page_js)
    case ("page.svg", 1): Answers.part("image/svg+xml", PackageResources.page_svg)
    case ("events", 1): Answers.events(board)
    case ("figures", 2): picture(parts[1])
    case ("results", _): result(Array(parts.dropFirst()))
    default: Answers.notFound
    }
  }

  /// `hash.format` of a figure that the page shows.
  private func picture(_ name: String) -> HTTPResponse {
    let words = name.split(separator: ".").map(String.init)
    guard words.count == 2,
      let figure = board.state.figures.lazy.compactMap(\.stored)
        .first(where: { $0.hash == words[0] }),
      let bytes = engine.picture(figure, format: words[1], output: output)
    else { return Answers.notFound }
    return Answers.picture(words[1], bytes)
  }

  /// A file that a run has put into the output folder; what else lies there is not shown.
  private func result(_ parts: [String]) -> HTTPResponse {
    guard engine.publishedFiles(in: output).contains(parts.joined(separator: "/")),
      let file = ResultFile(parts, in: output), let name = parts.last
    else { return Answers.notFound }
    return Answers.result(name, file)
  }
}

/// The server at work.
struct Listening: Sendable {
  private let http: HTTPServer
  private let board: Board
  /// Why it has ended, then nothing more.
  private let ends: AsyncStream<String>
  private let end: AsyncStream<String>.Continuation

  init(http: HTTPServer, board: Board) {
    (self.http, self.board) = (http, board)
    (ends, end) = AsyncStream.makeStream()
  }

  /// Returns when browsers can come.
  func begin() async throws {
    let (begins, begin) = AsyncStream<Result<Void, any Error>>.makeStream()
    // Not parts of the caller: the server has to go on for its last words when that is cancelled.
    Task(priority: .high) {
      let result = await Result { try await http.run() }
      begin.yield(result)
      if case .failure(let error) = result { end.yield(Self.reason(error)) }
      end.finish()
    }
    Task(priority: .high) { begin.yield(await Result { try await http.waitUntilListening() }) }
    for await first in begins { return try first.get() }
  }

  /// Returns when nobody can come any more, and tells why; or when the task is cancelled.
  func untilItEnds() async -> String? { await ends.first { _ in true } }

  /// Tells whoever looks that it is over, and closes all connections.
  func stop() async {
    board.close()
    // In a cancelled task it would not wait for the last words to be sent.
    await Task(priority: .high) {
      await board.untilNobodyLooks(within: .seconds(1))
      await http.stop(timeout: 0)
    }.value
  }

  static func reason(_ error: any Error) -> String {
    if case SocketError.failed(_, let code, _) = error {
      return unsafe String(cString: strerror(code))
    }
    return "\(error)"
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
