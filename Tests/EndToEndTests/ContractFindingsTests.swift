import BuiltInModules
import Foundation
import ModuleKit
import ModuleTesting
import Synchronization
import Testing

/// The contract finds modules that break it.
struct ContractFindingsTests {
  private static func manual(_ name: String) -> Manual {
    Manual(
      name: name, summary: "Breaks a promise", details: "For tests.",
      writes: [.nodeColumn("value", .number, "a value")],
      examples: [Example("Two nodes", network: "a-b", yaml: "- use: \(name)", expected: [])])
  }

  /// Gives other numbers each time.
  struct Restless: Module {
    static let manual = ContractFindingsTests.manual("test.restless")
    struct Parameters: ParameterSet {}
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    static let runs = Atomic<Int>(0)
    func run(_ network: inout Network, _ context: StageContext) throws {
      try context.workers.checkCancelled()
      let value = Double(Self.runs.add(1, ordering: .relaxed).newValue)
      network.nodes.set("value", .numbers(network.ids.map { _ in value }), convention: "")
    }
  }

  /// Does not look up from its work once it has begun.
  struct Deaf: Module {
    static let manual = ContractFindingsTests.manual("test.deaf")
    struct Parameters: ParameterSet {}
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      try context.workers.checkCancelled()
      if network.graph.nodeCount > 100 { Thread.sleep(forTimeInterval: 2.5) }
      network.nodes.set("value", .numbers(network.ids.map { _ in 1 }), convention: "")
    }
  }

  @Test func otherBytesTheSecondTime() async throws {
    let report = await ModuleContract(ModuleEntry(Restless.self), registry: builtInModules).report()
    let words = try #require(report.violations.first { $0.check == .bytes }).words
    #expect(words.contains { $0.hasSuffix("a second run gives other bytes") }, "\(words)")
    #expect(report.violations.filter { !$0.words.isEmpty }.map(\.check) == [.bytes])
  }

  @Test func workThatGoesOn() async throws {
    let report = await ModuleContract(ModuleEntry(Deaf.self), registry: builtInModules).report()
    let words = try #require(report.violations.first { $0.check == .cancelling }).words
    #expect(words.count == 1 && words[0].hasPrefix("cancelled on 128 nodes, it goes on for "))
    #expect(try #require(report.longRun).seconds >= 0.1)
    #expect(report.memory.own > 1_000_000)
  }
}
