import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// A run of chains.experiment on files that a test writes.
struct ExperimentRun {
  let run: ModuleRun
  var network: Network { run.network }
  var ledger: LedgerEntry { network.ledger[0] }

  /// - Parameters:
  ///   - files: the text of each parameter that names a file.
  ///   - parameters: the others.
  init(
    _ files: [(parameter: String, text: String)], _ parameters: [JSON.Member] = [],
    workers: Workers = .serial, seed: UInt64 = 7
  ) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var members = parameters
    for (parameter, text) in files {
      let path = folder + "/" + parameter + ".csv"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      members.append(.init(parameter, .string(path)))
    }
    run = try ModuleRun(
      Experiment.self, on: Network(), with: .object(members), seed: seed, workers: workers)
  }

  init(log: String, _ parameters: [JSON.Member] = [.init("bootstrap", 0)]) throws {
    try self.init([("log", log)], parameters)
  }

  /// A value of the summary; nil when it is not there, NaN when it is missing.
  func value(_ measure: String, _ column: String = "value") -> Double? {
    guard let table = network.table("experiment"), let measures = table.rows["measure"],
      let row = (0..<measures.count).first(where: { measures.text(at: $0) == measure })
    else { return nil }
    return table.rows[column]?.number(at: row)
  }

  func column(_ table: String, _ column: String) -> [Double] {
    network.table(table)?.rows[column]?.asNumbers ?? []
  }

  func texts(_ table: String, _ column: String) -> [String] {
    guard let column = network.table(table)?.rows[column] else { return [] }
    return (0..<column.count).map { column.text(at: $0) ?? "" }
  }

  /// The results as text, for comparing runs.
  var text: String {
    network.tables.map { table in
      let columns = table.rows.entries.map { entry in
        entry.name + ":"
          + (0..<entry.column.count).map { entry.column.text(at: $0) ?? "" }.joined(separator: ",")
      }
      return table.name + "\n" + columns.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}

/// What Tests/Resources/experiment/oracle.py has found.
struct ExperimentOracle: Decodable {
  struct Moments: Decodable {
    let chains: Double
    let meanLinks: Double
    let medianLinks: Double
    let effective: Double
    let q: Double?
  }
  struct Milgram: Decodable {
    let observed: Moments
    let given, solved: [String: Moments]
    let completedOf296, completedOf217: [Double]
  }
  struct Rate: Decodable {
    let decided, forwarded, abandoned, running: Int
    let rate, band: [Double]
    let survival: Double
  }
  struct Log: Decodable {
    let rates: [Rate]
    let constant, steps, weighted: Moments
    let dropout, fisher: Double
    let groups: [String: [Int]]
  }
  let milgram: Milgram
  let log: Log

  static let folder = ReferenceData.checkout + "/Tests/Resources/experiment/"

  static func read() throws -> ExperimentOracle {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      ExperimentOracle.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "expected.json")))
  }
}

func isNear(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return (a - b).magnitude <= tolerance * max(1, b.magnitude)
}
