import Foundation
import ModuleTesting
import Testing

/// Who gets what from `sociogram serve`.
@Suite(.timeLimit(.minutes(3)))
struct ServeAccessTests {
  /// Nothing but the refusal, whatever was asked for.
  private func expectRefusal(_ answer: RawAnswer, _ comment: Comment) {
    #expect(answer.status == 403 && answer.body.isEmpty, comment)
    #expect(answer.headers.keys.allSatisfy { !$0.hasPrefix("access-control") }, comment)
  }

  @Test func nothingWithoutTheToken() throws {
    let served = try ServedStudy()
    try served.events().wait(for: "done")
    let token = served.token
    #expect(token.count == 32 && token.allSatisfy(\.isHexDigit))
    let wrong = (token.first == "0" ? "1" : "0") + token.dropFirst()
    for path in [
      "/", "/events", "/page.js", "/results/nodes.csv", "/favicon.ico", "//", "/\(wrong)/",
      "/\(wrong)/events", "/\(token.dropLast())/", "/\(token)0/", "/\(token.uppercased())x",
      "/x/../\(token)/", "/?\(token)", "/%2e/\(token)/", "/\(token)%2F", "*", "/%FF/", "/%", "x",
    ] {
      for method in ["GET", "POST", "HEAD", "OPTIONS"] {
        expectRefusal(
          try served.get(path, anywhere: true, method: method), "\(method) \(path)")
      }
    }
    // What is no method does not even come so far.
    let brewed = try served.get("", method: "BREW")
    #expect(brewed.status == 404 && brewed.body.isEmpty)
    #expect(try served.get("").status == 200)
    // Another one each time.
    #expect(try ServedStudy().token != token)
  }

  /// A page elsewhere whose name has been given this machine's address sends that name.
  @Test func nothingUnderAnotherName() throws {
    let served = try ServedStudy()
    let port = served.port
    for host in [
      "evil.example", "evil.example:\(port)", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:\(port).x",
      "localhost", "[::1]:\(port)", "",
    ] {
      expectRefusal(try served.get("", host: host), "\(host)")
    }
    #expect(try served.get("", host: "localhost:\(port)").status == 200)
    #expect(try served.get("", host: "LOCALHOST:\(port)").status == 200)
    let connection = try RawConnection(port: port)
    try connection.send("GET /\(served.token)/ HTTP/1.1\r\nConnection: close\r\n\r\n")
    expectRefusal(try connection.answer(within: 10), "no name")
  }

  /// Other machines do not even get a connection.
  @Test func listensOnThisMachineOnly() throws {
    let served = try ServedStudy()
    let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
    let hex = String(served.port, radix: 16, uppercase: true)
    let port = String(repeating: "0", count: 4 - hex.count) + hex
    let listening = table.split(separator: "\n").map { $0.split(separator: " ") }
      .filter { $0.count > 3 && $0[3] == "0A" && $0[1].hasSuffix(":\(port)") }
    #expect(listening.map { $0[1] } == ["0100007F:\(port)"])
    let six = (try? String(contentsOfFile: "/proc/net/tcp6", encoding: .utf8)) ?? ""
    #expect(
      !six.split(separator: "\n").contains { $0.contains(":\(port) ") && $0.contains(" 0A ") })
  }

  @Test func onlyResultsOfTheOutputFolder() throws {
    let served = try ServedStudy()
    let events = try served.events()
    try events.wait(for: "done")
    let out = served.folder.path + "/out/study"
    let files = FileManager.default
    try served.folder.write("secret", to: "secret.txt")
    try served.folder.write("mine", to: "out/study/notes.txt")
    try files.createSymbolicLink(
      atPath: out + "/link.txt", withDestinationPath: "../../secret.txt")
    try files.createSymbolicLink(atPath: out + "/up", withDestinationPath: "../..")
    // A result that has been replaced by a link to something else.
    try files.removeItem(atPath: out + "/edges.csv")
    try files.createSymbolicLink(
      atPath: out + "/edges.csv", withDestinationPath: "../../secret.txt")
    for path in [
      "../../secret.txt", "..%2F..%2Fsecret.txt", "%2e%2e/%2e%2e/secret.txt", "..\\..\\secret.txt",
      "/etc/passwd", "//etc/passwd", "%2Fetc%2Fpasswd", "./nodes.csv", "nodes.csv/", "nodes.csv/x",
      "nodes.csv%00", "x/../nodes.csv", "up/secret.txt", "link.txt", "notes.txt", "edges.csv", "",
      ".",
      "..", "../.study.sociogram/lock", "%252e%252e/%252e%252e/secret.txt",
      "..%c0%af..%c0%afsecret.txt", "NODES.CSV",
    ] {
      let answer = try served.get("results/" + path)
      #expect([403, 404].contains(answer.status), "\(path)")
      #expect(!answer.text.contains("secret") && !answer.text.contains("root:"), "\(path)")
    }
    for path in [
      "results", "figures/", "figures/x.svg", "figures/../page.js", "Package.swift", "%00",
    ] {
      #expect([403, 404].contains(try served.get(path).status), "\(path)")
    }
    #expect(try served.get("results/nodes.csv").text.hasPrefix("id,"))
    #expect(try served.get("results/n%6Fdes.csv").status == 200)
  }

  @Test func typesAndRulesForBrowsers() throws {
    let served = try ServedStudy(ServedStudy.study + "  - use: report.html\n")
    try served.events().wait(for: "done")
    for (path, type, rule) in [
      ("", "text/html; charset=utf-8", "script-src 'self'"),
      ("page.css", "text/css; charset=utf-8", "default-src 'none'"),
      ("page.js", "text/javascript; charset=utf-8", "default-src 'none'"),
      ("page.svg", "image/svg+xml", "default-src 'none'"),
      ("results/nodes.csv", "text/csv; charset=utf-8", "sandbox"),
      ("results/network.svg", "image/svg+xml", "sandbox; default-src 'none'"),
      ("results/network.png", "image/png", "sandbox"),
      ("results/report.html", "text/html; charset=utf-8", "sandbox allow-scripts"),
      ("results/report.md", "text/plain; charset=utf-8", "sandbox"),
      ("results/manifest.json", "application/json", "sandbox"),
    ] {
      let answer = try served.get(path)
      #expect(answer.status == 200 && !answer.body.isEmpty, "\(path)")
      #expect(answer.headers["content-type"] == type, "\(path)")
      #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
      #expect(answer.headers["referrer-policy"] == "no-referrer", "\(path)")
      #expect(answer.headers["cross-origin-resource-policy"] == "same-origin", "\(path)")
      let policy = answer.headers["content-security-policy"] ?? ""
      #expect(policy.contains(rule), "\(path): \(policy)")
      #expect(policy.contains("default-src 'none'") && !policy.contains("*"), "\(path)")
    }
    let file = served.folder.path + "/out/study/report.html"
    #expect(
      Data(try served.get("results/report.html").body) == FileManager.default.contents(atPath: file)
    )
    for method in ["POST", "PUT", "DELETE", "HEAD"] {
      #expect(try served.get("", method: method).status == 405)
    }
    let moved = try served.get("/\(served.token)", anywhere: true)
    #expect(moved.status == 308 && moved.headers["location"] == "/\(served.token)/")
  }

  /// Who holds more connections than the system allows ends the page, not in silence.
  @Test func tooManyConnectionsEndIt() throws {
    let served = try ServedStudy(mostOpenFiles: 40)
    try served.events().wait(for: "done")
    let many = (0..<60).compactMap { _ in try? RawConnection(port: served.port) }
    let end = try served.end(0)
    #expect(many.count > 10 && end.status == 69)
    #expect(end.errors.contains("the page is gone: Too many open files"), "\(end.errors)")
    #expect(served.processes == [])
  }

  @Test func oddRequestsDoNoHarm() throws {
    let served = try ServedStudy()
    try served.events().wait(for: "done")
    for text in [
      "\r\n\r\n", "GET\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
      "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\nConnection: close\r\n\r\n",
      "GET / HTTP/1.1\r\n" + String(repeating: "X-A: b\r\n", count: 5000)
        + "Connection: close\r\n\r\n",
    ] {
      // Sent and left: the server must not wait for the rest.
      let connection = try RawConnection(port: served.port)
      try connection.send(text)
      #expect(try served.get("").status == 200)
    }
    // Browsers that come and go while they are told of changes.
    for _ in 0..<50 { try withExtendedLifetime(served.events()) {} }
    try served.saveInPlace(ServedStudy.study.replacing("seed: 3", with: "seed: 5"))
    try served.events().wait { $0.phase == "done" && $0.status("network") == "done" }
    #expect(try served.end(SIGTERM).status == 0)
  }
}
