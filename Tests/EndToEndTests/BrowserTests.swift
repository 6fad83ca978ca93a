import Foundation
import ModuleTesting
import Testing
import TestSupport

/// What the tests of pages stand on: a browser that does, and tells, what a user would see.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium"), .serialized)
struct BrowserTests {
  private let folder = try! TemporaryFolder()

  private func opened(_ body: String) throws -> Browser {
    try folder.write(
      "<!DOCTYPE html><meta charset=utf-8><meta name=viewport content=width=device-width><title>t</title>\(body)",
      to: "page.html")
    let browser = try Browser(width: 800, height: 600)
    try browser.open(file: folder.path + "/page.html")
    return browser
  }

  @Test func aUsersHandsReachThePage() throws {
    let browser = try opened(
      """
      <input id=in><button id=b>add</button><p id=out></p>
      <script>
      const told = [];
      b.onclick = () => { out.textContent += document.getElementById("in").value; };
      document.onkeydown = (event) => told.push(event.key);
      onpointerup = (event) => told.push("up");
      </script>
      """)
    try browser.click("#in")
    try browser.type("Zoë 🧑‍🚀")
    try browser.press("Tab")
    try browser.press("Enter")
    try browser.click("#b")
    #expect(try browser.value("out.textContent") == "Zoë 🧑‍🚀Zoë 🧑‍🚀")
    #expect(try browser.value("told") == ["up", "Tab", "Enter", "up"])
    #expect(browser.requests == [URL(fileURLWithPath: folder.path + "/page.html").absoluteString])
    #expect(browser.complaints == [])
  }

  @Test func whatThePageAsksForIsSeen() throws {
    let browser = try opened("<img src=missing.png><script>throw new Error('so it is')</script>")
    #expect(browser.requests.contains { $0.hasSuffix("/missing.png") })
    #expect(browser.complaints.contains { $0.contains("so it is") })
    #expect(throws: BrowserFailure.self) { try browser.click("#nowhere") }
    #expect(throws: BrowserFailure.self) { try browser.wait(until: "false", within: 0.1) }
  }

  @Test func lightDarkAndPaper() throws {
    let browser = try opened("<body style='height: 3000px'>")
    let dark = "matchMedia('(prefers-color-scheme: dark)').matches"
    try browser.show(dark: true)
    #expect(try browser.value(dark) == true)
    try browser.show(print: true)
    #expect(try browser.value("[\(dark), matchMedia('print').matches]") == [false, true])
    try browser.resize(width: 360, height: 640, phone: true)
    #expect(try browser.value("innerWidth") == 360)
    #expect(try browser.screenshot(wholePage: true).starts(with: Data([0x89, 0x50, 0x4E, 0x47])))
    #expect(try browser.pdf().starts(with: Data("%PDF".utf8)))
  }
}
