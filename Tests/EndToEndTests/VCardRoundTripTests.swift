import Exporters
import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Cards that are read, written and read again tell the same of the same people.
struct VCardRoundTripTests {
  private static let files: [String] = {
    let samples = ReferenceData.checkout + "/Tests/Resources/contacts/vcard/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: samples)) ?? []
    return names.filter { $0.hasSuffix(".vcf") }.sorted().map { samples + $0 }
      + [ReferenceData.checkout + "/examples/address-books/claire-phone.vcf"]
  }()

  /// Every property that `export.vcard` names.
  private static let columns = [
    "full_name", "given_name", "middle_name", "family_name", "name_prefix", "name_suffix",
    "email", "phone", "company", "department", "title", "street", "city", "region", "postcode",
    "country", "birth_date", "url", "nickname", "categories", "note", "updated", "key",
  ]

  @Test func hasFiles() { #expect(Self.files.count >= 7) }

  @Test(arguments: files) func keepsEveryPropertyItNames(file: String) throws {
    let first = try ModuleRun(VCardImport.self, on: Network(), with: ["file": .string(file)])
      .network
    let written = try ModuleRun(VCardExport.self, on: first).network
    let document = try #require(written.documents.first)
    if first.graph.nodeCount == 0 {
      #expect(document.bytes.isEmpty)
      return
    }
    let path = NSTemporaryDirectory() + "cards-\(UUID().uuidString).vcf"
    try Data(document.bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let second = try ModuleRun(VCardImport.self, on: Network(), with: ["file": .string(path)])
      .network
    #expect(cards(second) == cards(first))
  }

  /// What each card says, in an order that does not depend on the numbers that namesakes get.
  private func cards(_ network: Network) -> [[String]] {
    let cards = (0..<network.graph.nodeCount).map { node -> [String] in
      // Without a full name the id stands for it.
      let name = network.nodes["full_name"]?.text(at: node) ?? network.ids[node]
      let bare = name.hasSuffix(")") ? String(name.prefix { $0 != "(" }.dropLast()) : name
      return [bare]
        + Self.columns.dropFirst().map { "\($0)=\(network.nodes[$0]?.text(at: node) ?? "")" }
    }
    return cards.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
