import Foundation
import PluginStore
import Testing

/// The hash of a folder is that of what may run, and of nothing else.
struct PluginContentTests {
  private final class Folder {
    let path = NSTemporaryDirectory() + "sociogram-content-" + UUID().uuidString
    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try write("one", to: "a.py")
      try write("two", to: "inner/b.py")
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
      let file = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    func hash(named: [String] = []) throws -> String {
      try PluginContent(folder: path, named: named).sha256
    }
  }

  @Test func sameFilesSameHashAnywhere() throws {
    #expect(try Folder().hash() == Folder().hash())
  }

  @Test func everyByteNameAndModeCounts() throws {
    let folder = try Folder()
    var seen = [try folder.hash()]
    try folder.write("onf", to: "a.py")
    seen.append(try folder.hash())
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/a.py")
    seen.append(try folder.hash())
    try FileManager.default.moveItem(
      atPath: folder.path + "/inner/b.py", toPath: folder.path + "/b.py")
    seen.append(try folder.hash())
    try folder.write("", to: "c.py")
    seen.append(try folder.hash())
    #expect(Set(seen).count == seen.count)
  }

  @Test func whatToolsLeaveDoesNotCountUnlessNamed() throws {
    let folder = try Folder()
    let before = try folder.hash()
    try folder.write("x", to: "__pycache__/a.pyc")
    try folder.write("x", to: "inner/.git/config")
    try folder.write("library", to: ".build/release/libx.so")
    #expect(try folder.hash() == before)
    let named = try folder.hash(named: [".build/release/libx.so"])
    #expect(named != before)
    try folder.write("Library", to: ".build/release/libx.so")
    #expect(try folder.hash(named: [".build/release/libx.so"]) != named)
  }

  @Test func pathsAreInTheOrderOfTheirBytes() throws {
    let folder = try Folder()
    try folder.write("", to: "Z")
    try folder.write("", to: "é")
    #expect(
      try PluginContent(folder: folder.path).files.map(\.path)
        == ["Z", "a.py", "inner/b.py", "é"])
  }

  @Test(arguments: ["/etc/hostname", "../x", ".git/x", "loop"])
  func linksStayInside(target: String) throws {
    let folder = try Folder()
    try folder.write("", to: ".git/x")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/loop", withDestinationPath: target)
    #expect(throws: PluginTrouble.self) { try folder.hash() }
  }
}
