import Foundation
import ModuleTesting
import Testing

/// Pictures depend on the fonts of the machine, and runs know it.
struct FontTests {
  private static let study = """
    study: Names from everywhere
    stages:
      - use: import.csv
        with: {edges: ties.csv}
      - use: diagram.network
        with: {labels: 5, formats: [svg]}

    """

  /// A configuration of fontconfig that knows the Inter of this machine and nothing else.
  private func onlyInter(in folder: TemporaryFolder) throws -> [String: String] {
    let all =
      FileManager.default.enumerator(atPath: "/usr/share/fonts")?
      .compactMap { $0 as? String } ?? []
    let inter = try #require(
      all.first { $0.contains("Inter-Regular") }, "the set-up installs this font")
    let fonts = folder.path + "/fonts"
    try FileManager.default.createDirectory(atPath: fonts, withIntermediateDirectories: true)
    let name = inter.split(separator: "/").last.map(String.init) ?? "font"
    try FileManager.default.copyItem(
      atPath: "/usr/share/fonts/" + inter, toPath: "\(fonts)/\(name)")
    try folder.write(
      """
      <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig><dir>\(fonts)</dir><cachedir>\(folder.path)/fontcache</cachedir></fontconfig>
      """, to: "fonts.conf")
    return ["FONTCONFIG_FILE": folder.path + "/fonts.conf"]
  }

  @Test func otherFontsDrawAnewAndMissingCharactersAreSaid() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.study, to: "study.yaml")
    try folder.write("from,to\n日本,Ünal\nÜnal,C\n", to: "ties.csv")
    let first = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(first.status == 0, "\(first.errors)")
    let fonts = try onlyInter(in: folder)
    let plan = try Program.run(["plan", "study.yaml"], in: folder.path, environment: fonts).output
    #expect(plan.contains("fonts: "))
    let second = try Program.run(
      ["run", "study.yaml", "--verbose"], in: folder.path, environment: fonts)
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors.contains("network: started") && !second.errors.contains("csv: started"))
    #expect(second.errors.contains("no installed font has the 2 characters 日 本"))
    let third = try Program.run(["run", "study.yaml"], in: folder.path, environment: fonts)
    #expect(third.errors.contains("Nothing has changed"))
    let manifest = try String(
      contentsOfFile: folder.path + "/out/study/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"graphviz\": \"") && manifest.contains("\"fonts\": \""))
  }
}
