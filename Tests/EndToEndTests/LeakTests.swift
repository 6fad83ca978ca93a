import BuiltInModules
import Foundation
import ModuleKit
import ModuleTesting
import PipelineEngine
import Testing
import TestSupport

/// Adds a file that a test has made up.
private struct Plant: Module {
  static let manual = Manual(
    name: "test.plant", summary: "Adds a file", details: "For tests.", writes: [], examples: [])
  struct Parameters: ParameterSet {
    @Param(required: "The file's name") var path: String
    @Param(required: "The content in base 64") var content: String
  }
  let parameters: Parameters
  init(_ parameters: Parameters) { self.parameters = parameters }
  func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.addDocument(parameters.path)
  }
  func run(_ network: inout Network, _ context: StageContext) throws {
    let bytes = Data(base64Encoded: parameters.content).map { [UInt8]($0) } ?? []
    network.set(Document(path: parameters.path, bytes: bytes))
  }
}

struct LeakTests {
  private static let people = """
    id,full_name,email,phone,url,note
    n01,Élodie Lefèvre-Nguyen,elodie.l@example.org,+33 6 12 34 56 78,https://www.social.example/in/elodie,
    n02,<b>Bo</b> & "Ray" O'Neil,bo@example.org,(415) 555-2671,,also ray.x@mail.example
    n03,王小明,wang@example.org,,,
    n04,Rosalind,r@example.org,12 34 56 78,,
    n05,Ann Smith,a@example.org,,,
    """

  private static let engine = Engine(
    registry: ModuleRegistry(builtInModules.entries + [ModuleEntry(Plant.self)]), version: "test",
    closing: ["report.markdown", "report.html"])

  /// Runs a public study of the people above whose pseudonymised result has one more file.
  ///
  /// - Returns: what is wrong with it.
  private func problems(
    _ path: String, _ content: [UInt8], mark: String = "public: true",
    folder: TemporaryFolder? = nil
  ) async throws -> [Diagnostic] {
    try await run(
      """
      study: Groups
      \(mark)
      stages:
        - use: import.csv
          with: {edges: ties.csv, nodes: people.csv, id: id}
        - use: privacy.pseudonymise
          with: {key_file: study.key}
        - use: test.plant
          with: {path: \(path), content: "\(Data(content).base64EncodedString())"}
      """, in: try folder ?? TemporaryFolder())
  }

  private func run(_ study: String, in folder: TemporaryFolder) async throws -> [Diagnostic] {
    try folder.write(Self.people, to: "people.csv")
    try folder.write("from,to\nn01,n02\nn02,n03\nn03,n04\nn04,n05\n", to: "ties.csv")
    try folder.write(String(repeating: "k", count: 32), to: "study.key")
    let checked = Self.engine.check(
      text: Array(study.utf8), name: "study.yaml", folder: folder.path)
    let plan = try #require(checked.plan, "\(checked.diagnostics)")
    do {
      _ = try await Self.engine.run(plan, output: folder.path + "/out", options: .init(threads: 2))
      return []
    } catch RunFailure.diagnostics(let diagnostics) {
      return diagnostics
    }
  }

  private static func utf16(_ text: String) -> String {
    "(\\376\\377" + text.utf16.map { String(format: "\\%03o\\%03o", $0 >> 8, $0 & 255) }.joined()
      + ")"
  }

  private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    let length = UInt32(content.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + Array(kind.utf8)
      + content
      + [0, 0, 0, 0]
  }

  /// "Ann Smith" as zlib packs it, made with Python's zlib.
  private static let packed: [UInt8] = [
    0x78, 0x9C, 0x73, 0xCC, 0xCB, 0x53, 0x08, 0xCE, 0xCD, 0x2C, 0xC9, 0x00, 0x00, 0x0F, 0x62, 0x03,
    0x43,
  ]
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// A slide that names her twice, and a bitmap with a title, made with Python's zipfile.
  private static let archives = [
    """
    UEsDBBQAAAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQSwMEFAAAAAgAAAAh \
    AFw+s80pAAAAOwAAABUAAABwcHQvc2xpZGVzL3NsaWRlMS54bWyzKbAqzkmxs0m0KrFzzMuz0QcxwLzg3MySDAhfITEvRQEo \
    qwAVg+gBAFBLAQIUAxQAAAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1s \
    UEsBAhQDFAAAAAgAAAAhAFw+s80pAAAAOwAAABUAAAAAAAAAAAAAAIABOwAAAHBwdC9zbGlkZXMvc2xpZGUxLnhtbFBLBQYA \
    AAAAAgACAIQAAACXAAAAAAA=
    """,
    """
    UEsDBBQAAAAAAAAAIQDHHBc8CAAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbDxUeXBlcy8+UEsDBBQAAAAAAAAAIQDA \
    dTltIwAAACMAAAAUAAAAcHB0L21lZGlhL2ltYWdlMS5wbmeJUE5HDQoaCgAAAA90RVh0VGl0bGUAQW5uIFNtaXRoAAAAAFBL \
    AQIUAxQAAAAAAAAAIQDHHBc8CAAAAAgAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAA \
    AAAAAAAhAMB1OW0jAAAAIwAAABQAAAAAAAAAAAAAAIABOQAAAHBwdC9tZWRpYS9pbWFnZTEucG5nUEsFBgAAAAACAAIAgwAA \
    AI4AAAAAAA==
    """,
  ].map { [UInt8](Data(base64Encoded: $0, options: .ignoreUnknownCharacters) ?? Data()) }

  /// Each with what names somebody.
  static let leaks: [(String, [UInt8])] =
    [
      ("a.csv", "id,who\n1,Elodie LEFEVRE-NGUYEN\n"),
      ("a.csv", "given,family\nAnn,Smith\n"),
      ("a.csv", "x,\"<b>Bo</b> & \"\"Ray\"\" O'Neil\"\n"),
      ("a.csv", "smith, ann\n"),
      ("a.csv", "rosalind\n"),
      ("a.csv", "who,tel\nx,06.12.34.56.78\n"),
      ("a.csv", "who,tel\nx,0033612345678\n"),
      ("a.csv", "who,tel\nx,+33 (0)6 12 34 56 78\n"),
      ("a.csv", "who,tel\nx,4155552671\n"),
      ("a.csv", "who,tel\nx,+45 12345678\n"),
      ("a.txt", "write to Elodie.L@Example.ORG."),
      ("a.txt", "ray.x@mail.example"),
      ("a.txt", "E\u{301}lodie Lefe\u{300}vre\u{AD}-Ngu\u{200B}yen"),
      ("a.txt", "先生王小明は"),
      ("a.json", #"{"a": "\u00c9lodie\nLef\u00e8vre-Nguyen"}"#),
      ("a.json", #"{"a": "\u738b\u5c0f\u660e"}"#),
      ("a.svg", "<svg><title>x</title><text>&#201;lodie Lef&#xE8;vre&#45;Nguyen</text></svg>"),
      ("a.svg", "<svg><text><tspan x=\"1\">Ann</tspan><tspan x=\"2\">Smith</tspan></text></svg>"),
      ("a.svg", "<svg><metadata><a rdf:about='mailto:a%40example.org'/></metadata></svg>"),
      ("a.svg", "<svg><!-- Ann Smith --></svg>"),
      ("a.svg", "<svg><g id=\"Ann&#45;Smith\"/></svg>"),
      (
        "a.graphml",
        "<data key=\"d0\">&lt;b&gt;Bo&lt;/b&gt; &amp; &quot;Ray&quot; O&apos;Neil</data>"
      ),
      ("a.gexf", "<node id=\"0\" label=\"Ann Smith\"/>"),
      ("a.dot", "graph { a [label=\"Ann\\nSmith\"] }"),
      ("a.dot", "graph { a [label=<Ann<br/>Smith>] }"),
      ("a.md", "| Ann\\_Smith | 1 |\n"),
      ("a.md", "see https://social.example/in/elodie"),
      ("a.vcf", "BEGIN:VCARD\r\nFN:Ann Sm\r\n ith\r\nEND:VCARD\r\n"),
      ("a.pdf", "%PDF-1.5\n<< /Title \(utf16("Élodie Lefèvre-Nguyen")) >>"),
      ("a.pdf", "%PDF-1.5\n<< /Author <416E6E20536D697468> >>"),
      ("Ann_Smith.txt", "x"),
    ].map { ($0, Array($1.utf8)) } + [
      ("a.png", png + chunk("tEXt", Array("Title\0Ann Smith".utf8))),
      ("a.png", png + chunk("zTXt", Array("Title\0\0".utf8) + packed)),
      ("a.png", png + chunk("iTXt", Array("Title\0\u{1}\0en\0\0".utf8) + packed)),
      ("a.pptx", archives[0]), ("a.pptx", archives[1]),
      ("a.pdf", Array("%PDF-1.5\n5 0 obj\nstream\n".utf8) + packed + Array("\nendstream".utf8)),
    ]

  @Test(arguments: leaks.indices) func findsWhoIsShown(_ index: Int) async throws {
    let (path, content) = Self.leaks[index]
    let folder = try TemporaryFolder()
    let found = try await problems(path, content, folder: folder)
    #expect(
      found.contains { $0.id == "leak" && $0.location?.file == path },
      "\(path): \(String(decoding: content, as: UTF8.self))")
    // Nothing is published, and nobody is named in what is said.
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    if path.hasPrefix("a.") {
      for word in ["Smith", "fèvre", "Nguyen", "小明", "Rosalind", "elodie", "5678", "Neil"] {
        #expect(!found.contains { $0.message.contains(word) }, "\(found.map(\.message))")
      }
    }
  }

  @Test(arguments: [
    "Ann, and Smith's law; Elodie; Bo; Ray", "n01 n02", "annsmith", "Ann Smithson", "Joann Smith",
    "0.0612345678 12.34567812 x612345678 6123456789 12.345 678.12 34567812.5",
    "total nodes edges label full_name email phone", "王 明", "example.org", "100%Ad",
  ])
  func isQuietAboutOthers(_ text: String) async throws {
    let found = try await problems("a.txt", Array(text.utf8))
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test func tellsTheFileTheLineAndTheSource() async throws {
    let found = try await problems("a.csv", Array("id,who\n1,é: Ann Smith\n".utf8))
    let leak = try #require(found.first)
    #expect(found.count == 1)
    #expect(
      leak.location
        == .init(
          file: "a.csv",
          span: SourceSpan(.init(line: 2, column: 6), .init(line: 2, column: 6))))
    #expect(leak.message.contains("'A… S…', read by stage 'csv' as 'full_name'"))
  }

  @Test func takesWhatIsAllowedOrNotPublic() async throws {
    let content = Array("Rosalind".utf8)
    #expect(try await problems("a.txt", content, mark: "seed: 1").isEmpty)
    #expect(try await problems("a.txt", content, mark: "public: false").isEmpty)
    #expect(try await problems("a.txt", content, mark: "public: {allow: [rosalind]}").isEmpty)
    #expect(try await !problems("a.txt", content, mark: "public: {allow: [Ann]}").isEmpty)
  }

  /// Results that are there are checked when the study becomes public, also when all comes from the cache.
  @Test func checksResultsThatAreUpToDate() async throws {
    let folder = try TemporaryFolder()
    let content = Array("Ann Smith".utf8)
    #expect(try await problems("a.txt", content, mark: "seed: 0", folder: folder).isEmpty)
    #expect(try await !problems("a.txt", content, folder: folder).isEmpty)
    // What was there is as it was.
    #expect(FileManager.default.fileExists(atPath: folder.path + "/out/a.txt"))
  }

  static let exports = ["csv", "graphml", "gexf", "json", "dot", "vcard"]

  @Test(arguments: exports) func readsEveryExport(_ format: String) async throws {
    for hides in [false, true] {
      let found = try await run(
        """
        study: Groups
        public: true
        stages:
          - use: import.csv
            with: {edges: ties.csv, nodes: people.csv, id: id}
        \(hides ? "  - {use: privacy.pseudonymise, with: {key_file: study.key}}" : "")
          - use: export.\(format)
        """, in: TemporaryFolder())
      #expect(found.isEmpty == hides, "\(found.map(\.message))")
      let reserved = ["nodes.csv", "edges.csv", "report.md", "report.html", "manifest.json"]
      if !hides {
        #expect(
          found.contains { !reserved.contains($0.location?.file ?? "") }, "\(found.map(\.message))")
      }
    }
  }

  @Test func passesGroups() async throws {
    let found = try await run(
      """
      study: Groups
      public: true
      stages:
        - use: import.csv
          with: {edges: ties.csv, nodes: people.csv, id: id}
        - use: centrality.degree
        - use: privacy.aggregate
          with: {by: [degree], k: 2}
        - use: diagram.network
          with: {formats: [svg, png, pdf]}
      """, in: TemporaryFolder())
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test func refusesPicturesThatCannotBeRead() async throws {
    let found = try await run(
      """
      study: Groups
      public: true
      stages:
        - use: import.csv
          with: {edges: ties.csv, nodes: people.csv, id: id}
        - {use: privacy.pseudonymise, with: {key_file: study.key}}
        - use: diagram.network
          with: {formats: [png]}
      """, in: TemporaryFolder())
    #expect(found.map(\.id) == ["unread-picture"])
  }

  /// The shipped studies, made public behind a stage that hides names, with a title that names nobody.
  @Test func noFalseAlarmOnShippedStudies() async throws {
    for name in ShippedRuns.names where !ShippedRuns.needsPlugins(name) {
      let folder = try TemporaryFolder()
      try folder.write(String(repeating: "k", count: 32), to: "study.key")
      let path = ReferenceData.checkout + "/pipelines/" + name
      var stages = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      stages.removeAll { $0.hasPrefix("study:") }
      // Whom letters are for is named in the study, and their tables say who held them.
      if stages.contains(where: { $0.contains("log:") }) { continue }
      // The ends of a path, who is introduced, and who stands in the middle are named in the study.
      let naming = ["use: chains.path", "use: chains.introductions", "use: diagram.ego"]
      if let start = stages.firstIndex(where: { line in naming.contains { line.contains($0) } }) {
        stages.removeSubrange(start...)
      }
      let hiding: Substring =
        "  - {use: privacy.pseudonymise, with: {key_file: \(folder.path)/study.key}}"
      if let pair = stages.firstIndex(where: { $0.contains("use: diagram.waterfall") }) {
        // Names are needed to find out who is who, and hidden then; a pair is named in the study.
        stages.replaceSubrange(pair...(pair + 1), with: [hiding])
        stages.removeAll { $0.contains("explain: [[") }
        // So are the owners of the books.
        stages = stages.map { line in
          line.firstRange(of: ", owner: ").map { line[..<$0.lowerBound] + "}" } ?? line
        }
      } else if stages.contains(where: { $0.contains("counts:") }) {
        // Published numbers name nobody, and a stage that hides names takes their tables away.
      } else {
        let second = try #require(
          stages.indices.filter { stages[$0].hasPrefix("  - ") }.dropFirst().first)
        stages.insert(hiding, at: second)
      }
      let study = "study: Groups\npublic: true\n" + stages.joined(separator: "\n") + "\n"
      let checked = Self.engine.check(
        text: Array(study.utf8), name: name, folder: ReferenceData.checkout + "/pipelines")
      let plan = try #require(checked.plan, "\(checked.diagnostics)")
      do {
        _ = try await Self.engine.run(
          plan, output: folder.path + "/out", options: .init(threads: 2))
      } catch RunFailure.diagnostics(let found) {
        Issue.record("\(name): \(found.map(\.message))")
      }
    }
  }
}
