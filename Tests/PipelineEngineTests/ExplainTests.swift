import Foundation
import ModuleKit
import PipelineEngine
import Testing

/// Explanations from small tables, and what is said of folders and tables that are no good.
struct ExplainTests {
  /// A folder of results as a run leaves it, which goes when the value does.
  final class Results {
    let path = NSTemporaryDirectory() + "sociogram-explain-" + UUID().uuidString

    /// - Parameter recorded: what the run is said to have written, where that is something else.
    init(_ files: [String: String], recorded: [String: String] = [:]) throws {
      var outputs: [JSON] = []
      for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        let known = Array((recorded[name] ?? text).utf8)
        outputs.append([
          "path": .string(name), "bytes": .integer(known.count),
          "sha256": .string(Hashing.sha256(known)),
        ])
      }
      let manifest: JSON = [
        "sociogram": ["version": "1"], "key": "k", "outputs": .array(outputs),
      ]
      try manifest.pretty.write(
        toFile: path + "/manifest.json", atomically: true, encoding: .utf8)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private static let clusters = """
    record,person,probability
    a,a,0.99
    b,a,0.99
    c,a,0.9
    "x, y",a,0.9
    e,e,1
    f,a,1

    """
  private static let head =
    "record_a,record_b,weight,probability,linked,prior,name,name_weight,email,email_weight,"
    + "shared_context,shared_context_weight\n"
  private static let matches =
    head + """
      a,b,7,0.9922,true,-5,equal,8,equal,6,name,-2
      b,c,4,0.9412,true,-5,similar,9,,0,,0
      a,c,2,0.8,true,-5,similar,7,,0,,0
      c,"x, y",3.5,0.9188,true,-5,equal,8.5,,0,,0
      e,a,-1,0.3333,false,-5,different,-4,equal,8,,0

      """

  private func results(
    clusters: String = clusters, matches: String = matches, recorded: [String: String] = [:]
  ) throws -> Results {
    try Results(["clusters.csv": clusters, "matches.csv": matches], recorded: recorded)
  }

  /// Everything is read while the folder is there.
  private func read(_ results: Results, stage: String? = nil) throws(Diagnostic) -> Explainer {
    defer { withExtendedLifetime(results) {} }
    return try Explainer(folder: results.path, stage: stage)
  }

  // MARK: Pairs

  @Test func aPairIsAWaterfall() throws {
    let results = try results()
    let explainer = try read(results)
    #expect(explainer.notices.isEmpty)
    #expect(
      try explainer.pair("b", "a") == """
        Are these one person?
          a
          b

                                                     weight    total
          prior           any two records             −5.00    −5.00  ░░░░░░░░░░░░░░│
          name            equal                       +8.00    +3.00  ███████████████████████
          email           equal                       +6.00    +9.00                │        █████████████████
          shared context  name, shared with others    −2.00    +7.00                │                   ░░░░░░
          total                                                +7.00                ████████████████████

        The probability is 0.9922. They were linked: both are records of 'a'.
        Weights are log2 of odds; + speaks for one person, − for two.

        """)
    let other = try explainer.pair("a", "e")
    #expect(other.contains("They were not linked: they are records of 'a' and of 'e'."))
    #expect(try explainer.pair("c", "b").contains("so it says nothing: email."))
  }

  /// Bars stand on a line of 41 cells, from the lowest total to the highest.
  @Test func barsBeginWhereTheOneBeforeHasEnded() throws {
    let text = try read(results()).pair("a", "b")
    let bars = text.split(separator: "\n").compactMap { line -> ClosedRange<Int>? in
      let cells = line.enumerated().filter { "░█".contains($0.element) }.map(\.offset)
      return cells.isEmpty ? nil : cells[0]...cells[cells.count - 1]
    }
    #expect(bars.count == 5)
    // From −5 to 9: 14 units on 40 cells.
    let zero = bars[0].lowerBound
    func cell(_ total: Double) -> Int { zero + Int(((total + 5) / 14 * 40).rounded()) }
    #expect(bars[0] == cell(-5)...cell(0) - 1)
    #expect(bars[1] == cell(-5)...cell(3) - 1)
    #expect(bars[2] == cell(3)...cell(9) - 1)
    #expect(bars[3] == cell(7)...cell(9) - 1)
    #expect(bars[4] == cell(0)...cell(7) - 1)
  }

  @Test func aPairThatIsNotListedIsSaidToBeSo() throws {
    let explainer = try read(results())
    let apart = try explainer.pair("e", "c")
    #expect(apart.contains("'e' and 'c' are not listed as a pair."))
    #expect(apart.contains("share no blocking key") && apart.contains("'review_from'"))
    #expect(apart.contains("explain: [[\"e\", \"c\"]]"))
    #expect(apart.contains("They are records of 'e' and of 'a'."))
    let joined = try explainer.pair("a", "x, y")
    #expect(joined.contains("by way of others:"))
    let lines = joined.split(separator: "\n").map(String.init)
    #expect(lines.suffix(3).map { $0.hasSuffix("a — b") } == [true, false, false])
    #expect(lines.suffix(2).map { $0.contains("b — c") } == [true, false])
    #expect(lines.last?.contains("c — x, y") == true)
    #expect(try explainer.pair("f", "a").contains("the study says so ('same')"))
  }

  // MARK: People

  @Test func aPersonIsHeldByItsTree() throws {
    let explainer = try read(results())
    for id in ["a", "x, y"] {
      #expect(
        try explainer.cluster(id) == """
          'a' is made of 5 records:

            a
            b
            c
            x, y
            f

          What holds them together, the surest first:

             weight  probability  next best
              +7.00  0.9922       +2.00      a — b
              +4.00  0.941        +2.00      b — c
              +3.50  0.919        bridge     c — x, y  ← the weakest

            next best: the surest other listed pair that would hold in its place. Nothing else holds a bridge.

          No listed pair joins these 2 parts; the study says that they are one person ('same'):

            a, b, c, x, y
            f

          Other pairs inside, linked or doubtful:

              +2.00  0.80         a — c

          Records that a single pair holds:

            x, y, by c (+3.50)

          """)
    }
    #expect(try explainer.cluster("e") == "'e' is one record: no other was joined to it.\n")
  }

  @Test func idsCannotSteerTheTerminal() throws {
    let clusters = "record,person,probability\n\u{1B}[2Ja,\u{1B}[2Ja,1\nb,\u{1B}[2Ja,1\n"
    let matches = Self.head + "\u{1B}[2Ja,b,3,0.9,true,-5,\u{1B}[31mequal,8,,0,,0\n"
    let explainer = try read(results(clusters: clusters, matches: matches))
    let texts = [
      try explainer.pair("\u{1B}[2Ja", "b"), try explainer.cluster("b"),
    ]
    #expect(texts.allSatisfy { !$0.contains("\u{1B}") && $0.contains("\u{FFFD}[2Ja") })
  }

  // MARK: Mistakes

  private func problem(
    _ results: Results, below name: String = "", stage: String? = nil, _ a: String = "a",
    _ b: String = "b"
  ) -> Diagnostic? {
    defer { withExtendedLifetime(results) {} }
    do throws(Diagnostic) {
      _ = try Explainer(folder: results.path + name, stage: stage).pair(a, b)
      return nil
    } catch { return error }
  }

  @Test func unknownRecordsAreHelped() throws {
    let results = try results()
    let unknown = problem(results, "x, z", "a")
    #expect(unknown?.id == "unknown-record" && unknown?.help == "did you mean 'x, y'?")
    #expect(unknown?.location?.file == results.path + "/clusters.csv")
    #expect(problem(results, "a", "a")?.id == "same-record")
    #expect(throws: Diagnostic.self) { try read(results).cluster("nobody") }
  }

  @Test func foldersThatAreNoResults() throws {
    let results = try results()
    #expect(problem(results, below: "/none")?.id == "missing-folder")
    #expect(problem(results, below: "/matches.csv")?.id == "not-a-folder")
    try FileManager.default.removeItem(atPath: results.path + "/matches.csv")
    #expect(problem(results)?.id == "missing-file")
    try FileManager.default.removeItem(atPath: results.path + "/manifest.json")
    #expect(problem(results)?.id == "no-results")
    let other = try Results(["nodes.csv": "id\na\n", "clusters.csv": Self.clusters])
    #expect(problem(other)?.id == "missing-table")
    #expect(problem(other)?.message.contains("'matches'") == true)
  }

  /// Where the damage is, and what it is called.
  @Test(arguments: [
    ("a,b,7,0.9922,true,-5,equal,8", "wrong-row-length", 2),
    ("a,b,7,0.9922,true,-5,equal,x,equal,6,name,-2", "unreadable-cell", 2),
    ("a,b,7,2,true,-5,equal,8,equal,6,name,-2", "unreadable-cell", 2),
    ("a,b,7,0.9922,perhaps,-5,equal,8,equal,6,name,-2", "unreadable-cell", 2),
    ("a,b,8,0.9922,true,-5,equal,8,equal,6,name,-2", "wrong-sum", 2),
    ("c,e,8,,,,,,,,,\na,b,\"7,,,,,,,,,", "open-quote", 3),
  ])
  func damagedRowsAreLocated(row: String, id: String, line: Int) throws {
    let results = try results(matches: Self.head + row + "\n")
    let found = problem(results)
    #expect(
      found?.id == id && found?.location?.span?.start.line == line, "\(String(describing: found))")
    #expect(found?.location?.file == results.path + "/matches.csv")
  }

  @Test func damagedTablesAreLocated() throws {
    let none = problem(try results(matches: ""))
    #expect(none?.id == "empty-table")
    let column = problem(try results(matches: Self.matches.replacing("prior", with: "piror")))
    #expect(column?.id == "missing-column" && column?.help == "did you mean 'piror'?")
    let twice = problem(try results(clusters: Self.clusters + "b,e,1\n"))
    #expect(twice?.id == "duplicate-record" && twice?.location?.span?.start.line == 8)
    #expect(
      problem(try results(clusters: Self.clusters.replacing("person", with: "p")))?.id
        == "missing-column")
  }

  @Test func aTableThatWasChangedIsSaid() throws {
    let results = try results(recorded: ["matches.csv": "what the run wrote"])
    let explainer = try read(results)
    #expect(explainer.notices.map(\.id) == ["changed-table"])
    #expect(try explainer.pair("a", "b").contains("0.9922"))
  }

  @Test func severalResultsAreToldApart() throws {
    let tables = ["clusters.csv": Self.clusters, "matches.csv": Self.matches]
    var files = ["list/nodes.csv": "id\n"]
    for (name, text) in tables {
      files["one/" + name] = text
      files["two/" + name] = text
    }
    // The same tables handed on twice are no question.
    let same = try Results(files)
    #expect(problem(same) == nil && problem(same, stage: "two") == nil)
    #expect(problem(same, stage: "list")?.id == "missing-table")
    let slip = problem(same, stage: "tow")
    #expect(slip?.id == "unknown-stage" && slip?.help == "did you mean 'two'?")
    files["two/clusters.csv"] = Self.clusters.replacing("e,e,1", with: "e,e,0.5")
    let different = try Results(files)
    #expect(problem(different)?.id == "several-results")
    #expect(problem(different, stage: "one") == nil)
    let alone = try results()
    #expect(
      problem(alone, stage: "one")?.help == "the study has one result: leave out --stage")
  }

  @Test func probabilitiesNearTheEndsAreTold() {
    #expect(WeightText.probability(0.5) == "0.50" && WeightText.probability(0.999_97) == "0.999970")
    #expect(WeightText.probability(1) == "over 0.999999999999")
    #expect(WeightText.probability(0) == "under 0.000000000001")
    #expect(WeightText.signed(-0.001) == "0.00" && WeightText.signed(.infinity) == "+∞")
  }
}
