import Foundation
import ModuleKit
import PluginHost
import Testing

/// Bytes of every kind reach whatever reads a plug-in's words: nothing may trap, hang or let a broken network through.
///
/// A few seconds of it in every run; SOCIOGRAM_FUZZ_SECONDS makes it go on for so much processor time. Inputs depend on their number
/// only, so that a failure can be had again: SOCIOGRAM_FUZZ_FIRST begins at that number.
@Suite struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test func theCorpusIsWhatItWasMadeOf() throws {
    for (name, bytes) in Corpus.made {
      let path = "\(Corpus.folder)/\(name)"
      if Self.environment["SOCIOGRAM_RECORD"] == "1" {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
      }
      #expect(FileManager.default.contents(atPath: path).map { [UInt8]($0) } == bytes, "\(name)")
    }
  }

  /// Each file of the corpus reaches its end: otherwise changes of it would only be turned away at the door.
  @Test(arguments: Corpus.made.map(\.name)) func theCorpusIsTaken(name: String) throws {
    let bytes = try #require(FileManager.default.contents(atPath: "\(Corpus.folder)/\(name)"))
    #expect(Listener().hear([UInt8](bytes)).taken > 0)
  }

  @Test func nothingTraps() {
    let corpus = Corpus.files
    let most = Double(Self.environment["SOCIOGRAM_FUZZ_SECONDS"] ?? "") ?? 0
    let first = Int(Self.environment["SOCIOGRAM_FUZZ_FIRST"] ?? "") ?? 0
    let start = clock()
    var seconds: Double { Double(clock() - start) / Double(CLOCKS_PER_SEC) }
    let listener = Listener()
    var count = 0
    var taken = 0
    while count < 4000 || seconds < most {
      var dice = Dice(state: UInt64(first + count))
      let bytes = Mutation.next(corpus, &dice)
      let whole = listener.hear(bytes)
      let pieces = listener.hear(bytes, in: Int.random(in: 1...40, using: &dice))
      #expect(whole == pieces, "input \(first + count)")
      #expect(whole.wrong == [], "input \(first + count)")
      taken += whole.taken
      count += 1
    }
    print(
      "fuzzed \(count) inputs from number \(first) in \(seconds) s of processor time, \(taken) messages taken"
    )
    #expect(taken > count / 20)
  }
}

/// Everything that a plug-in's words go through, without a process.
struct Listener {
  struct Heard: Equatable {
    /// Why the bytes are no frames.
    var problem: String?
    /// Messages that something could make use of.
    var taken = 0
    /// What should not have been made of them.
    var wrong: [String] = []
  }

  private let manuals: [PluginManual]
  private let network: Network = {
    var network = Network(sketch: "a-b b-c c-a c-d")
    network.nodes.set("year", .integers([1, 2, 3, 4]))
    return network
  }()
  private let identity = PluginIdentity(
    name: "test", version: "1", folder: "/f", command: ["x"], environment: [:],
    surroundings: ["python": "3"])

  init() {
    do {
      manuals = try PluginManual.list([
        Manuals.full, Manuals.maker, WithProcesses.RoundTrips.module,
      ])
    } catch {
      preconditionFailure("the manuals of the tests are right: \(error.all)")
    }
  }

  func hear(_ bytes: [UInt8], in size: Int = .max) -> Heard {
    var reader = FrameReader()
    var heard = Heard()
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        try reader.feed(rest.prefix(size))
      } catch {
        // How much is told of garbage depends on how much of it has arrived.
        heard.problem = error.complaint.hasPrefix("wrote '") ? "garbage" : error.complaint
        rest = []
      }
      rest = rest.dropFirst(size)
      while let message = reader.next() { take(message, &heard) }
    }
    return heard
  }

  private func take(_ message: Message, _ heard: inout Heard) {
    if (try? Greeting(message.json, from: identity)) != nil { heard.taken += 1 }
    if (try? PluginComplaint(message.json)) != nil { heard.taken += 1 }
    if let list = try? PluginManual.list(message.json["modules"]) {
      heard.taken += 1
      let again = try? PluginManual.list(.array(list.map(\.json)))
      if again?.map(\.json) != list.map(\.json) { heard.wrong.append("a manual changes when kept") }
    }
    for manual in manuals {
      let reader = ResultReader(manual, network)
      guard (try? reader.admit(message.header)) != nil else { continue }
      var result = network
      if (try? reader.apply(message, to: &result, on: .serial)) != nil {
        heard.taken += 1
        heard.wrong += Self.faults(result) + undeclared(in: result, by: manual)
      }
    }
  }

  /// Columns that a module has made and its manual does not list.
  private func undeclared(in result: Network, by manual: PluginManual) -> [String] {
    if manual.makesNetwork { return [] }
    var (nodes, edges) = (Set(network.nodes.names), Set(network.edges.names))
    for output in manual.manual.writes {
      if case .nodeColumn(let name, _, _) = output { nodes.insert(name) }
      if case .edgeColumn(let name, _, _) = output { edges.insert(name) }
    }
    return result.nodes.names.filter { !nodes.contains($0) }
      + result.edges.names.filter { !edges.contains($0) }
  }

  /// What is wrong with a network that was made.
  private static func faults(_ network: Network) -> [String] {
    var faults: [String] = []
    for (a, b) in zip(network.ids, network.ids.dropFirst())
    where !a.utf8.lexicographicallyPrecedes(b.utf8) {
      faults.append("ids are not in order")
    }
    for entry in network.nodes.entries + network.edges.entries {
      if case .numbers(let values) = entry.column, values.contains(where: \.isInfinite) {
        faults.append("'\(entry.name)' is infinite")
      }
    }
    if network.ledger.contains(where: { !$0.isBalanced }) { faults.append("rows are lost") }
    let canonical = Graph.isCanonical(
      nodeCount: network.graph.nodeCount, isDirected: network.graph.isDirected,
      sources: network.graph.sources, targets: network.graph.targets)
    if !canonical { faults.append("edges are not canonical") }
    return faults
  }
}
