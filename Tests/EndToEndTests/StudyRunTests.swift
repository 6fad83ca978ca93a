import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Studies run as users run them: what is written, when, and what is not.
struct StudyRunTests {
  @Test(arguments: ShippedRuns.names) func shippedStudyRuns(name: String) throws {
    let run = try ShippedRuns.run(name)
    #expect(run.status == 0, "\(run.errors)")
    for file in ["nodes.csv", "report.md", "report.html", "manifest.json"] {
      #expect(run.files[file] != nil)
    }
  }

  private static let study = """
    study: Calls
    seed: 3
    stages:
      - use: import.csv
        with: {edges: ties.csv, weight: w, weight_means: strength}
      - use: centrality.betweenness
      - use: communities.leiden
        with: {resolution: 1.0}
      - id: chains
        use: chains.distances
        from: betweenness
      - id: slide
        use: diagram.network
        from: leiden
        with: {color: community, size: betweenness, labels: 5, formats: [svg]}

    """

  /// Forty people in rows of a fixed random order; another seed shuffles the same rows.
  private func ties(order: UInt64) -> String {
    let graph = RandomGraphs.gilbert(nodes: 40, probability: 0.12, directed: false, seed: 5)
    var random = RandomSource(seed: order)
    var rows = (0..<graph.edgeCount).map { edge in
      "person \(graph.sources[edge]),Ünal \(graph.targets[edge]),\(1 + edge % 4).1"
    }
    random.shuffle(&rows)
    return "from,to,w\n" + rows.joined(separator: "\n") + "\n"
  }

  private func prepare(_ order: UInt64 = 1) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.study, to: "study.yaml")
    try folder.write(ties(order: order), to: "ties.csv")
    return folder
  }

  @Test func sameBytesForAnyRowOrderThreadsAndLocale() throws {
    let first = try prepare()
    try Program.run(["run", "study.yaml"], in: first.path)
    let expected = first.files(in: "out/study")
    #expect(expected.count >= 12)
    for (order, threads, locale) in [
      (1, "1", "C"), (2, "2", "de_DE.UTF-8"), (3, "7", "tr_TR.UTF-8"),
    ] {
      let other = try prepare(UInt64(order))
      let result = try Program.run(
        ["run", "study.yaml", "--threads", threads], in: other.path,
        environment: ["LC_ALL": locale, "LANG": locale])
      #expect(result.status == 0, "\(result.errors)")
      let files = other.files(in: "out/study")
      // Shuffled rows are another file, and the report tells its hash.
      #expect(order == 1 ? files == expected : withoutHashes(files) == withoutHashes(expected))
    }
  }

  private func withoutHashes(_ files: [String: Data]) -> [String: String] {
    files.mapValues {
      String(decoding: $0, as: UTF8.self).replacing(/[0-9a-f]{64}/, with: "hash")
    }
  }

  @Test func secondRunStartsNothing() throws {
    let folder = try prepare()
    try Program.run(["run", "study.yaml"], in: folder.path)
    let manifest = folder.path + "/out/study/manifest.json"
    let before = try FileManager.default.attributesOfItem(atPath: manifest)[.systemFileNumber]
    let second = try Program.run(["run", "study.yaml", "--verbose"], in: folder.path)
    #expect(second.errors.contains("Nothing has changed"))
    #expect(!second.errors.contains("started"))
    let after = try FileManager.default.attributesOfItem(atPath: manifest)[.systemFileNumber]
    #expect(before as? Int == after as? Int)
  }

  @Test func changedParameterRerunsItsStageAndWhatDependsOnIt() throws {
    let folder = try prepare()
    try Program.run(["run", "study.yaml"], in: folder.path)
    try folder.write(
      Self.study.replacing("resolution: 1.0", with: "resolution: 1.5"), to: "study.yaml")
    let plan = try Program.run(["plan", "study.yaml"], in: folder.path).output
    let lines = plan.split(separator: "\n").map(String.init)
    func isRun(_ stage: String) -> Bool? {
      lines.first { $0.hasPrefix(stage + " ") }.map { !$0.hasSuffix("cached") }
    }
    #expect(plan.contains("parameter 'resolution': 1 → 1.5"))
    #expect(isRun("csv") == false && isRun("betweenness") == false && isRun("chains") == false)
    #expect(isRun("leiden") == true && isRun("slide") == true)
    let run = try Program.run(["run", "study.yaml", "--verbose"], in: folder.path).errors
    for stage in ["csv", "betweenness", "chains"] { #expect(!run.contains("\(stage): started")) }
    for stage in ["leiden", "slide"] { #expect(run.contains("\(stage): started")) }
  }

  @Test func editedInputRerunsEverything() throws {
    let folder = try prepare()
    try Program.run(["run", "study.yaml"], in: folder.path)
    try folder.write(ties(order: 1) + "person 1,person 2,1\n", to: "ties.csv")
    let plan = try Program.run(["plan", "study.yaml"], in: folder.path).output
    #expect(plan.contains("file 'ties.csv' has changed"))
    #expect(!plan.contains("  cached"))
  }

  /// A warning belongs to the result, wherever that comes from.
  @Test func warningsAreToldAgainWhenTheirStageIsCached() throws {
    let folder = try prepare()
    let study = Self.study + "  - {use: filter.kcore, with: {k: 40}, from: leiden}\n"
    try folder.write(study, to: "study.yaml")
    let first = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(first.errors.contains("[empty-core]"))
    try folder.write(study.replacing("labels: 5", with: "labels: 6"), to: "study.yaml")
    let second = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(second.errors.contains("[empty-core]"))
    #expect(second.errors.components(separatedBy: "[empty-core]").count == 2)
  }

  @Test func planSaysWhatRunDoes() throws {
    let folder = try prepare()
    func stagesToRun() throws -> Int {
      let plan = try Program.run(["plan", "study.yaml"], in: folder.path)
      return plan.output.split(separator: "\n").count { $0.contains("  run") }
    }
    #expect(try stagesToRun() == 9)
    try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(try stagesToRun() == 0)
    let work = folder.path + "/out/.study.sociogram"
    try FileManager.default.removeItem(atPath: work + "/cache/blobs")
    #expect(try stagesToRun() == 0, "the results are in place")
    try FileManager.default.removeItem(atPath: folder.path + "/out/study")
    #expect(try stagesToRun() == 9)
    let run = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(run.errors.contains("(9 stages run)"), "\(run.errors)")
  }

  @Test func damagedCacheIsComputedAnew() throws {
    let folder = try prepare()
    try Program.run(["run", "study.yaml"], in: folder.path)
    let expected = folder.files(in: "out/study")
    let blobs = folder.path + "/out/.study.sociogram/cache/blobs"
    let paths = FileManager.default.enumerator(atPath: blobs)?.compactMap { $0 as? String } ?? []
    for path in paths where path.contains("/") {
      try Data("damage".utf8).write(to: URL(fileURLWithPath: blobs + "/" + path))
    }
    try FileManager.default.removeItem(atPath: folder.path + "/out/study/slide/nodes.csv")
    let result = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.files(in: "out/study") == expected)
  }

  @Test func foreignFolderIsLeftAlone() throws {
    let folder = try prepare()
    let result = try Program.run(["run", "study.yaml", "--out", "."], in: folder.path)
    #expect(result.status == 73)
    #expect(result.errors.contains("no run of ours wrote"))
    #expect(folder.files(in: "").keys.sorted() == ["study.yaml", "ties.csv"])
  }

  @Test func filesOfTheUserSurviveARun() throws {
    let folder = try prepare()
    try Program.run(["run", "study.yaml"], in: folder.path)
    try folder.write("mine", to: "out/study/notes.txt")
    try folder.write(Self.study.replacing("seed: 3", with: "seed: 4"), to: "study.yaml")
    try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(folder.files(in: "out/study")["notes.txt"] == Data("mine".utf8))
  }

  @Test func nothingOfTheUserIsReplaced() throws {
    let folder = try prepare()
    try Program.run(["run", "study.yaml"], in: folder.path)
    let out = folder.path + "/out/study"
    try folder.write("mine", to: "out/study/c")
    try FileManager.default.createSymbolicLink(atPath: out + "/link", withDestinationPath: "..")
    try FileManager.default.createDirectory(
      atPath: out + "/empty", withIntermediateDirectories: true)
    let more = Self.study + "  - {id: c, use: structure.clustering, from: leiden}\n"
    try folder.write(more, to: "study.yaml")
    let result = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(result.status == 73)
    #expect(result.errors.contains("'c' in 'out/study' is not a result of ours"))
    #expect(folder.files(in: "out/study")["c"] == Data("mine".utf8))
    try FileManager.default.removeItem(atPath: out + "/c")
    #expect(try Program.run(["run", "study.yaml"], in: folder.path).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: out + "/link") == "..")
    #expect(FileManager.default.fileExists(atPath: out + "/empty"))
  }

  /// What a file held when it was hashed is what must have been read.
  @Test func aFileThatChangesDuringTheRunIsNoticed() throws {
    let folder = try TemporaryFolder()
    let graph = RandomGraphs.gilbert(nodes: 3000, probability: 0.05, directed: false, seed: 5)
    let rows = (0..<graph.edgeCount).map { "\(graph.sources[$0]),\(graph.targets[$0])" }
    let whole = "from,to\n" + rows.joined(separator: "\n") + "\n"
    try folder.write(whole, to: "ties.csv")
    try folder.write(
      "study: x\nstages:\n  - {use: import.csv, with: {edges: ties.csv}}\n", to: "study.yaml")
    // Changed again and again, so that some change falls between the hash and the end of the stage.
    let result = try Program.run(["run", "study.yaml"], in: folder.path) {
      for round in 0..<40 {
        try folder.write(whole + "extra,\(round)\n", to: "ties.csv")
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
    #expect(result.status == 0 || result.errors.contains("file-changed"), "\(result.errors)")
    try folder.write(whole, to: "ties.csv")
    try Program.run(["run", "study.yaml"], in: folder.path)
    let expected = try prepareReference(whole)
    #expect(folder.files(in: "out/study")["edges.csv"] == expected)
  }

  private func prepareReference(_ ties: String) throws -> Data? {
    let folder = try TemporaryFolder()
    try folder.write(ties, to: "ties.csv")
    try folder.write(
      "study: x\nstages:\n  - {use: import.csv, with: {edges: ties.csv}}\n", to: "study.yaml")
    try Program.run(["run", "study.yaml"], in: folder.path)
    return folder.files(in: "out/study")["edges.csv"]
  }

  /// With as many threads as there are processors, all busy in one stage.
  @Test func interruptsAreHeardDuringAStage() throws {
    let folder = try TemporaryFolder()
    let graph = RandomGraphs.gilbert(nodes: 8000, probability: 0.01, directed: false, seed: 5)
    let rows = (0..<graph.edgeCount).map { "\(graph.sources[$0]),\(graph.targets[$0])" }
    try folder.write("from,to\n" + rows.joined(separator: "\n") + "\n", to: "ties.csv")
    try folder.write(
      "study: x\nstages:\n  - {use: import.csv, with: {edges: ties.csv}}\n  - use: centrality.betweenness\n",
      to: "study.yaml")
    let clock = ContinuousClock()
    let whole = try clock.measure { try Program.run(["run", "study.yaml"], in: folder.path) }
    try FileManager.default.removeItem(atPath: folder.path + "/out")
    var result: Program.Result?
    let broken = try clock.measure {
      result = try Program.run(
        ["run", "study.yaml"], in: folder.path, killedAfter: 1.5, signal: SIGINT)
    }
    #expect(
      result?.status == 130 && !FileManager.default.fileExists(atPath: folder.path + "/out/study"))
    #expect(broken < .seconds(1.5) + whole / 2)
  }

  @Test func namesWithADollarAreFilesToo() throws {
    let folder = try prepare()
    try folder.write("from,to,w\na,b,1\n", to: "${x}.csv")
    let study = "study: x\nstages:\n  - {use: import.csv, with: {edges: '$${x}.csv'}}\n"
    try folder.write(study, to: "study.yaml")
    try Program.run(["run", "study.yaml"], in: folder.path)
    try folder.write("from,to,w\na,c,1\n", to: "${x}.csv")
    try Program.run(["run", "study.yaml"], in: folder.path)
    let edges = folder.files(in: "out/study")["edges.csv"].map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(edges?.contains("a,c") == true)
  }

  @Test func columnsCalledLikeTheFirstOnesAreRenamed() throws {
    let folder = try prepare()
    try folder.write("from,to,source\na,b,survey\n", to: "ties.csv")
    try folder.write("key,id\na,1\nb,2\n", to: "people.csv")
    try folder.write(
      "study: x\nstages:\n  - {use: import.csv, with: {edges: ties.csv, nodes: people.csv, id: key}}\n",
      to: "study.yaml")
    let result = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    let files = folder.files(in: "out/study").mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(files["edges.csv"] == "source,target,source_\na,b,survey\n")
    #expect(files["nodes.csv"] == "id,id_\na,1\nb,2\n")
  }

  /// A window that was closed, a full disk behind a pipe: an exit status, never a crash.
  @Test(arguments: [
    "run study.yaml 2>/dev/full", "check study.yaml 2>&-", "run missing.yaml 2>&-",
    "plan study.yaml --format json >/dev/full", "modules list >/dev/full",
    "graph study.yaml --as svg >/dev/full",
  ]) func streamsThatCannotBeWritten(command: String) throws {
    let folder = try prepare()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(Program.path) \(command)"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    let expected: Int32 =
      command.contains(">/dev/full") && !command.contains("2>")
      ? 73 : command.contains("missing") ? 1 : 0
    #expect(
      process.terminationReason == .exit && process.terminationStatus == expected,
      "\(process.terminationStatus)")
  }

  @Test func jsonIsOneDocument() throws {
    let folder = try prepare()
    for study in [Self.study, Self.study + "  - use: filter.kcore\n    with: {k: 40}\n"] {
      try folder.write(study, to: "study.yaml")
      let result = try Program.run(["run", "study.yaml", "--format", "json"], in: folder.path)
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      }
    }
  }

  @Test func unwritableOutputIsSaid() throws {
    let folder = try prepare()
    try folder.write("a file", to: "taken")
    let result = try Program.run(["run", "study.yaml", "--out", "taken/deeper"], in: folder.path)
    #expect(result.status == 73)
    #expect(result.errors.contains("cannot write"))
  }

  /// Killed at many moments: the folder holds the old results or the new, and the next run ends
  /// with the same bytes as an undisturbed one.
  @Test func killedAtAnyMomentLeavesOldOrNew() throws {
    let two = Self.study.replacing("seed: 3", with: "seed: 4")
    let reference = try prepare()
    try Program.run(["run", "study.yaml"], in: reference.path)
    let resultOne = reference.files(in: "out/study")
    try reference.write(two, to: "study.yaml")
    try Program.run(["run", "study.yaml"], in: reference.path)
    let resultTwo = reference.files(in: "out/study")
    #expect(resultOne != resultTwo)

    for moment in 0..<40 {
      let folder = try prepare()
      try Program.run(["run", "study.yaml"], in: folder.path)
      try folder.write(two, to: "study.yaml")
      try Program.run(["run", "study.yaml"], in: folder.path, killedAfter: Double(moment) * 0.008)
      let left = folder.files(in: "out/study")
      #expect(left == resultOne || left == resultTwo, "a mixture after \(moment * 8) ms")
      let again = try Program.run(["run", "study.yaml"], in: folder.path)
      #expect(again.status == 0, "\(again.errors)")
      #expect(folder.files(in: "out/study") == resultTwo)
    }
  }

  /// Of a series of figures only the run tells the names: none may be another stage's.
  @Test func seriesOfFiguresDoNotClash() throws {
    let folder = try TemporaryFolder()
    try folder.write("from,to,w\na,b,1\nb,c,2\n", to: "ties.csv")
    func run(_ id: String) throws -> (status: Int32, errors: String) {
      let study = """
        study: Names
        seed: 1
        stages:
          - use: import.csv
            with: {edges: ties.csv, weight: w, weight_means: strength}
          - id: asked
            use: chains.introductions
            with: {from: a, prospects: [c]}
          - id: to
            use: diagram.chain
            with: {chain: asked_chains, one_per: prospect, formats: [svg]}
          - id: \(id)
            use: diagram.network
            with: {formats: [svg]}

        """
      try folder.write(study, to: "study.yaml")
      let result = try Program.run(["run", "study.yaml"], in: folder.path)
      return (result.status, result.errors)
    }
    let clash = try run("to-c")
    #expect(clash.status == 1 && clash.errors.contains("output-twice"), "\(clash.errors)")
    let fine = try run("too")
    #expect(fine.status == 0, "\(fine.errors)")
    let files = folder.files(in: "out/study")
    #expect(files["to-c.svg"] != nil && files["to.svg"] == nil && files["too.svg"] != nil)
    let report = String(decoding: files["report.md"] ?? Data(), as: UTF8.self)
    let manifest = try String(
      contentsOfFile: folder.path + "/out/study/manifest.json", encoding: .utf8)
    #expect(report.contains("](to-c.svg)") && manifest.contains("to-c.svg"))
  }
}
