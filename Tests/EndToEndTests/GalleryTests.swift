import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// The gallery shows every view, as it is drawn now.
struct GalleryTests {
  @Test func everyViewIsShown() throws {
    let shown = Set(try GalleryPage.entries().map(\.manual.name))
    let missing = GalleryPage.views.map(\.name).filter { !shown.contains($0) }
    print("not in the gallery: \(missing.isEmpty ? "nothing" : missing.joined(separator: ", "))")
    let unexpected = missing.filter { !GalleryPage.exceptions.contains($0) }
    #expect(unexpected == [], "draw them in pipelines/gallery.yaml, and run 'make record'")
    #expect(GalleryPage.exceptions.isDisjoint(with: shown), "an exception that is shown is none")
    #expect(shown.count >= 12)
  }

  /// With `SOCIOGRAM_RECORD` set, as `make record` does, page and pictures are written instead.
  @Test func galleryIsCurrent() throws {
    if ProcessInfo.processInfo.environment["SOCIOGRAM_RECORD"] != nil { try GalleryPage.record() }
    let page = try String(
      contentsOfFile: ReferenceData.checkout + "/docs/gallery.md", encoding: .utf8)
    #expect(try page == GalleryPage.text(), "run 'make record'")
    var bytes = 0
    for entry in try GalleryPage.entries() {
      let path = ReferenceData.checkout + "/" + entry.picture
      let picture = try #require(FileManager.default.contents(atPath: path), "run 'make record'")
      bytes += picture.count
      // Width and height stand at the beginning of a PNG file.
      let size = [16, 20].map { picture[$0..<($0 + 4)].reduce(0) { $0 << 8 | Int($1) } }
      #expect(size == [960, 540], "\(entry.picture)")
    }
    #expect(bytes < 2_200_000, "pictures are loaded with the page")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: ReferenceData.checkout + "/docs/pictures/gallery")
    #expect(try files.count == GalleryPage.entries().count, "a picture that nothing shows")
  }
}
