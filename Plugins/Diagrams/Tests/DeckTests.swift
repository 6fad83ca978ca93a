import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// `diagram.deck`
struct DeckTests {
  private func run(
    _ networks: [Network], _ parameters: JSON = [:], threads: Int = 1
  ) throws -> ModuleRun {
    try ModuleRun(
      DeckDiagram.self, onAll: networks, with: parameters, workers: Workers(threads: threads))
  }

  private func file(_ run: ModuleRun, _ path: String) throws -> [UInt8] {
    try #require(run.network.documents.first { $0.path == path }?.bytes, "\(path)")
  }

  private func problem(_ networks: [Network], _ parameters: JSON = [:]) throws -> Diagnostic {
    do {
      _ = try run(networks, parameters)
    } catch let error as Diagnostics {
      return try #require(error.all.first)
    } catch let error as Diagnostic {
      return error
    }
    throw Unexpected()
  }
  private struct Unexpected: Error {}

  // MARK: What is in it

  @Test func oneAndTwoThreadsGiveTheSameBytesTwice() throws {
    let network = try Figures.network(["One", "Two", "Three"])
    let all: JSON = ["files": ["pdf", "pptx", "svg", "png"], "title_slide": true]
    let runs = try [1, 1, 2].map { try run([network], all, threads: $0).network.documents }
    #expect(runs[0] == runs[1] && runs[0] == runs[2])
    #expect(
      runs[0].map(\.path) == [
        "stage.pdf", "stage.pptx", "stage/01-title.svg", "stage/02-f1.svg", "stage/03-f2.svg",
        "stage/04-f3.svg", "stage/01-title.png", "stage/02-f1.png", "stage/03-f2.png",
        "stage/04-f3.png",
      ])
  }

  @Test func figuresStandInTheOrderAskedFor() throws {
    let network = try Figures.network(["One", "Two", "Three"])
    let files: JSON = ["files": ["svg"], "figures": ["f3", "f1", "f3"]]
    #expect(
      try run([network], files).network.documents.map(\.path) == [
        "stage/01-f3.svg", "stage/02-f1.svg", "stage/03-f3.svg",
      ])
    let first = try file(try run([network], files), "stage/01-f3.svg")
    #expect(first == network.figures[2].rendering("svg")?.bytes)
  }

  /// A stage that draws several stands for all of them, and any of them can be named.
  @Test func aSeriesIsNamedByItsStage() throws {
    var network = try Figures.network(["One", "Two", "Three"])
    let drawn = network.figures
    network.removeResults()
    // The last is of a stage of its own, whatever it is called.
    for (figure, name) in zip(drawn, ["chain-a", "chain-b", "chain-dark"]) {
      network.set(
        Figure(
          name: name, series: name == "chain-dark" ? nil : "chain", title: figure.title,
          description: "", renderings: figure.renderings, drawing: figure.drawing))
    }
    func paths(_ names: JSON) throws -> [String] {
      try run([network], ["files": ["svg"], "figures": names]).network.documents.map(\.path)
    }
    #expect(try paths(["chain"]) == ["stage/01-chain-a.svg", "stage/02-chain-b.svg"])
    #expect(try paths(["chain-b"]) == ["stage/01-chain-b.svg"])
    #expect(try paths(["chain-dark"]) == ["stage/01-chain-dark.svg"])
    // The name of no stage is no series, though figures begin with it.
    #expect(try problem([try Figures.network(["One"])], ["figures": ["f"]]).id == "unknown-figure")
    var one = Network(sketch: "a-b")
    one.set(Figure(name: "net-dark", title: "", description: "", renderings: []))
    #expect(try problem([one], ["figures": ["net"]]).help == "did you mean 'net-dark'?")
  }

  @Test func branchesMeetWithAllTheirResults() throws {
    var (a, b) = (try Figures.network(["One"]), try Figures.network(["One", "Two"]))
    let rows = Frame(rowCount: 0)
    a.set(Table(name: "same", title: "", rows: rows))
    b.set(Table(name: "same", title: "", rows: rows))
    b.set(Table(name: "more", title: "", rows: rows))
    a.set(Table(name: "other", title: "A", rows: rows))
    b.set(Table(name: "other", title: "B", rows: rows))
    let entry = LedgerEntry(source: "x.csv", unit: "rows", read: 1, kept: 1)
    a.ledger = [entry]
    b.ledger = [entry, entry]
    let run = try run([a, b], ["files": ["svg"]])
    #expect(run.network.figures.map(\.name) == ["f1", "f2"])
    #expect(run.network.tables.map(\.name) == ["same", "other", "more"])
    #expect(run.network.table("other")?.title == "A")
    #expect(run.network.ledger == [entry, entry])
    #expect(run.notices.map(\.id) == ["left-out"])
    #expect(run.notices[0].message.contains("'other'") && !run.notices[0].message.contains("same"))
  }

  @Test func pagesOfAnotherSizeAreTold() throws {
    let (wide, square) = (
      try Figures.network(["A"]), try Figures.network(["A", "B"], page: "square")
    )
    #expect(
      try run([wide, square], ["files": ["pptx"]]).notices.map(\.id).contains("page-sizes"))
    #expect(try run([square], ["files": ["pptx"]]).notices.isEmpty)
  }

  // MARK: What is wrong

  @Test func figuresThatAreNotThereAreTold() throws {
    let network = try Figures.network(["One"])
    let problem = try problem([network], ["figures": ["f1", "f11"]])
    #expect(problem.id == "unknown-figure" && problem.message.contains("'f11'"))
    #expect(problem.help == "did you mean 'f1'?")
    #expect(problem.location?.file == "figures")
  }

  @Test func aDeckNeedsAFigure() throws {
    let problem = try problem([Network(sketch: "a-b")])
    #expect(problem.id == "no-figures")
  }

  @Test func aPictureOfUnknownMakingIsTold() throws {
    var network = Network(sketch: "a-b")
    network.set(
      Figure(name: "f", title: "", description: "", renderings: [.init(format: "svg", bytes: [1])]))
    let problem = try problem([network], ["files": ["pdf"]])
    #expect(problem.id == "missing-format" && problem.help?.contains("pdf") == true)
  }

  @Test func nothingToWriteIsTold() throws {
    #expect(try problem([try Figures.network(["One"])], ["files": []]).id == "empty-list")
  }

  @Test func stopsWhenCancelled() throws {
    let cancellation = Cancellation()
    let network = try Figures.network(["One"])
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try ModuleRun(
        DeckDiagram.self, onAll: [network],
        workers: Workers(threads: 1, cancellation: cancellation))
    }
  }

  // MARK: Grounds, logos, captions

  private func drawn(_ parameters: JSON, formats: JSON = ["svg"]) throws -> Network {
    var all = parameters
    all["formats"] = formats
    return try ModuleRun(NetworkDiagram.self, on: Network(sketch: "a-b b-c c-a"), with: all).network
  }

  /// Light letters without a ground cannot be read on white: on slides they stand on their own ground.
  @Test func transparentFiguresLieOnTheGroundOfTheirTheme() throws {
    let network = try drawn(["theme": "dark", "transparent": true])
    let own = String(decoding: network.figures[0].renderings[0].bytes, as: UTF8.self)
    let ground = "fill=\"\(Theme.dark.background.hex.lowercased())\" stroke"
    #expect(!own.contains(ground))
    let run = try run([network], ["files": ["svg"]])
    let slide = String(decoding: try file(run, "stage/01-stage.svg"), as: UTF8.self)
    #expect(slide.contains(ground))
    // The figure itself stays as its stage has drawn it.
    #expect(run.network.figures == network.figures)
    let opaque = try drawn(["theme": "dark"])
    let kept = try self.run([opaque], ["files": ["svg"]])
    #expect(try file(kept, "stage/01-stage.svg") == opaque.figures[0].renderings[0].bytes)
  }

  @Test func aLogoStaysWhenItsFileHasGone() throws {
    let folder = try Folder()
    let logo = try folder.write(Pixel.png, "logo.png")
    let network = try drawn(["theme": ["logo": .string(logo)]], formats: ["png"])
    try FileManager.default.removeItem(atPath: logo)
    let run = try run([network], ["files": ["svg", "pdf"]])
    let slide = String(decoding: try file(run, "stage/01-stage.svg"), as: UTF8.self)
    #expect(slide.contains("base64,\(Data(Pixel.png).base64EncodedString())"))
    #expect(!slide.contains(folder.path) && !slide.contains("picture0"))
  }

  @Test func theTitleSlideShowsTheLogo() throws {
    let folder = try Folder()
    let logo = try folder.write(Pixel.png, "logo.png")
    let deck: JSON = ["files": ["svg"], "title_slide": true, "theme": ["logo": .string(logo)]]
    let run = try run([try Figures.network(["One"])], deck)
    for (name, isTitle) in [("stage/01-title.svg", true), ("stage/02-f1.svg", false)] {
      let slide = String(decoding: try file(run, name), as: UTF8.self)
      #expect(slide.contains("<image") == isTitle)
    }
  }

  /// What was done to one branch must not read as done to all, one after the other.
  @Test func branchesAreToldApartInTheCaption() throws {
    var (a, b) = (try Figures.network(["One"]), try Figures.network(["Two"]))
    let both = MethodNote(.preparation, "Merged.", caption: "people merged")
    a.methods = [both, MethodNote(.preparation, "Core.", caption: "the 2-core")]
    b.methods = [both, MethodNote(.preparation, "Part.", caption: "the largest component")]
    let deck: JSON = ["files": ["svg"], "title_slide": true]
    let title = String(
      decoding: try file(try run([a, b], deck), "stage/01-title.svg"), as: UTF8.self)
    #expect(
      title.replacing("&#45;", with: "-").replacing("&#160;", with: " ").contains(
        "People merged. In 1: the 2-core. In 2: the largest component."))
    let one = String(decoding: try file(try run([a], deck), "stage/01-title.svg"), as: UTF8.self)
    #expect(one.replacing("&#45;", with: "-").contains("People merged. The 2-core."))
  }

  // MARK: As others read it

  @Test(.enabled(if: Reader.path("pdftotext") != nil, "needs poppler-utils to read pages"))
  func pagesAreInOrderWithTheirTexts() throws {
    let network = try Figures.network(["First & <one>", "Second", "日本 third"])
    let run = try run(
      [network],
      [
        "files": ["pdf"], "figures": ["f2", "f1", "f3"], "title": "Ünïted ] > )", "subtitle": "S",
      ])
    let folder = try Folder()
    let path = try folder.write(try file(run, "stage.pdf"), "deck.pdf")
    let facts = try #require(try Reader.run("pdfinfo", [path]))
    #expect(facts.contains("Pages:           3") && facts.contains("Ünïted ] > )"))
    #expect(facts.contains("Page size:       960 x 540 pts"))
    #expect(!facts.contains("CreationDate"))
    for (page, title) in ["Second", "First & <one>", "third"].enumerated() {
      let text = try #require(
        try Reader.run("pdftotext", ["-f", "\(page + 1)", "-l", "\(page + 1)", path, "-"]))
      #expect(text.contains(title), "\(text)")
    }
    let fonts = try #require(try Reader.run("pdffonts", [path])).split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty)
    for font in fonts { #expect(font.contains(" yes yes "), "\(font) is not embedded") }
  }

  @Test func damagedPagesAreAFailure() throws {
    #expect(throws: PDFPages.Failure.self) {
      try PDFPages.joined([.init(pdf: [1, 2, 3], title: "")], title: "", subject: "")
    }
    let network = try Figures.network(["One"], formats: ["pdf"])
    let page = try #require(network.figures[0].rendering("pdf")?.bytes)
    #expect(throws: PDFPages.Failure.self) {
      try PDFPages.joined(
        [.init(pdf: page, title: ""), .init(pdf: Array("%PDF-1.5\n".utf8), title: "")], title: "",
        subject: "")
    }
  }

  /// Every slide, its title, its picture and its notes, as LibreOffice understands them.
  @Test(
    .enabled(
      if: Reader.path("soffice") != nil && Reader.path("python3") != nil,
      "needs libreoffice-impress, which make setup-test installs"), .timeLimit(.minutes(3)))
  func anotherProgramOpensTheSlides() throws {
    let titles = ["First & <one> \"x\"", "]]> two", "日本 العربية"]
    let run = try run([try Figures.network(titles)], ["files": ["pptx"], "title_slide": true])
    let folder = try Folder()
    let path = try folder.write(try file(run, "stage.pptx"), "deck.pptx")
    _ = try #require(
      try Reader.run(
        "soffice",
        [
          "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
          "fodp", "--outdir", folder.path, path,
        ]))
    let flat = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/deck.fodp"))
    let elements = try #require(XMLElements([UInt8](flat)))
    let pages = elements["draw:page"]
    #expect(pages.count == 4)
    let pictures = elements["draw:frame"].filter { $0.attributes["draw:name"] == "Picture" }
    #expect(pictures.count == 4)
    // The page of notes of the master is one more.
    #expect(elements["presentation:notes"].count == 5)
    let texts = elements.all.map(\.text)
    // Words of different scripts are pieces of their own.
    for word in titles.flatMap({ $0.split(separator: " ") }) {
      #expect(texts.contains { $0.contains(word) }, "\(word)")
    }
    for figure in run.network.figures {
      #expect(elements["svg:desc"].contains { $0.text == figure.description })
      #expect(texts.contains { $0.contains(figure.caption) })
    }
  }
}
