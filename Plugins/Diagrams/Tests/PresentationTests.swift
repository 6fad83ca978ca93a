import Diagrams
import Foundation
import GraphvizKit
import Testing

/// The parts of a presentation, and the archive they are packed into.
struct PresentationTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

  private func presentation(
    _ texts: [String] = Figures.hard, vectors: Bool = true, size: Size = .slide,
    picture: Size = .slide
  ) -> Presentation {
    Presentation(
      title: texts.first ?? "", subject: texts.last ?? "", size: size,
      theme: .dark,
      slides: texts.map { text in
        Presentation.Slide(
          title: text, description: text + "\n" + text, notes: [text, "Data: " + text],
          png: Self.png, svg: vectors ? Array("<svg/>".utf8) : nil, size: picture)
      })
  }

  private func xml(_ part: ZipArchive.File) throws -> XMLElements {
    try #require(XMLElements(part.bytes), "\(part.name) is no XML")
  }

  @Test(arguments: [true, false]) func everyPartIsThereAndHasAType(vectors: Bool) throws {
    let parts = presentation(vectors: vectors).parts
    let names = parts.map(\.name)
    #expect(names.first == "[Content_Types].xml" && Set(names).count == names.count)
    let types = try xml(parts[0])
    let overrides = types["Override"].compactMap { $0.attributes["PartName"] }
    let suffixes = types["Default"].compactMap { $0.attributes["Extension"] }
    #expect(Set(overrides).count == overrides.count)
    for name in overrides { #expect(names.contains(String(name.dropFirst())), "\(name)") }
    for name in names.dropFirst() {
      let suffix = String(name.split(separator: ".").last ?? "")
      #expect(suffixes.contains(suffix))
      // Plain XML would be no part that a program knows.
      if suffix == "xml" { #expect(overrides.contains("/" + name), "\(name)") }
    }
    #expect(names.contains { $0.hasSuffix(".svg") } == vectors)
  }

  /// From the first relationships every part is reached, and none that is missing.
  @Test func relationshipsLeadToEveryPart() throws {
    let parts = presentation().parts
    let byName = Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0) })
    var reached: Set<String> = ["[Content_Types].xml"]
    var rest = [""]
    while let part = rest.popLast() {
      let url = URL(fileURLWithPath: "/" + part)
      let folder = part.isEmpty ? "" : String(url.deletingLastPathComponent().path.dropFirst())
      let list =
        (folder.isEmpty ? "" : folder + "/") + "_rels/"
        + (part.isEmpty ? "" : url.lastPathComponent) + ".rels"
      guard let file = byName[list] else { continue }
      reached.insert(list)
      let links = try xml(file)["Relationship"]
      let ids = links.compactMap { $0.attributes["Id"] }
      #expect(Set(ids).count == links.count)
      if let own = byName[part] {
        let used = try xml(own).all.flatMap { element in
          element.attributes.filter { $0.key.hasPrefix("r:") }.map(\.value)
        }
        for id in used { #expect(ids.contains(id), "\(part) \(id)") }
      }
      for target in links.compactMap({ $0.attributes["Target"] }) {
        let path = URL(fileURLWithPath: "/" + folder + "/" + target).standardized.path
          .drop { $0 == "/" }
        #expect(byName[String(path)] != nil, "\(list): \(target)")
        if reached.insert(String(path)).inserted { rest.append(String(path)) }
      }
    }
    #expect(reached == Set(byName.keys))
  }

  /// Whatever a name holds, it is text.
  @Test func hardTextsStayTexts() throws {
    let parts = presentation().parts
    for (index, text) in Figures.hard.enumerated() {
      let clean = text.replacingOccurrences(of: "\u{1}", with: "")
        .replacingOccurrences(of: "\u{FFFE}", with: "")
        .replacingOccurrences(of: "\n", with: " ").replacingOccurrences(of: "\t", with: " ")
      let slide = try xml(
        try #require(parts.first { $0.name == "ppt/slides/slide\(index + 1).xml" }))
      #expect(slide["a:t"].map(\.text) == (clean.isEmpty ? [] : [clean]))
      let picture = try #require(slide["p:cNvPr"].first { $0.attributes["name"] == "Picture" })
      #expect(picture.attributes["title"] == clean)
      #expect(picture.attributes["descr"] == clean + " " + clean)
      #expect(slide["p:pic"].count == 1)
      let ids = slide["p:cNvPr"].compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      let notes = try xml(
        try #require(parts.first { $0.name == "ppt/notesSlides/notesSlide\(index + 1).xml" }))
      #expect(notes["a:t"].map(\.text) == [clean, "Data: " + clean].filter { !$0.isEmpty })
    }
    let core = try xml(try #require(parts.first { $0.name == "docProps/core.xml" }))
    #expect(core["dc:title"].first?.text == Figures.hard[0])
  }

  /// 12700 units to a point; a square picture stands in the middle of a wide slide.
  @Test func picturesAreFittedIn() throws {
    func frame(_ picture: Size) throws -> [String?] {
      let parts = presentation(["x"], picture: picture).parts
      let slide = try xml(try #require(parts.first { $0.name == "ppt/slides/slide1.xml" }))
      let (place, size) = (slide["a:off"].last, slide["a:ext"].last { $0.attributes["cx"] != nil })
      return [
        place?.attributes["x"], place?.attributes["y"], size?.attributes["cx"],
        size?.attributes["cy"],
      ]
    }
    #expect(try frame(.slide) == ["0", "0", "12192000", "6858000"])
    #expect(
      try frame(Size(width: 720, height: 720)) == ["2667000", "0", "6858000", "6858000"])
    #expect(
      try frame(Size(width: 1920, height: 540)) == ["0", "1714500", "12192000", "3429000"])
  }

  /// Slides that are added later look like the others, and notes can be read on their white page.
  @Test func colorsAndTypefaceAreThoseOfTheDeck() throws {
    var own = Theme.light
    own.palette = [Color(0x004B87)]
    own.families = Typeface.families(first: ["Source Sans 3"])
    for (theme, face, ground) in [
      (Theme.light, "Inter", "lt1"), (.dark, "Inter", "dk1"), (own, "Source Sans 3", "lt1"),
    ] {
      let parts = Presentation(title: "", subject: "", size: .slide, theme: theme, slides: []).parts
      func part(_ name: String) throws -> XMLElements {
        try xml(try #require(parts.first { $0.name == name }))
      }
      let colors = try part("ppt/theme/theme1.xml")
      func color(_ name: String) throws -> String? {
        let place = try #require(colors.all.firstIndex { $0.name == "a:" + name })
        return colors.all[place + 1].attributes["val"]
      }
      func hex(_ color: Color) -> String { color.hex.dropFirst().uppercased() }
      #expect(try color(ground) == hex(theme.background))
      #expect(try color(ground == "lt1" ? "dk1" : "lt1") == hex(theme.ink))
      for index in 0..<6 { #expect(try color("accent\(index + 1)") == hex(theme.community(index))) }
      #expect(colors["a:latin"].allSatisfy { $0.attributes["typeface"] == face })
      let map = try part("ppt/slideMasters/slideMaster1.xml")["p:clrMap"][0]
      #expect(map.attributes["bg1"] == ground)
      #expect(map.attributes["tx1"] == (ground == "lt1" ? "dk1" : "lt1"))
      let notes = try part("ppt/notesMasters/notesMaster1.xml")["p:clrMap"][0]
      #expect(notes.attributes["bg1"] == "lt1" && notes.attributes["tx1"] == "dk1")
    }
  }

  @Test func aPresentationWithoutVectorsNamesNone() throws {
    let slide = try #require(
      presentation(["x"], vectors: false).parts.first { $0.name == "ppt/slides/slide1.xml" })
    #expect(!String(decoding: slide.bytes, as: UTF8.self).contains("svgBlip"))
  }

  // MARK: The archive

  @Test func sameFilesSameBytes() throws {
    let parts = presentation().parts
    #expect(try ZipArchive.packed(parts) == ZipArchive.packed(parts))
  }

  @Test(.enabled(if: Reader.path("python3") != nil, "needs python3 to read the archive"))
  func anotherProgramReadsTheArchive() throws {
    let folder = try Folder()
    var files = presentation().parts
    files.append(ZipArchive.File("empty.xml", []))
    files.append(
      ZipArchive.File("zéro.bin", (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }))
    let path = try folder.write(try ZipArchive.packed(files), "a.zip")
    let script = """
      import sys, zipfile, hashlib
      with zipfile.ZipFile(sys.argv[1]) as z:
          assert z.testzip() is None
          for i in z.infolist():
              print(i.filename, i.date_time[:3], hashlib.md5(z.read(i)).hexdigest(), len(z.read(i)))
      """
    let told = try #require(try Reader.run("python3", ["-X", "utf8", "-c", script, path]))
    let lines = told.split(separator: "\n")
    #expect(lines.count == files.count)
    for (line, file) in zip(lines, files) {
      #expect(line.hasPrefix(file.name + " (1980, 1, 1) "), "\(line)")
      #expect(line.hasSuffix(" \(file.bytes.count)"), "\(line)")
    }
  }
}
