import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// A file that is damaged at random, again and again: it is read or refused, never worse.
struct DamagedFile: CustomStringConvertible, Sendable {
  let resource: String
  var parameters: JSON = [:]
  /// The file's text where there is no such resource.
  var text: String?
  var description: String { resource }

  /// Together at least 5000 rounds per parser.
  private static let rounds = 2500

  /// - Parameters:
  ///   - foreign: what is put in that does not belong there.
  ///   - seed: of the damage.
  func survives(foreign: [[UInt8]], seed: UInt64) throws {
    let original: [UInt8]
    if let text {
      original = Array(text.utf8)
    } else {
      original = [UInt8](
        try #require(FileManager.default.contents(atPath: Reading.path(resource))))
    }
    let ending = resource.split(separator: ".").last.map(String.init) ?? ""
    let target = NSTemporaryDirectory() + "sociogram-\(UUID().uuidString).\(ending)"
    defer { try? FileManager.default.removeItem(atPath: target) }
    var random = RandomSource(seed: seed, stream: resource)
    for round in 0..<Self.rounds {
      let bytes = Self.damaged(original, foreign, &random)
      try Data(bytes).write(to: URL(fileURLWithPath: target))
      do {
        let network = try Reading.file(target, parameters)
        #expect(network.ledger.allSatisfy { $0.isBalanced }, "round \(round)")
        #expect(network.nodes.rowCount == network.graph.nodeCount)
      } catch let error as Diagnostic {
        #expect(error.location != nil, "round \(round): \(error.message)")
      } catch let error as Diagnostics {
        #expect(error.all.allSatisfy { $0.location != nil }, "round \(round)")
      } catch {
        Issue.record("round \(round): \(error)")
      }
    }
  }

  /// One to four cuts, copies, swaps or foreign bytes.
  private static func damaged(
    _ bytes: [UInt8], _ foreign: [[UInt8]], _ random: inout RandomSource
  ) -> [UInt8] {
    var result = bytes
    for _ in 0...random.next(below: 4) where !result.isEmpty {
      let place = random.next(below: result.count)
      switch random.next(below: 5) {
      case 0: result[place] = UInt8(random.next(below: 256))
      case 1: result.removeSubrange(place..<min(result.count, place + 1 + random.next(below: 20)))
      case 2: result.insert(contentsOf: foreign[random.next(below: foreign.count)], at: place)
      case 3:
        let end = min(result.count, place + random.next(below: 30))
        result.insert(contentsOf: Array(result[place..<end]), at: random.next(below: result.count))
      default: result.removeSubrange(place...)
      }
    }
    return result
  }
}
