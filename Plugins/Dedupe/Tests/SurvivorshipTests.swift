import Dedupe
import ModuleKit
import ModuleTesting
import Testing

struct SurvivorshipTests {
  private func value(
    _ rule: Survivorship, _ texts: [String?], _ updated: [String?]? = nil
  ) -> String? {
    rule.value(texts, updated: updated ?? texts.map { _ in nil })
  }

  @Test func choosesByItsRule() {
    #expect(value(.all, ["b; a", nil, "a; c"]) == "a; b; c")
    #expect(value(.common, ["Jean", "Jéan", "Jean"]) == "Jean")
    #expect(value(.common, ["J.", "Jean"]) == "Jean")
    #expect(value(.common, ["Jean", "Jone"]) == "Jean")
    #expect(value(.longest, ["J. Dupont", "Jean Dupont", nil]) == "Jean Dupont")
    #expect(value(.first, [nil, "b", "a"]) == "b")
    #expect(value(.newest, ["Acme", "Globex", "Acme"], ["2020", "2024", nil]) == "Globex")
    #expect(value(.newest, ["Acme", "Globex", "Acme"]) == "Acme")
    #expect(value(.common, [nil, nil]) == nil)
  }

  @Test func doesNotDependOnTheOrderOfRecords() {
    let texts: [String?] = ["Jean", "Jone", "J.", nil, "Jone", "Jean"]
    for rule in [Survivorship.all, .common, .longest] {
      #expect(value(rule, texts) == value(rule, texts.reversed()))
    }
  }
}
