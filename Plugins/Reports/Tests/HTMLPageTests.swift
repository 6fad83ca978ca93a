import Foundation
import ModuleKit
import ModuleTesting
import Reports
import Testing
import TestSupport

/// The page in a browser: what a reader does with it.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium"), .serialized)
struct HTMLPageTests {
  // MARK: Finding and looking

  @Test func searchFindsWithoutAccentsAndChooses() throws {
    let page = try ShownPage(of: .named)
    try page.browser.click("#find")
    try page.browser.type("zoe")
    #expect(try page.texts("[data-role=found] bdi") == ["Zoë 🧑‍🚀"])
    try page.browser.press("Enter")
    #expect(try page.texts("[data-role=said] h3") == ["Zoë 🧑‍🚀"])
    #expect(try page.browser.value("sociogram.at(sociogram.selected)[0] > 0") == true)
    try page.browser.run("document.querySelector('#find').value = ''")
    try page.browser.type("nobody at all")
    #expect(try page.texts("[data-role=found] li") == ["nobody by that name"])
  }

  /// A star: its middle has all others as neighbours, a ray the middle alone.
  @Test func neighboursAreHighlightedAndListed() throws {
    let page = try ShownPage(of: .star)
    let before = try page.pixels()
    try page.browser.click(at: page.place(ofNode: 3))
    #expect(try page.texts("[data-role=said] ul bdi") == ["a"])
    #expect(try page.pixels() != before)
    try page.browser.click("[data-role=said] ul button")
    #expect(try page.texts("[data-role=said] h3") == ["a"])
    #expect(try page.texts("[data-role=said] ul bdi").sorted() == ["b", "c", "d", "e"])
    // Hovering shows somebody without choosing them.
    try page.browser.move(to: page.place(ofNode: 2))
    #expect(try page.browser.value("[sociogram.hovered, sociogram.selected]") == [2, 0])
  }

  @Test func zoomsByWheelButtonsAndKeysAndMoves() throws {
    let page = try ShownPage(of: .star)
    func zoom() throws -> Double { try page.browser.value("sociogram.view.zoom") }
    let fitted = try zoom()
    let middle = try page.browser.place(of: "#explorer canvas")
    // The page scrolls on over the figure until it is chosen.
    try page.browser.wheel(at: middle, by: -200)
    #expect(try zoom() == fitted)
    try page.browser.click(at: .init(x: middle.x + 150, y: middle.y + 60))
    let at = try page.browser.place(of: "#explorer canvas")
    try page.browser.wheel(at: at, by: -200)
    try page.browser.wait(until: "sociogram.view.zoom > \(fitted) * 1.2")
    try page.browser.click("[data-does=all]")
    #expect(try zoom() == fitted)
    try page.browser.click("[data-does=in]")
    #expect(try zoom() > fitted)
    try page.browser.run("document.querySelector('#explorer canvas').focus()")
    try page.browser.press("0")
    #expect(try zoom() == fitted)
    let left: Double = try page.browser.value("sociogram.view.x")
    try page.browser.press("ArrowRight")
    #expect(try page.browser.value("sociogram.view.x") == left - 60)
    try page.browser.drag(from: at, to: .init(x: at.x + 60, y: at.y))
    #expect(try page.browser.value("Math.round(sociogram.view.x)") == left.rounded())
  }

  @Test func everythingCanBeReachedByKeys() throws {
    let page = try ShownPage(of: .star)
    var reached: [String] = []
    for _ in 0..<60 {
      try page.browser.press("Tab")
      let name: String = try page.browser.value(
        """
        (() => { const one = document.activeElement;
          if (getComputedStyle(one).outlineStyle === "none" && one !== document.body)
            return "no outline: " + one.outerHTML.slice(0, 80);
          return one.dataset.does || one.dataset.copy || one.id || one.type || one.localName; })()
        """)
      if name == "body" { break }
      reached.append(name)
    }
    #expect(!reached.contains { $0.hasPrefix("no outline") }, "\(reached)")
    for wanted in ["find", "in", "out", "all", "checkbox", "canvas", "button", "methods-en"] {
      #expect(reached.contains(wanted), "\(wanted) of \(reached)")
    }
    try page.browser.run("document.querySelector('#explorer canvas').focus()")
    try page.browser.press("n")
    #expect(try page.texts("[data-role=said] h3") == ["a"])
    try page.browser.press("p")
    #expect(try page.texts("[data-role=said] h3") == ["d"])
    try page.browser.press("Escape")
    #expect(try page.texts("[data-role=said] h3") == [])
  }

  @Test func communitiesCanBeHidden() throws {
    let page = try ShownPage(of: .star)
    let place = try page.place(ofNode: 0)
    let color = try page.color(at: place)
    #expect(try page.texts("[data-role=groups] bdi") == ["left (3)", "right (2)"])
    try page.browser.click("[data-role=groups] label:nth-of-type(1) input")
    #expect(try page.color(at: page.place(ofNode: 0)) != color)
    // Who is hidden cannot be chosen.
    try page.browser.click(at: page.place(ofNode: 0))
    #expect(try page.browser.value("sociogram.selected") == -1)
    try page.browser.click("[data-role=groups] label:nth-of-type(1) input")
    #expect(try page.color(at: page.place(ofNode: 0)) == color)
  }

  @Test func aloneIsInTheMiddle() throws {
    let page = try ShownPage(of: .alone)
    let middle = try page.browser.place(of: "#explorer canvas")
    let place = try page.place(ofNode: 0)
    #expect(abs(place.x - middle.x) < 1 && abs(place.y - middle.y) < 1)
    #expect(try page.texts(".lead") == ["An undirected network of 1 node and 0 edges."])
  }

  // MARK: Tables

  @Test func tablesAreSortedByNumbersAndNames() throws {
    let page = try ShownPage(of: .star)
    let nodes = "section[aria-labelledby=nodes] tbody tr td:first-child"
    #expect(try page.texts(nodes) == ["a", "c", "e", "d", "b"])
    let heading = "section[aria-labelledby=nodes] th:nth-child(2)"
    try page.browser.click(heading + " button")
    // 0.5, 2, 10, 100; what is missing stays last in both orders.
    #expect(try page.texts(nodes) == ["d", "e", "c", "a", "b"])
    #expect(
      try page.browser.value("document.querySelector('\(heading)').ariaSort") == "ascending")
    try page.browser.press("Enter")
    #expect(try page.texts(nodes) == ["a", "c", "e", "d", "b"])
    try page.browser.click("section[aria-labelledby=nodes] th:nth-child(1) button")
    #expect(try page.texts(nodes) == ["a", "b", "c", "d", "e"])
  }

  // MARK: Hostile names

  @Test func namesAreTextAndNothingLeavesThePage() throws {
    let page = try ShownPage(of: .named)
    let browser = page.browser
    let names = try browser.value(
      "JSON.parse(document.getElementById('network-data').textContent).names", as: [String].self)
    #expect(Set(names) == Set(ShownPage.hostile))
    for name in ShownPage.hostile {
      try browser.run("document.querySelector('#find').value = ''")
      try browser.click("#find")
      try browser.type(name)
      try browser.press("Enter")
      #expect(try page.texts("[data-role=said] h3") == [name])
    }
    #expect(
      Set(try page.texts("section[aria-labelledby=nodes] tbody td:first-child"))
        == Set(ShownPage.hostile))
    for button in try
      0..<browser.value("document.querySelectorAll('th button').length", as: Int.self)
    {
      try browser.run("document.querySelectorAll('th button')[\(button)].click()")
    }
    try browser.show(dark: true, print: true)
    try browser.run("dispatchEvent(new Event('beforeprint'))")
    #expect(try browser.value("document.querySelectorAll('img, iframe, object, b').length") == 0)
    #expect(try browser.value("document.scripts.length") == 2)
    #expect(try browser.value("document.title") == ShownPage.title)
    #expect(browser.requests == [page.address])
    #expect(browser.complaints == [])
    // That it could have been seen: the page is made to ask, and its policy forbids it.
    try browser.run(
      "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/' }))")
    try browser.wait(until: "document.querySelector('img').complete")
    #expect(browser.complaints.contains { $0.contains("Content Security Policy") })
  }
}
