import Diagrams
import ModuleKit
import ModuleTesting
import Testing

/// How people move between groups: lineages, blocks, and the slide.
struct AlluvialTests {
  private func svg(_ networks: [Network], _ columns: [String], _ more: JSON = [:]) throws -> String
  {
    var all = more
    all["columns"] = .array(columns.map(JSON.string))
    return try ViewPages.svg(AlluvialDiagram.self, networks, all)
  }
  private func texts(_ svg: String) throws -> [String] { try SlideText.all(in: svg).map(\.text) }

  private func network(_ columns: [String: [String?]]) -> Network {
    let count = columns.values.first?.count ?? 0
    var network = Network(sketch: (0..<count).map { "n\(1000 + $0)" }.joined(separator: " "))
    for name in columns.keys.sorted() { network.nodes.set(name, .texts(columns[name] ?? [])) }
    return network
  }

  // MARK: Lineages

  @Test func aGroupGoesOnFromTheOneMostComeFrom() {
    // 0 splits into 0 and 1; 1 and 2 merge into 2; 3 comes from nobody.
    let moves: [[Int]: Int] = [[0, 0]: 6, [0, 1]: 4, [1, 2]: 3, [2, 2]: 5]
    let found = Lineages.found(
      [["a", "b", "c"], ["p", "q", "r", "s"]], isNamed: [false, false], [moves])
    #expect(found == [[0, 1, 2], [0, 3, 2, 4]])
  }

  @Test func oneNameIsOneGroupAmongTexts() {
    let moves: [[Int]: Int] = [[0, 1]: 9, [1, 0]: 9, [2, 2]: 1]
    let groups = [["a", "b", "c"], ["a", "b", "d"]]
    #expect(Lineages.found(groups, isNamed: [true, true], [moves])[1] == [0, 1, 2])
    #expect(Lineages.found(groups, isNamed: [true, false], [moves])[1] == [1, 0, 2])
  }

  @Test func lineagesAreKeptAtMostOnce() {
    for seed in 0..<80 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      let counts = (0..<4).map { _ in 1 + random.next(below: 6) }
      let moves = (0..<3).map { gap in
        var own: [[Int]: Int] = [:]
        for _ in 0..<30 {
          own[
            [random.next(below: counts[gap]), random.next(below: counts[gap + 1])], default: 0] += 1
        }
        return own
      }
      let names = counts.map { (0..<$0).map { "g\($0)" } }
      let found = Lineages.found(names, isNamed: [false, false, false, false], moves)
      for (gap, own) in moves.enumerated() {
        #expect(Set(found[gap + 1]).count == counts[gap + 1])
        for (to, lineage) in found[gap + 1].enumerated() {
          guard let from = found[gap].firstIndex(of: lineage) else { continue }
          // No other group gave it more people.
          let most = (0..<counts[gap]).map { own[[$0, to]] ?? 0 }.max() ?? 0
          #expect(own[[from, to]] == most && most > 0)
        }
      }
    }
  }

  // MARK: Slides

  /// What was done to one stage is not said of the other; what both have in common is said once.
  @Test func preparationsOfStagesAreToldApart() throws {
    var (old, new) = (network(["g": ["x", "y", "y"]]), network(["g": ["x", "x", "y"]]))
    let entry = LedgerEntry(source: "data/ties.csv", unit: "rows", read: 3, kept: 3)
    let shared = MethodNote(.preparation, "Merged.", caption: "people merged")
    (old.ledger, new.ledger) = ([entry], [entry, entry])
    old.methods = [shared, MethodNote(.preparation, "Core.", caption: "the core")]
    new.methods = [shared, MethodNote(.preparation, "Part.", caption: "the largest part")]
    func caption(_ networks: [Network], _ more: JSON = [:]) throws -> String {
      var all = more
      all["columns"] = ["g"]
      all["formats"] = ["svg"]
      return try ModuleRun(AlluvialDiagram.self, onAll: networks, with: all).network.figures[0]
        .caption
    }
    #expect(
      try caption([old, new]).hasPrefix(
        "Data: ties.csv. People merged. In 1: the core. In 2: the largest part."))
    #expect(
      try caption([old, new], ["names": ["2023", "2024"]]).contains(
        "In 2023: the core. In 2024: the largest part."))
    // One after the other in one stage stays a chain, and what two of three have is said once.
    #expect(try caption([old, old]).hasPrefix("Data: ties.csv. People merged. The core."))
    #expect(
      try caption([old, new, new]).contains("In 1: the core. In 2, 3: the largest part."))
  }

  @Test func movesAreCountedAsByHand() throws {
    let network = network([
      "before": ["x", "x", "x", "y", "y", nil, "z"],
      "after": ["x", "x", "y", "y", "y", "y", nil],
    ])
    let svg = try svg([network], ["before", "after"])
    // Of x, x, x, y, y with a group on both sides, one changes.
    #expect(try texts(svg).contains("80 % stay"))
    #expect(svg.contains("before: x 3, y 2, z 1, no value 1"))
    #expect(svg.contains("after: y 4, x 2, no value 1"))
    #expect(svg.contains("x to x 2") && svg.contains("no value to y 1"))
    #expect(
      try texts(svg).joined(separator: " ").lowercased().contains(
        "people without a value: 1 in before, 1 in after"))
    #expect(try texts(svg).count { $0 == "no value" } == 2)
  }

  @Test func stagesAreColumns() throws {
    let first = network(["team": ["a", "a", "b", "b"]])
    var second = Network(sketch: "n1001 n1002 n1003 n1004")
    second.nodes.set("team", .texts(["a", "b", "b", "b"]))
    let svg = try svg([first, second], ["team"])
    #expect(svg.contains("1: a 2, b 2, absent 1") && svg.contains("2: b 3, a 1, absent 1"))
    #expect(try texts(svg).contains("100 % stay"))
    #expect(
      try texts(svg).joined(separator: " ").lowercased().contains("people absent: 1 in 1, 1 in 2"))
    let named = try self.svg([first, second], ["team"], ["names": ["2024", "2025"]])
    #expect(try texts(named).contains("2025"))
  }

  @Test func smallGroupsAreFolded() throws {
    let before = (0..<300).map { Optional("b\($0 % 200)") }
    let after = (0..<300).map { Optional("a\($0 % 3)") }
    let svg = try svg([network(["b": before, "a": after])], ["b", "a"], ["most": 4])
    #expect(try texts(svg).contains("196 others"))
    #expect(
      try texts(svg).joined(separator: " ").lowercased().contains(
        "others: b 196 groups (292 people)"))
    let none = try self.svg([network(["b": before, "a": after])], ["b", "a"], ["smallest": 50])
    #expect(try texts(none).contains("200 others"))
  }

  @Test func everyPageAndHardNames() throws {
    var random = RandomSource(seed: 5)
    let names = ViewPages.hardNames + (0..<30).map { "Another group \($0)" }
    let columns = (0..<6).map { "column_\($0)_with_a_long_name" }
    let values = columns.map { column in
      (
        column,
        (0..<120).map { _ -> String? in
          random.next(below: 9) == 0 ? nil : names[random.next(below: names.count)]
        }
      )
    }
    let network = network(Dictionary(uniqueKeysWithValues: values))
    for count in [2, 3, 6] {
      try ViewPages.check(
        AlluvialDiagram.self, [network],
        ["columns": .array(columns.prefix(count).map(JSON.string)), "most": 20])
    }
  }

  @Test func hardCasesMakeGoodSlides() throws {
    for count in [0, 1, 2, 40] {
      for isMissing in [false, true] {
        let values = (0..<count).map { isMissing ? nil : Optional("g\($0)") }
        let svg = try svg(
          [network(["a": values, "b": values.reversed()])], ["a", "b", "a"], ["most": 20])
        #expect(try SlideText.problems(in: svg) == [])
      }
    }
    #expect(try texts(svg([network(["a": []])], ["a", "a"])).contains("Nobody to draw"))
  }

  @Test func saysWhatIsWrong() {
    let network = network(["a": ["x", "y"], "b": ["x", "y"]])
    func message(_ networks: [Network], _ columns: [String], _ names: [String] = []) -> String {
      ViewPages.message(
        AlluvialDiagram.self, networks,
        ["columns": .array(columns.map(JSON.string)), "names": .array(names.map(JSON.string))])
    }
    #expect(message([network], ["a"]).contains("two to six"))
    #expect(message([network], Array(repeating: "a", count: 7)).contains("two to six"))
    #expect(message([network, network, network], ["a", "b"]).contains("2 columns for 3 stages"))
    #expect(message([network], ["a", "bb"]).contains("has no node column"))
    #expect(message([network], ["a", "b"], ["one"]).contains("1 name"))
    #expect(message([network, network], ["a", "c"]).contains("has no node column"))
  }
}
