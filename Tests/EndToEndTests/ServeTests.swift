import Foundation
import ModuleTesting
import Testing

/// `sociogram serve`: what the page is told while a study is written.
@Suite(.timeLimit(.minutes(5)))
struct ServeTests {
  private static let mistake = ServedStudy.study.replacing("leiden", with: "leidn")

  /// Takes a minute or so on any machine.
  private static let longStudy = """
    study: Long
    stages:
      - use: import.csv
        with: {edges: ties.csv}
      - use: centrality.betweenness
        with: {method: exact}

    """
  @Test func tellsTheRunAsItGoes() throws {
    let served = try ServedStudy()
    let events = try served.events()
    let (done, before) = try events.wait { $0.phase == "done" }
    #expect(done.stages.map { $0["status"] as? String } == Array(repeating: "done", count: 6))
    #expect(done.stages.allSatisfy { ($0["seconds"] as? Double ?? -1) >= 0 })
    #expect(done.stages.first?["result"] as? String == "6 nodes, 7 edges")
    #expect(before.contains { $0.phase == "running" || $0.phase == "reading" })
    #expect(done.state["title"] as? String == "Who holds the club together?")
    let figure = try #require(done.figures.first)
    #expect(figure["stage"] as? String == "network" && figure["old"] as? Bool == false)
    let picture = try served.get(figure["url"] as? String ?? "")
    #expect(picture.status == 200 && picture.headers["content-type"] == "image/svg+xml")
    #expect(picture.text.contains("<svg"))
    // What is served is what a run writes.
    let written = served.folder.files(in: "out/study")["network.svg"]
    #expect(written == Data(picture.body))
    #expect(try served.get("results/network.svg").body == picture.body)
  }

  @Test func runsAgainWhenTheStudyIsSaved() throws {
    let served = try ServedStudy()
    let events = try served.events()
    try events.wait(for: "done")
    for (round, save) in [served.saveInPlace, served.saveByRenaming].enumerated() {
      let text = ServedStudy.study.replacing("seed: 3", with: "seed: \(4 + round)")
      try save(text, "study.yaml")
      let event = try events.wait {
        $0.phase == "done" && $0.status("csv") == "unchanged" && $0.status("network") == "done"
      }.event
      #expect(event.status("leiden") == "done")
    }
    try served.saveByRenaming(ServedStudy.ties + "Fay,Gus\n", as: "ties.csv")
    let event = try events.wait { $0.phase == "done" && $0.status("csv") == "done" }.event
    #expect(event.stages.first?["result"] as? String == "7 nodes, 8 edges")
  }

  @Test func mistakesAreShownInPlaceUntilTheyAreMended() throws {
    let served = try ServedStudy()
    let events = try served.events()
    try events.wait(for: "done")
    try served.saveInPlace(Self.mistake.replacing("size: betweenness", with: "sise: x"))
    let event = try events.wait(for: "failed")
    #expect(
      event.problems.map { $0["place"] as? String } == ["study.yaml:7:10", "study.yaml:9:30"])
    let mark = event.problems[0]["mark"] as? [String: Int]
    #expect(mark == ["line": 7, "start": 9, "end": 26])
    let lines = event.problems[0]["lines"] as? [[String: Any]] ?? []
    #expect(lines.map { $0["number"] as? Int } == [5, 6, 7, 8, 9])
    #expect(lines[2]["text"] as? String == "  - use: communities.leidn")
    #expect(event.figures.map { $0["old"] as? Bool } == [true])
    #expect(served.folder.files(in: "out/study")["network.svg"] != nil, "results stay")
    try served.saveInPlace(ServedStudy.study)
    let mended = try events.wait(for: "done")
    #expect(mended.problems.isEmpty && mended.figures.map { $0["old"] as? Bool } == [false])
  }

  @Test func problemsOfTheDataStandWithTheirLine() throws {
    let served = try ServedStudy(ties: "from,to\nAnn,\"Bob\n")
    let events = try served.events()
    let event = try events.wait(for: "failed")
    #expect(event.problems.contains { ($0["place"] as? String ?? "").hasPrefix("ties.csv:2") })
    #expect(event.status("csv") == "failed")
    #expect(event.status("network") == "stopped")
    try served.saveByRenaming(ServedStudy.ties, as: "ties.csv")
    try events.wait(for: "done")
  }

  @Test func halfWrittenAndMissingFilesAreWaitedFor() throws {
    let served = try ServedStudy()
    let events = try served.events()
    try events.wait(for: "done")
    let half = String(ServedStudy.study.prefix(ServedStudy.study.count / 2)) + "\u{0}\u{FFFD}: ["
    try served.saveInPlace(half)
    try events.wait(for: "failed")
    try served.saveInPlace("")
    try events.wait { $0.phase == "failed" && !$0.problems.isEmpty }
    try FileManager.default.removeItem(atPath: served.folder.path + "/study.yaml")
    #expect(try events.wait(for: "waiting").sentence.contains("study.yaml is not there"))
    try served.saveByRenaming(ServedStudy.study)
    try events.wait(for: "done")
    try FileManager.default.removeItem(atPath: served.folder.path + "/ties.csv")
    let event = try events.wait(for: "failed")
    #expect(event.problems.first?["id"] as? String == "missing-file")
    // A file that the study could not find is waited for as well.
    try served.saveByRenaming(ServedStudy.ties, as: "ties.csv")
    try events.wait(for: "done")
  }

  @Test func aSaveStopsTheRunThatGoesOn() throws {
    let served = try ServedStudy(Self.longStudy, ties: ServedStudy.manyTies)
    let events = try served.events()
    let (running, _) = try events.wait {
      $0.status("betweenness") == "running"
        && $0.stages.contains { ($0["share"] as? Double ?? 0) > 0 }
    }
    #expect(running.phase == "running")
    // All threads compute, and the page answers all the same.
    let clock = ContinuousClock()
    var slowest = Duration.zero
    for _ in 0..<20 {
      let start = clock.now
      #expect(try served.get("").status == 200)
      slowest = max(slowest, clock.now - start)
    }
    #expect(slowest < .seconds(2))
    try served.saveByRenaming(Self.longStudy.replacing("exact", with: "exakt"))
    try events.wait(for: "failed", within: 10)
    try served.saveByRenaming(
      Self.longStudy.components(separatedBy: "  - use: centrality")[0])
    let done = try events.wait(for: "done")
    #expect(done.stages.map { $0["id"] as? String } == ["csv", "report", "html"])
  }

  @Test(arguments: [SIGTERM, SIGINT]) func closesInTheMiddleOfARun(signal: Int32) throws {
    let served = try ServedStudy(Self.longStudy, ties: ServedStudy.manyTies)
    let events = try served.events()
    try events.wait { $0.status("betweenness") == "running" }
    let end = try served.end(signal)
    #expect(end.status == 0, "\(end.errors)")
    #expect(try events.wait { $0.name == "closed" }.event.name == "closed")
    #expect(served.processes == [])
    #expect(!FileManager.default.fileExists(atPath: served.folder.path + "/out/study"))
    #expect(throws: ServedStudy.Late.self, "nobody listens") {
      _ = try RawConnection(port: served.port)
    }
  }

  /// Drawing is done by another program, which goes as well.
  @Test func closesInTheMiddleOfADrawing() throws {
    let served = try ServedStudy(
      ServedStudy.study.replacing("[svg, png]", with: "[svg, png, pdf], dpi: 600"))
    let events = try served.events()
    try events.wait { $0.status("network") == "running" || $0.phase == "done" }
    #expect(try served.end(SIGTERM).status == 0)
    #expect(served.processes == [])
  }

  /// A study in the middle of a stage that does not stop: libpq waits ten seconds for a server that accepts and says
  /// nothing, and cannot be stopped meanwhile.
  private static func waiting(for silent: SilentPort) throws -> ServedStudy {
    let served = try ServedStudy(
      """
      study: Silent
      stages:
        - use: import.table
          with: {postgres: SILENT_DATABASE, query: select 1 as id, id: id}

      """,
      environment: ["SILENT_DATABASE": "host=127.0.0.1 port=\(silent.port) dbname=x user=x"])
    try served.events().wait { $0.status("table") == "running" }
    return served
  }

  @Test func closesAfterFiveSecondsWhenAStageDoesNotStop() throws {
    let silent = try SilentPort()
    let served = try Self.waiting(for: silent)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try served.end(SIGTERM, within: 9).status == 130)
    let time = clock.now - start
    #expect(time > .seconds(4) && time < .seconds(8), "\(time)")
    #expect(served.processes == [])
  }

  @Test func aSecondSignalDoesNotWait() throws {
    let silent = try SilentPort()
    let served = try Self.waiting(for: silent)
    served.send(SIGINT)
    Thread.sleep(forTimeInterval: 0.2)
    #expect(try served.end(SIGINT, within: 3).status == 130)
  }

  @Test func aPortThatIsTakenIsTold() throws {
    let taken = try SilentPort()
    let folder = try TemporaryFolder()
    try folder.write(ServedStudy.study, to: "study.yaml")
    try folder.write(ServedStudy.ties, to: "ties.csv")
    let end = try Program.run(
      ["serve", "study.yaml", "--port", "\(taken.port)"], in: folder.path)
    #expect(end.status == 69 && end.output.isEmpty)
    #expect(
      end.errors == "cannot listen on 127.0.0.1:\(taken.port): Address already in use\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out/study"), "nothing has run")
  }

  /// Browsers leave port 80 out of the name. Whoever may not have the port is told why.
  @Test func portEighty() throws {
    let mayHave = (try? SilentPort(port: 80)) != nil
    let folder = try TemporaryFolder()
    try folder.write(ServedStudy.study, to: "study.yaml")
    try folder.write(ServedStudy.ties, to: "ties.csv")
    guard mayHave else {
      let end = try Program.run(["serve", "study.yaml", "--port", "80"], in: folder.path)
      #expect(end.status == 69 && end.errors.hasPrefix("cannot listen on 127.0.0.1:80: "))
      return
    }
    let served = try ServedStudy(in: folder, arguments: ["--port", "80"])
    try served.events().wait(for: "done")
    for host in ["127.0.0.1", "localhost", "127.0.0.1:80", "LocalHost:80"] {
      #expect(try served.get("", host: host).status == 200, "\(host)")
    }
    for host in ["127.0.0.1:8080", "example.org", ""] {
      #expect(try served.get("", host: host).status == 403, "\(host)")
    }
  }

  @Test func closesWhenNothingRuns() throws {
    let served = try ServedStudy()
    try served.events().wait(for: "done")
    // A browser that never asks, and one that has gone in the middle of a request.
    let idle = try RawConnection(port: served.port)
    try RawConnection(port: served.port).send("GET /")
    let end = try served.end(SIGINT)
    #expect(end.status == 0 && end.errors.contains("Results are in out/study (6 stages run"))
    withExtendedLifetime(idle) {}
  }

  @Test func oneFolderIsShownOnceAndRunsAreStillWelcome() throws {
    let served = try ServedStudy()
    let events = try served.events()
    try events.wait(for: "done")
    let second = try Program.run(["serve", "study.yaml"], in: served.folder.path)
    #expect(second.status == 73 && second.output.isEmpty)
    #expect(second.errors.contains("shown by another 'sociogram serve'"))
    let run = try Program.run(["run", "study.yaml"], in: served.folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let port = try Program.run(
      ["serve", "study.yaml", "--out", "other", "--port", "\(served.port)"], in: served.folder.path)
    #expect(port.status == 69 && port.errors.contains("Address already in use"))
    // Given back when the first has gone, however it went.
    _ = try served.end(SIGKILL)
    let third = try Program.run(
      ["serve", "study.yaml", "--quiet"], in: served.folder.path, killedAfter: 1.5, signal: SIGTERM)
    #expect(third.status == 0 && third.output.hasPrefix("http://127.0.0.1:"))
    #expect(third.errors.isEmpty)
  }

  /// Somebody else may be putting results there.
  @Test func anotherRunIsWaitedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.longStudy, to: "study.yaml")
    try folder.write(ServedStudy.manyTies, to: "ties.csv")
    let other = Process()
    other.executableURL = URL(fileURLWithPath: Program.path)
    other.arguments = ["run", "study.yaml", "--verbose"]
    other.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let said = Pipe()
    other.standardError = said
    try other.run()
    defer { if other.isRunning { kill(other.processIdentifier, SIGKILL) } }
    var text = ""
    while !text.contains("betweenness: started") {
      let more = said.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the other run ended: \(text)")
      text += String(decoding: more, as: UTF8.self)
    }
    let served = try ServedStudy(in: folder)
    let events = try served.events()
    let waiting = try events.wait(for: "waiting")
    #expect(waiting.sentence.contains("another run is writing to"))
    #expect(waiting.sentence.hasSuffix("trying again"))
    kill(other.processIdentifier, SIGKILL)
    try events.wait { $0.status("betweenness") == "running" }
    #expect(try served.end(SIGTERM).status == 0)
  }

  @Test func variablesFolderAndResultsThatAreThere() throws {
    let served = try ServedStudy(
      "vars: {seed: 3}\n" + ServedStudy.study.replacing("seed: 3", with: "seed: ${seed}"),
      arguments: ["--set", "seed=11", "--out", "elsewhere", "--threads", "1"])
    let first = try served.events().wait(for: "done")
    #expect(first.sentence.contains("Results are in elsewhere"))
    let manifest = try served.get("results/manifest.json")
    #expect(manifest.text.contains("\"seed\": \"11\""))
  }

  @Test func resultsThatAreThereAreShownAtOnce() throws {
    let first = try ServedStudy()
    let drawn = try first.events().wait(for: "done").figures
    _ = try first.end(SIGTERM)
    let second = try ServedStudy(in: first.folder)
    let found = try second.events().wait(for: "done")
    #expect(found.sentence.hasPrefix("Nothing has changed"))
    #expect(found.figures as NSArray == drawn as NSArray)
    #expect(found.stages.allSatisfy { $0["status"] as? String == "unchanged" })
    _ = try second.end(SIGTERM)
    // Without the cache there are still the files.
    try FileManager.default.removeItem(atPath: first.folder.path + "/out/.study.sociogram")
    let third = try ServedStudy(in: first.folder)
    let figure = try #require(try third.events().wait(for: "done").figures.first)
    #expect(figure["url"] as? String == "results/network.svg")
    #expect(try third.get("results/network.svg").status == 200)
  }
}
