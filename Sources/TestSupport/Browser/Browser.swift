internal import Foundation

/// A page in a real browser without a window, for tests of what a user does with it.
///
///     @Suite(.enabled(if: Browser.isInstalled, "needs chromium"), .serialized)
///     …
///     let page = try Browser()
///     try page.open("file:///…/report.html")
///     try page.click("#find")
///     try page.type("Ann")
///     let names: [String] = try page.value("[...document.querySelectorAll('li')].map(e => e.textContent)")
///
/// Names of elements are CSS selectors. It closes when it goes.
public final class Browser {
  /// Where the first of the known browsers lies; nil without one.
  public static let program: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"] {
      for folder in folders.map({ "\($0)/\(name)" })
      where FileManager.default.isExecutableFile(atPath: folder) { return folder }
    }
    return nil
  }()
  public static var isInstalled: Bool { program != nil }

  let tools: DevTools
  private let session: String

  /// - Parameters: `width`, `height`: of the window, in CSS pixels.
  public init(width: Int = 1280, height: Int = 900) throws {
    guard let program = Self.program else { throw BrowserFailure(description: "no browser") }
    // What a browser asks the network by itself is off, so that requests are those of the page.
    var flags = [
      "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--disable-extensions", "--mute-audio", "--disable-dev-shm-usage", "--hide-scrollbars",
    ]
    // Its sandbox refuses to run for the administrator, as whom containers run tests.
    if getuid() == 0 { flags.append("--no-sandbox") }
    tools = try DevTools(program: program, flags: flags)
    let target = try tools.call("Target.createTarget", ["url": "about:blank"])
    let attached = try tools.call(
      "Target.attachToTarget", ["targetId": target["targetId"] as? String ?? "", "flatten": true])
    session = attached["sessionId"] as? String ?? ""
    for domain in ["Page", "Runtime", "Network", "Log", "DOM", "Accessibility"] {
      try call(domain + ".enable")
    }
    try resize(width: width, height: height)
  }

  /// Any method of the protocol, for what has no name here.
  @discardableResult
  public func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    try tools.call(method, parameters, session: session)
  }

  // MARK: The page

  /// Opens an address and waits until all of it is there.
  public func open(_ address: String) throws {
    let earlier = tools.events.count
    let answer = try call("Page.navigate", ["url": address])
    if let error = answer["errorText"] as? String {
      throw BrowserFailure(description: "\(address): \(error)")
    }
    try tools.wait(for: "Page.loadEventFired", after: earlier)
  }

  public func open(file path: String) throws {
    try open(URL(fileURLWithPath: path).absoluteString)
  }

  /// What a JavaScript expression gives; a promise is waited for.
  public func value<Value: Decodable>(_ expression: String, as type: Value.Type = Value.self)
    throws -> Value
  {
    let result = try run(expression)["result"] as? [String: Any]
    let bytes = try JSONSerialization.data(
      withJSONObject: result?["value"] ?? NSNull(), options: .fragmentsAllowed)
    do { return try JSONDecoder().decode(type, from: bytes) } catch {
      throw BrowserFailure(
        description: "\(expression) gave \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// Runs JavaScript for what it does.
  @discardableResult
  public func run(_ script: String) throws -> [String: Any] {
    let answer = try call(
      "Runtime.evaluate",
      ["expression": script, "returnByValue": true, "awaitPromise": true, "userGesture": true])
    if let problem = answer["exceptionDetails"] as? [String: Any] {
      let exception = problem["exception"] as? [String: Any]
      throw BrowserFailure(
        description: "\(script): \(exception?["description"] ?? problem["text"] ?? "failed")")
    }
    return answer
  }

  /// Waits until an expression is true.
  public func wait(until condition: String, within seconds: Double = 20) throws {
    let end = Date().addingTimeInterval(seconds)
    while try !value("Boolean(\(condition))", as: Bool.self) {
      if Date() > end {
        throw BrowserFailure(description: "not within \(seconds) seconds: \(condition)")
      }
      Thread.sleep(forTimeInterval: 0.03)
    }
  }

  // MARK: What it asked for and complained about

  /// Addresses that pages asked for, but those that hold their data themselves.
  public var requests: [String] {
    tools.events.filter { $0.method == "Network.requestWillBeSent" }
      .compactMap { ($0.parameters["request"] as? [String: Any])?["url"] as? String }
      .filter { !$0.hasPrefix("data:") }
  }

  /// Errors of scripts, of loading and of the content security policy, and dialogs that opened.
  public var complaints: [String] {
    tools.events.compactMap { event in
      switch event.method {
      case "Runtime.exceptionThrown":
        let details = event.parameters["exceptionDetails"] as? [String: Any]
        return "\((details?["exception"] as? [String: Any])?["description"] ?? "exception")"
      case "Log.entryAdded":
        let entry = event.parameters["entry"] as? [String: Any]
        return entry?["level"] as? String == "error" ? "\(entry?["text"] ?? "error")" : nil
      case "Page.javascriptDialogOpening": return "dialog \(event.parameters["message"] ?? "")"
      default: return nil
      }
    }
  }
}
