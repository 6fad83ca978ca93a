import Dedupe
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// How the French write one name, one number, one address in two ways, and what is two: a table of pairs with the
/// verdict that is expected of each.
struct FrenchPairsTests {
  private static let rows: [[String]] = {
    let path = ReferenceData.checkout + "/Tests/Resources/french/pairs.csv"
    guard let data = FileManager.default.contents(atPath: path),
      let table = try? CSVReader([UInt8](data), file: "pairs.csv")
    else { return [] }
    return table.rows.map(\.cells)
  }()

  @Test func isThere() { #expect(Self.rows.count > 80) }

  @Test(arguments: rows) func hasTheExpectedVerdict(row: [String]) throws {
    let field = try #require(FieldKind(rawValue: row[0]))
    func verdict(_ a: String, _ b: String) -> String {
      PairVerdict.levels([field: a], [field: b], region: "FR").map(\.level)
        .joined(separator: " + ")
    }
    #expect(verdict(row[1], row[2]) == row[3])
    #expect(verdict(row[2], row[1]) == row[3])
  }
}
