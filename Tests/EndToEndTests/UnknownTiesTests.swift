import Foundation
import ModuleTesting
import Testing

/// Address books tell of their owners' ties alone; measures of whole networks say so.
struct UnknownTiesTests {
  private static let card = """
    BEGIN:VCARD
    VERSION:3.0
    FN:Ann Bell
    END:VCARD
    BEGIN:VCARD
    VERSION:3.0
    FN:Carl Dunn
    END:VCARD

    """

  private func errors(of stages: String) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(Self.card, to: "book.vcf")
    try folder.write(stages, to: "study.yaml")
    let result = try Program.run([
      "run", folder.path + "/study.yaml", "--out", folder.path + "/out",
    ])
    #expect(result.status == 0, "\(result.errors)")
    return result.errors
  }

  @Test func measuresOfWholeNetworksWarnOfAddressBooks() throws {
    let errors = try errors(
      of: """
        study: One book
        stages:
          - use: import.vcard
            with: {file: book.vcf, owner: Eve Finn}
          - use: centrality.betweenness
          - use: structure.density
          - use: structure.components

        """)
    #expect(errors.components(separatedBy: "[unknown-ties]").count == 2)
    #expect(
      errors.contains(
        "study.yaml:5:5: warning: the network is what one address book tells: of 2 people"))
    #expect(errors.contains("note: the same in line 6\n"))
  }

  @Test func othersDoNot() throws {
    let errors = try errors(
      of: """
        study: No book
        stages:
          - use: import.vcard
            with: {file: book.vcf}
          - use: centrality.betweenness

        """)
    #expect(!errors.contains("unknown-ties"))
  }
}
