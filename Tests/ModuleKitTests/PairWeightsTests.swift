import ModuleKit
import Testing

/// A row of a table of pairs, read by the names of its columns.
struct PairWeightsTests {
  private static let names = [
    "record_a", "record_b", "weight", "probability", "linked", "prior", "email", "email_weight",
    "phone", "phone_weight", "note", "shared_context", "shared_context_weight",
  ]
  private static let cells = [
    "A", "B", "1.5", "0.7388", "true", "-4", "equal", "7.5", "", "0", "7", "phone + birth_date",
    "-2",
  ]

  private func row(_ changes: [String: String] = [:]) throws -> PairWeights {
    var cells = Self.cells
    for (name, cell) in changes { cells[try #require(Self.names.firstIndex(of: name))] = cell }
    return try PairColumns(Self.names).row { cells[$0] }
  }

  @Test func findsComparisonsByTheirColumns() throws {
    let pair = try row()
    #expect(
      pair.steps == [
        .init("email", "equal", 7.5),
        .init("shared_context", "phone + birth date, shared with others", -2),
      ])
    #expect(pair.missing == ["phone"] && pair.prior == -4 && pair.weight == 1.5)
    #expect(pair.isLinked && pair.totals == [-4, 3.5, 1.5] && pair.addsUp)
    let plain = try row(["shared_context": "", "shared_context_weight": "0", "weight": "3.5"])
    #expect(plain.steps.map(\.name) == ["email"] && plain.addsUp)
  }

  @Test func partsThatDoNotMakeTheWholeAreFound() throws {
    #expect(try !row(["weight": "1.51"]).addsUp)
    #expect(try row(["weight": "1.5000000001"]).addsUp)
    #expect(try row(["weight": "inf", "email_weight": "inf"]).addsUp)
    #expect(try !row(["email_weight": "inf", "shared_context_weight": "-inf"]).addsUp)
  }

  @Test(arguments: ["prior", "weight", "email_weight", "phone_weight", "probability", "linked"])
  func whatIsNoValueIsRefused(column: String) {
    for cell in ["", "nan", "1,5", "x"] {
      #expect { try row([column: cell]) } throws: {
        ($0 as? PairColumns.Unreadable)?.column == column
      }
    }
  }

  @Test func probabilitiesLieBetween0And1() {
    #expect(throws: PairColumns.Unreadable.self) { try row(["probability": "1.01"]) }
    #expect(throws: PairColumns.Unreadable.self) { try row(["probability": "-0.1"]) }
  }

  @Test(arguments: ["record_a", "record_b", "weight", "probability", "linked", "prior"])
  func columnsThatMustBeThere(column: String) {
    #expect { try PairColumns(Self.names.filter { $0 != column }) } throws: {
      ($0 as? PairColumns.Missing)?.column == column
    }
  }

  @Test func controlCharactersDoNotReachATerminal() {
    #expect(TerminalText.shown("a\u{1B}[2Jb\n\u{202E}é") == "a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}é")
    #expect(TerminalText.width("aé日本") == 6 && TerminalText.width("e\u{301}") == 1)
  }
}
