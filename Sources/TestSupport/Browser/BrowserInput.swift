public import Foundation

/// What a user does, and what they see.
extension Browser {
  // MARK: Keyboard

  /// Types into what has the focus.
  public func type(_ text: String) throws { try call("Input.insertText", ["text": text]) }

  /// Presses a key by its name: `Enter`, `Tab`, `ArrowLeft`, `+`, `n`.
  public func press(_ key: String, shift: Bool = false) throws {
    let codes = [
      "Enter": 13, "Tab": 9, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39,
      "ArrowDown": 40, "Backspace": 8, "Home": 36, "End": 35,
    ]
    var event: [String: Any] = ["type": "keyDown", "key": key, "modifiers": shift ? 8 : 0]
    if let code = codes[key] { event["windowsVirtualKeyCode"] = code }
    let written = key == "Enter" ? "\r" : key
    if written.count == 1 { event["text"] = written }
    try call("Input.dispatchKeyEvent", event)
    event["type"] = "keyUp"
    event["text"] = nil
    try call("Input.dispatchKeyEvent", event)
  }

  // MARK: Pointer

  public struct Place: Sendable {
    public var x, y: Double
    public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
  }

  /// Where the middle of an element lies in the window; it is scrolled there when it is not.
  public func place(of selector: String) throws -> Place {
    let middle: [Double] = try value(
      """
      (() => {
        const one = document.querySelector(\(Self.quoted(selector)));
        if (!one) throw new Error("no such element");
        one.scrollIntoView({ block: "center", behavior: "instant" });
        const box = one.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
      })()
      """)
    return Place(x: middle[0], y: middle[1])
  }

  public func click(_ selector: String) throws { try click(at: place(of: selector)) }

  public func click(at place: Place) throws {
    try move(to: place)
    try pointer("mousePressed", place)
    try pointer("mouseReleased", place)
  }

  public func move(to place: Place) throws { try pointer("mouseMoved", place, button: "none") }

  public func drag(from start: Place, to end: Place, steps: Int = 5) throws {
    try move(to: start)
    try pointer("mousePressed", start)
    for step in 1...steps {
      let share = Double(step) / Double(steps)
      let between = Place(
        x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share)
      try pointer("mouseMoved", between)
    }
    try pointer("mouseReleased", end)
  }

  /// Turns the wheel; a negative `by` is away from the user.
  public func wheel(at place: Place, by: Double) throws {
    try call(
      "Input.dispatchMouseEvent",
      ["type": "mouseWheel", "x": place.x, "y": place.y, "deltaX": 0, "deltaY": by])
  }

  private func pointer(_ type: String, _ place: Place, button: String = "left") throws {
    try call(
      "Input.dispatchMouseEvent",
      [
        "type": type, "x": place.x, "y": place.y, "button": button,
        "buttons": button == "left" && type != "mouseReleased" ? 1 : 0, "clickCount": 1,
      ])
  }

  // MARK: Surroundings

  public func resize(width: Int, height: Int, scale: Double = 1, phone: Bool = false) throws {
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone])
  }

  /// The user's wish for light or dark, and whether the page is for paper.
  public func show(dark: Bool = false, print: Bool = false) throws {
    try call(
      "Emulation.setEmulatedMedia",
      [
        "media": print ? "print" : "",
        "features": [["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]],
      ])
  }

  // MARK: Pictures

  /// A picture (PNG) of the window, or of the page from top to bottom.
  public func screenshot(wholePage: Bool = false) throws -> Data {
    var options: [String: Any] = ["format": "png"]
    if wholePage {
      let size: [Double] = try value(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
      options["captureBeyondViewport"] = true
      options["clip"] = ["x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1]
    }
    return try Self.bytes(call("Page.captureScreenshot", options))
  }

  /// The page on paper, A4.
  public func pdf() throws -> Data {
    try Self.bytes(
      call(
        "Page.printToPDF",
        ["paperWidth": 8.27, "paperHeight": 11.69, "printBackground": true]))
  }

  private static func bytes(_ answer: [String: Any]) throws -> Data {
    guard let text = answer["data"] as? String, let data = Data(base64Encoded: text) else {
      throw BrowserFailure(description: "no picture came")
    }
    return data
  }

  /// A text as JavaScript reads it.
  public static func quoted(_ text: String) -> String {
    let bytes = try? JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed)
    return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
