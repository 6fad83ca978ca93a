import BuiltInModules
import Foundation
import FoundationXML
import ModuleKit
import ModuleTesting
import TestSupport

/// `docs/gallery.md`: every view with its picture and the lines that drew it, from the results of shipped studies.
enum GalleryPage {
  /// Views that no shipped study draws yet.
  static let exceptions: Set<String> = []

  /// Modules that draw a figure, by name.
  static let views: [Manual] = builtInModules.entries.map(\.manual).filter { manual in
    manual.name.hasPrefix("diagram.")
      && manual.writes.contains { if case .figure = $0 { true } else { false } }
  }.sorted { $0.name < $1.name }

  /// A view where a study draws it.
  struct Entry {
    let manual: Manual
    let study: String
    /// The stage, and what it is called.
    let stage, id: String

    var view: String { String(manual.name.dropFirst("diagram.".count)) }
    var picture: String { "docs/pictures/gallery/\(view).png" }
  }

  /// The study of the gallery first; what it does not draw is looked for in the others.
  static func entries() throws -> [Entry] {
    let studies = ["gallery.yaml"] + ShippedRuns.names.filter { $0 != "gallery.yaml" }
    let stages = try studies.flatMap { study in
      try self.stages(of: study).map { (study: study, stage: $0) }
    }
    return views.compactMap { manual in
      let found = stages.first { value("use", in: $0.stage) == manual.name }
      guard let found else { return nil }
      let id =
        value("id", in: found.stage) ?? manual.name.split(separator: ".").last.map(String.init)
      return Entry(manual: manual, study: found.study, stage: found.stage, id: id ?? "")
    }
  }

  static func text() throws -> String {
    var text = """
      # Gallery

      Every view with the lines of the study that drew it. Most are of [one network](../pipelines/gallery.yaml); the whole
      pages are written by `sociogram run pipelines/gallery.yaml`. `make record` writes this page.

      """
    for entry in try entries() {
      let (title, description) = try said(entry)
      text += """

        ## [\(entry.manual.name)](modules/\(entry.manual.name).md)

        \(entry.manual.summary).

        ![\(plain("\(title). \(description)"))](pictures/gallery/\(entry.view).png)

        In [\(entry.study)](../pipelines/\(entry.study)):

        ```yaml
        \(entry.stage)
        ```

        """
    }
    return text
  }

  // MARK: Studies

  static func source(_ study: String) throws -> String {
    try String(
      contentsOfFile: ReferenceData.checkout + "/pipelines/" + study, encoding: .utf8)
  }

  /// The lines of each stage, from its dash on.
  private static func stages(of study: String) throws -> [String] {
    var stages: [[Substring]] = []
    for line in try source(study).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("  - ") {
        stages.append([line])
      } else if line.hasPrefix("    "), !stages.isEmpty {
        stages[stages.count - 1].append(line)
      }
    }
    return stages.map { lines in lines.map { $0.dropFirst(2) }.joined(separator: "\n") }
  }

  private static func value(_ key: String, in stage: String) -> String? {
    for line in stage.split(separator: "\n") where line.dropFirst(2).hasPrefix("\(key): ") {
      return String(line.dropFirst(key.count + 4))
    }
    return nil
  }

  // MARK: Pictures

  /// What the drawing says of itself to those who cannot see it.
  private static func said(_ entry: Entry) throws -> (title: String, description: String) {
    let drawing = try ShippedRuns.run(entry.study).drawings.first {
      $0.name.split(separator: "/").last == "\(entry.id).svg"
    }
    guard let drawing else { throw CocoaError(.fileNoSuchFile) }
    let document = try XMLDocument(data: drawing.svg)
    func text(_ name: String) -> String {
      document.rootElement()?.elements(forName: name).first?.stringValue ?? ""
    }
    return (text("title"), text("desc"))
  }

  private static func plain(_ text: String) -> String {
    text.replacing("[", with: "(").replacing("]", with: ")").replacing("\n", with: " ")
  }

  /// The study with slides of 960 x 540 pixels.
  static func small(_ study: String) throws -> String {
    try source(study)
      .replacing("\nstages:\n", with: "\ndefaults:\n  diagram: {dpi: 72}\nstages:\n")
  }

  /// Writes the page and its pictures into the checkout.
  static func record() throws {
    let folder = ReferenceData.checkout + "/docs/pictures/gallery"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let entries = try entries()
    for study in Set(entries.map(\.study)).sorted() {
      let work = try TemporaryFolder()
      let examples = ReferenceData.checkout + "/examples"
      try work.write(
        try small(study).replacing("../examples", with: examples), to: "study.yaml")
      let result = try Program.run(
        ["run", "study.yaml", "--out", work.path + "/out"], in: work.path)
      guard result.status == 0 else { throw CocoaError(.fileReadUnknown) }
      let files = work.files(in: "out")
      for entry in entries where entry.study == study {
        let name = files.keys.sorted().first {
          $0.split(separator: "/").last == "\(entry.id).png"
        }
        guard let name, let picture = files[name] else { throw CocoaError(.fileNoSuchFile) }
        try picture.write(to: URL(fileURLWithPath: ReferenceData.checkout + "/" + entry.picture))
      }
    }
    try text().write(
      toFile: ReferenceData.checkout + "/docs/gallery.md", atomically: true, encoding: .utf8)
  }
}
