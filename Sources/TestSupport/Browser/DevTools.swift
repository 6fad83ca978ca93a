internal import Foundation

/// What is said to a browser and heard from it: the DevTools protocol over a pipe, so that neither a
/// port nor a library is needed. Each message is JSON and ends with a zero byte.
///
/// <https://chromedevtools.github.io/devtools-protocol/>
final class DevTools {
  typealias Object = [String: Any]

  private let process = Process()
  private let (commands, answers) = (Pipe(), Pipe())
  private let profile = NSTemporaryDirectory() + "sociogram-browser-" + UUID().uuidString
  private var heard: [UInt8] = []
  private var lastCall = 0
  /// What the browser told without being asked, in order.
  private(set) var events: [(session: String?, method: String, parameters: Object)] = []

  init(program: String, flags: [String]) throws {
    // The browser reads from file 3 and writes to file 4; the shell puts its own input and output there.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", program]
      + ["--remote-debugging-pipe", "--user-data-dir=\(profile)"] + flags
    process.standardInput = commands
    process.standardOutput = answers
    // A browser that has died shows as an error of the call, not as the end of all tests.
    signal(SIGPIPE, SIG_IGN)
    try process.run()
  }

  deinit {
    _ = try? send("Browser.close", [:], session: nil)
    let end = Date().addingTimeInterval(5)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: profile)
  }

  /// Calls a method and waits for what it gives.
  @discardableResult
  func call(
    _ method: String, _ parameters: Object = [:], session: String? = nil,
    within seconds: Double = 60
  ) throws -> Object {
    let call = try send(method, parameters, session: session)
    let end = Date().addingTimeInterval(seconds)
    while true {
      guard let message = try receive(until: end) else {
        throw BrowserFailure(description: "\(method): no answer within \(seconds) seconds")
      }
      guard message["id"] as? Int == call else { continue }
      if let error = message["error"] as? Object {
        throw BrowserFailure(description: "\(method): \(error["message"] ?? "failed")")
      }
      return message["result"] as? Object ?? [:]
    }
  }

  /// Waits until an event has come that has not been there after the first `earlier` ones.
  func wait(for method: String, after earlier: Int, within seconds: Double = 60) throws {
    let end = Date().addingTimeInterval(seconds)
    while !events.dropFirst(earlier).contains(where: { $0.method == method }) {
      if try receive(until: end) == nil {
        throw BrowserFailure(description: "\(method) did not come within \(seconds) seconds")
      }
    }
  }

  @discardableResult
  private func send(_ method: String, _ parameters: Object, session: String?) throws -> Int {
    lastCall += 1
    var message: Object = ["id": lastCall, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    var bytes = try JSONSerialization.data(withJSONObject: message)
    bytes.append(0)
    try commands.fileHandleForWriting.write(contentsOf: bytes)
    return lastCall
  }

  /// The next message; nil when none came in time. Events are kept.
  private func receive(until end: Date) throws -> Object? {
    while true {
      if let stop = heard.firstIndex(of: 0) {
        let bytes = Data(heard[..<stop])
        heard.removeSubrange(...stop)
        guard let message = try JSONSerialization.jsonObject(with: bytes) as? Object else {
          throw BrowserFailure(description: "the browser's answer is no object")
        }
        if let method = message["method"] as? String {
          events.append(
            (message["sessionId"] as? String, method, message["params"] as? Object ?? [:]))
        }
        return message
      }
      let left = end.timeIntervalSinceNow
      if left <= 0 { return nil }
      let file = answers.fileHandleForReading
      var waiting = pollfd(fd: file.fileDescriptor, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&waiting, 1, Int32(min(left, 60) * 1000) + 1) <= 0 { continue }
      let bytes = file.availableData
      if bytes.isEmpty { throw BrowserFailure(description: "the browser has ended") }
      heard += bytes
    }
  }
}

/// What a test sees when the browser does not do as it is told.
public struct BrowserFailure: Error, CustomStringConvertible {
  public let description: String
}
