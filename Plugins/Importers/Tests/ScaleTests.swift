import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Public networks of real size, against the facts that others have counted.
@Suite(.enabled(if: ReferenceData.isAvailable, "needs the reference data"))
struct ScaleTests {
  /// Unpacks a file of the reference data and reads it.
  private func network(_ name: String, _ parameters: JSON) throws -> Network {
    let packed = try #require(ReferenceData.path("scale/" + name))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", packed]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try Reading.bytes([UInt8](data), as: "edges.txt", parameters)
  }

  @Test func facebook() throws {
    let network = try network("facebook_combined.txt.gz", ["header": false])
    #expect(network.graph.nodeCount == 4039)
    #expect(network.graph.edgeCount == 88234)
    #expect(network.ledger[0].read == 88234)
  }

  @Test func wikiVote() throws {
    let network = try network("wiki-Vote.txt.gz", ["directed": true])
    #expect(network.graph.nodeCount == 7115)
    #expect(network.graph.edgeCount == 103_689)
  }

  @Test func coauthors() throws {
    let network = try network("ca-GrQc.txt.gz", [:])
    #expect(network.graph.nodeCount == 5242)
    #expect(network.graph.edgeCount == 14484)
    let entry = network.ledger[0]
    #expect(entry.read == 28980)
    #expect(entry.rejections.map(\.reason) == Array(repeating: "self-loop", count: 12))
    #expect(entry.merged == 28980 - 12 - 14484)
  }
}
