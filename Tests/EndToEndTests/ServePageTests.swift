import Foundation
import ModuleTesting
import Testing
import TestSupport

/// The page of `sociogram serve` as a user sees it.
///
/// With `SOCIOGRAM_SCREENSHOTS=folder` pictures of it are put there, to be looked at.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium"), .serialized, .timeLimit(.minutes(5)))
struct ServePageTests {
  private func opened(_ served: ServedStudy) throws -> Browser {
    let browser = try Browser(width: 1280, height: 900)
    try browser.open(served.address.absoluteString)
    return browser
  }

  private func keep(_ browser: Browser, as name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["SOCIOGRAM_SCREENSHOTS"] else { return }
    for dark in [false, true] {
      try browser.show(dark: dark)
      let file = "\(folder)/serve-\(name)-\(dark ? "dark" : "light").png"
      try browser.screenshot(wholePage: true).write(to: URL(fileURLWithPath: file))
    }
    try browser.show(dark: false)
  }

  private static let isDone = "document.querySelector('#status').dataset.phase === 'done'"
  private static let isSharp =
    "document.querySelectorAll('figure:not(.old) img').length === 1"
    + " && document.querySelector('figure:not(.old) img').naturalWidth > 0"

  @Test func aStudyIsWrittenWithThePageBesideIt() throws {
    let served = try ServedStudy()
    let browser = try opened(served)
    try browser.wait(until: "\(Self.isDone) && \(Self.isSharp)")
    #expect(
      try browser.value("document.querySelector('h1').textContent")
        == "Who holds the club together?")
    let times: [String] = try browser.value(
      "[...document.querySelectorAll('#stages li[data-status=done] .state')].map(e => e.textContent)"
    )
    #expect(times.count == 6 && times.allSatisfy { $0.hasSuffix(" ms") || $0.hasSuffix(" s") })
    let words: String = try browser.value("document.querySelector('figure img').alt")
    #expect(words.contains("6 people"))
    try keep(browser, as: "done")

    try served.saveInPlace(
      ServedStudy.study.replacing("leiden", with: "leidn").replacing("size:", with: "sice:"))
    try browser.wait(until: "document.querySelectorAll('#problems li').length === 2")
    #expect(
      try browser.value("document.querySelector('#problems .place').textContent")
        == "study.yaml:7:10")
    #expect(
      try browser.value("document.querySelector('#problems mark').textContent")
        == "communities.leidn")
    #expect(
      try browser.value("document.querySelector('#problems .help').textContent")
        == "Help: did you mean 'communities.leiden'?")
    // The carets stand below what they mean.
    let edges: [Double] = try browser.value(
      """
      ["mark", ".caret"].flatMap((name) => {
        const box = document.querySelector("#problems " + name).getBoundingClientRect();
        return [box.left, box.right];
      })
      """)
    #expect(abs(edges[0] - edges[2]) < 1 && abs(edges[1] - edges[3]) < 1, "\(edges)")
    #expect(try browser.value("document.querySelectorAll('figure.old img').length") == 1)
    #expect(try browser.value("document.title.startsWith('✕')") == true)
    try keep(browser, as: "error")

    try served.saveByRenaming(ServedStudy.study.replacing("seed: 3", with: "seed: 4"))
    try browser.wait(until: "\(Self.isDone) && \(Self.isSharp)")
    #expect(try browser.value("document.querySelector('#problems').hidden") == true)
    let origin = "http://127.0.0.1:\(served.port)/\(served.token)/"
    #expect(browser.requests.allSatisfy { $0.hasPrefix(origin) }, "\(browser.requests)")
    #expect(browser.complaints == [])
  }

  @Test func theRunIsSeenGoingOn() throws {
    // The figure is drawn long before the run ends.
    let served = try ServedStudy(
      """
      study: Ties over ties
      stages:
        - use: import.csv
          with: {edges: ties.csv}
        - use: centrality.degree
        - use: diagram.histogram
          with: {column: degree, formats: [svg]}
        - use: centrality.betweenness
          with: {method: exact}

      """, ties: ServedStudy.manyTies)
    let browser = try opened(served)
    try browser.wait(until: Self.isSharp, within: 60)
    try browser.wait(until: "document.querySelector('#stages progress')?.value > 0", within: 60)
    #expect(try browser.value("document.querySelector('#status').dataset.phase") == "running")
    #expect(
      try browser.value("document.querySelectorAll('#stages li[data-status=done]').length >= 3")
        == true)
    try keep(browser, as: "running")
    #expect(try served.end(SIGINT).status == 0)
    try browser.wait(until: "document.querySelector('#status').dataset.phase === 'closed'")
    #expect(
      try browser.value("document.querySelector('#sentence').textContent.includes('has ended')")
        == true
    )
    let left: Int = try browser.value(
      "document.querySelectorAll('#stages li[data-status=stopped]').length")
    #expect(left == 3)
    // It has gone for good: the browser does not ask again and again.
    #expect(try browser.value("document.querySelector('#lost').hidden") == true)
    try keep(browser, as: "closed")
  }

  @Test func namesAreText() throws {
    let evil = "<img src=x onerror=alert(1)></script><b>Zoë"
    let served = try ServedStudy(
      ServedStudy.study.replacing("Who holds the club together?", with: "'\(evil)'"),
      ties: "from,to\n\(evil),Bob\nBob,Cat\n")
    let browser = try opened(served)
    try browser.wait(until: "\(Self.isDone) && \(Self.isSharp)")
    #expect(try browser.value("document.querySelector('h1').textContent") == evil)
    try served.saveInPlace(
      ServedStudy.study.replacing("communities.leiden", with: "'\(evil)\u{202E}'"))
    try browser.wait(until: "document.querySelectorAll('#problems li').length > 0")
    let text: String = try browser.value("document.querySelector('#problems mark').textContent")
    #expect(text.contains(evil) && !text.contains("\u{202E}"))
    #expect(
      try browser.value("document.querySelectorAll('main b b, main script, figcaption img').length")
        == 0)
    #expect(browser.complaints == [])
  }

  @Test func everythingIsReachedByKeysAndOnAPhone() throws {
    let served = try ServedStudy(
      ServedStudy.study.replacing("size: betweenness", with: "size: betwenness"))
    let browser = try opened(served)
    try browser.wait(until: "document.querySelectorAll('#problems li').length === 1")
    try browser.press("Tab")
    #expect(try browser.value("document.activeElement.textContent") == "To the figures")
    try browser.press("Tab")
    #expect(try browser.value("document.activeElement.tagName") == "PRE")
    try served.saveInPlace(ServedStudy.study)
    try browser.wait(until: "\(Self.isDone) && \(Self.isSharp)")
    var reached: [String] = []
    for _ in 0..<12 {
      try browser.press("Tab")
      reached.append(try browser.value("document.activeElement.getAttribute('href') || ''"))
    }
    #expect(reached.contains { $0.hasPrefix("figures/") && $0.hasSuffix(".svg") })
    #expect(reached.contains("results/nodes.csv"))
    try browser.resize(width: 360, height: 700, phone: true)
    #expect(try browser.value("document.documentElement.scrollWidth") == 360)
    try keep(browser, as: "phone")
  }

  /// What a result may do in the browser: nothing to the page that it came from.
  @Test func theReportOpensAndIsKeptApart() throws {
    let served = try ServedStudy(ServedStudy.study + "  - use: report.html\n")
    let browser = try opened(served)
    try browser.wait(until: Self.isDone)
    try browser.wait(until: "document.querySelector('a[href=\"results/report.html\"]')")
    try browser.open(served.address.absoluteString + "results/report.html")
    #expect(try browser.value("document.querySelector('h1') !== null") == true)
    #expect(try browser.value("self.origin") == "null")
    // Its script works there.
    #expect(try browser.value("document.querySelectorAll('th button').length > 0") == true)
    #expect(browser.complaints == [])
  }
}
