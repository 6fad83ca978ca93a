import Foundation
import ModuleTesting
import Testing

/// `sociogram explain` after a run, as users call it.
struct ExplainCommandTests {
  private static let book = """
    BEGIN:VCARD
    VERSION:3.0
    N:Dupont;Jean
    EMAIL:jean.dupont@example.com
    TEL:06 39 98 00 01
    END:VCARD
    BEGIN:VCARD
    VERSION:3.0
    N:DUPONT;Jéan
    EMAIL:jean.dupont@example.com
    TEL:+33 6 39 98 00 01
    END:VCARD
    BEGIN:VCARD
    VERSION:3.0
    N:Durand;Marie
    EMAIL:marie@example.org
    TEL:06 39 98 00 02
    END:VCARD

    """
  private static let study = """
    study: Who is who
    stages:
      - use: import.vcard
        with: {file: book.vcf}
      - use: dedupe.resolve

    """

  private func prepared(_ more: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.book, to: "book.vcf")
    try folder.write(Self.study + more, to: "study.yaml")
    let run = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  private func explain(_ arguments: String..., in folder: TemporaryFolder) throws
    -> Program.Result
  {
    try Program.run(["explain"] + arguments, in: folder.path)
  }

  @Test func tellsOfAPairAndOfAPerson() throws {
    let folder = try prepared()
    let before = folder.files(in: "out")
    let pair = try explain("out/study", "--pair", "Jéan DUPONT", "Jean Dupont", in: folder)
    #expect(pair.status == 0 && pair.errors.isEmpty, "\(pair.errors)")
    for word in ["prior", "given name", "email", "total", "They were linked", "█"] {
      #expect(pair.output.contains(word), "\(word)")
    }
    #expect(!pair.output.contains("\u{1B}"))
    let person = try explain("out/study/", "--cluster", "Jéan DUPONT", in: folder)
    #expect(person.output.hasPrefix("'Jean Dupont' is made of 2 records:"))
    #expect(person.output.contains("bridge     Jean Dupont — Jéan DUPONT"))
    let apart = try explain("out/study", "--pair", "Jean Dupont", "Marie Durand", in: folder)
    #expect(apart.status == 0 && apart.output.contains("are not listed as a pair"))
    #expect(folder.files(in: "out") == before)
  }

  @Test func saysWhatIsWrong() throws {
    let folder = try prepared()
    for (arguments, id) in [
      (["out/study", "--pair", "Jean Dupond", "Marie Durand"], "unknown-record"),
      (["out/study", "--cluster", "Marie"], "unknown-record"),
      (["out/study", "--cluster", "Marie Durand", "--stage", "vcard"], "unknown-stage"),
      (["out/studi", "--cluster", "Marie Durand"], "missing-folder"),
      (["study.yaml", "--cluster", "Marie Durand"], "not-a-folder"),
      ([".", "--cluster", "Marie Durand"], "no-results"),
    ] {
      let result = try Program.run(["explain"] + arguments, in: folder.path)
      #expect(result.status == 1 && result.output.isEmpty, "\(arguments)")
      #expect(result.errors.contains("[\(id)]") && result.errors.contains("help: "))
      #expect(!result.errors.contains("\u{1B}"))
    }
    let slip = try explain("out/study", "--pair", "Jean Dupond", "Marie Durand", in: folder)
    #expect(slip.errors.contains("did you mean 'Jean Dupont'?"))
    try folder.write("record_a\n\"x", to: "out/study/matches.csv")
    let damaged = try explain("out/study", "--cluster", "Marie Durand", in: folder)
    #expect(damaged.status == 1)
    #expect(damaged.errors.hasPrefix("out/study/matches.csv:2:1: error: "))
  }

  @Test func asksForOneThingAtATime() throws {
    let folder = try prepared()
    for arguments in [
      ["out/study"], ["out/study", "--pair", "a"], ["out/study", "--pair", "a", "b", "c"],
      ["out/study", "--pair", "a", "b", "--cluster", "a"],
    ] {
      #expect(try Program.run(["explain"] + arguments, in: folder.path).status == 64)
    }
  }

  @Test func severalResultsAreNamedByStage() throws {
    let folder = try prepared(
      """
        - {id: other, use: dedupe.resolve, from: vcard, with: {apart: [[Jean Dupont, Jéan DUPONT]]}}

      """)
    let open = try explain("out/study", "--cluster", "Jean Dupont", in: folder)
    #expect(open.status == 1 && open.errors.contains("resolve, other [several-results]"))
    let joined = try explain(
      "out/study", "--stage", "resolve", "--cluster", "Jean Dupont", in: folder)
    #expect(joined.output.contains("made of 2 records"))
    let apart = try explain(
      "out/study", "--stage", "other", "--pair", "Jean Dupont", "Jéan DUPONT", in: folder)
    #expect(apart.output.contains("They were not linked"))
  }

  @Test func drawsTheSame() throws {
    let folder = try prepared(
      """
        - id: why
          use: diagram.waterfall
          with: {pair: [Jean Dupont, Jéan DUPONT], formats: [svg, png]}

      """)
    let files = folder.files(in: "out/study")
    // The header of a PNG tells its size.
    #expect(files["why.png"].map { Array($0[16..<24]) } == [0, 0, 7, 128, 0, 0, 4, 56])
    #expect(files["why.svg"] != nil)
  }
}
