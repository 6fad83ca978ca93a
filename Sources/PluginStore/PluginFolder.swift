internal import Foundation
internal import Glibc
public import ModuleKit
internal import PipelineEngine
public import PluginHost

/// A folder with a `plugin.yaml`: what it says and what is in it. Nothing of it has run.
public struct PluginFolder: Sendable {
  public let path: String
  public let manifest: PluginManifest
  public let content: PluginContent
  /// The text of `plugin.yaml`, for diagnostics.
  public let source: SourceText
  /// The lines of `requirements.txt` that ask for a package; empty without one.
  public let requirements: [String]

  /// - Throws: everything that is wrong, each at its place.
  ///
  /// - Parameter shown: the folder as the user knows it, for diagnostics.
  public init(_ path: String, shownAs shown: String? = nil) throws(PluginTrouble) {
    self.path = path
    (manifest, source) = try Self.manifest(in: path, shownAs: shown ?? path)
    content = try PluginContent(folder: path, named: Self.named(manifest, in: path))
    requirements = try PluginRequirements.read(in: path)
    try refuseStrangeLibrary()
    try refuseWordsThatLeadOut()
  }

  /// A library counts and is looked at as a file of the folder, or is not loaded.
  private func refuseStrangeLibrary() throws(PluginTrouble) {
    guard let library = manifest.library,
      !content.files.contains(where: { $0.path == Self.plain(library) })
    else { return }
    throw PluginTrouble(
      [
        Diagnostic(
          "plugin-library-missing", "there is no library '\(library)' in the folder",
          at: .init(file: source.name, span: .beginning),
          help: "build it first: 'swift build -c release'")
      ], sources: [source])
  }

  /// What a word of `run` names must be a file of the folder, or nobody has looked at it; the program itself may be
  /// one of the machine's.
  private func refuseWordsThatLeadOut() throws(PluginTrouble) {
    let words = manifest.run ?? []
    let outside = words.enumerated().filter { index, word in
      let parts = pathParts(word)
      if parts.contains("..") { return true }
      return index > 0 && word.utf8.first == UInt8(ascii: "/")
        && FileManager.default.fileExists(atPath: word)
    }
    if outside.isEmpty { return }
    throw PluginTrouble(
      outside.map { _, word in
        Diagnostic(
          "plugin-outside", "'\(word)' in 'run' leads out of the plug-in's folder",
          at: .init(file: source.name, span: .beginning),
          help: "put the file into the folder, where it is looked at and copied with the others")
      }, sources: [source])
  }

  private static func plain(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  public static func holdsPlugin(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/plugin.yaml")
  }

  /// The name that `plugin.yaml` gives, whatever else is wrong with it; nil where it gives none.
  static func statedName(in folder: String) -> String? {
    guard let bytes = smallFile("\(folder)/plugin.yaml") else { return nil }
    let name = YAMLReader().read(bytes, name: "plugin.yaml").document?["name"]?.text
    return name.flatMap { PluginManifest.isName($0) ? $0 : nil }
  }

  private static func manifest(
    in folder: String, shownAs shown: String
  ) throws(PluginTrouble) -> (PluginManifest, SourceText) {
    let name = "\(shown)/plugin.yaml"
    guard let bytes = smallFile("\(folder)/plugin.yaml") else {
      throw PluginTrouble(
        "missing-file", "there is no file 'plugin.yaml' that can be read", at: shown,
        help: "'sociogram plugins new NAME --language python' writes a plug-in to start from")
    }
    let reading = YAMLReader().read(bytes, name: name)
    guard let node = reading.document, !reading.diagnostics.hasErrors else {
      throw PluginTrouble(reading.diagnostics, sources: [reading.source])
    }
    do {
      return (try PluginManifest(node), reading.source)
    } catch {
      throw PluginTrouble(error.all, sources: [reading.source])
    }
  }

  /// Files that the manifest names and that count even where tools put what they make.
  private static func named(_ manifest: PluginManifest, in folder: String) -> [String] {
    let words = manifest.run ?? manifest.library.map { [$0] } ?? []
    return words.map(plain).filter { word in
      let parts = pathParts(word)
      return word.utf8.first != UInt8(ascii: "/")
        && parts.contains(where: PluginContent.passedOver.contains)
        && FileManager.default.fileExists(atPath: "\(folder)/\(word)")
    }
  }
}

/// The packages that a plug-in of Python asks for.
enum PluginRequirements {
  static let file = "requirements.txt"

  /// Reads names with versions and nothing else: whatever could make pip run code is refused.
  static func read(in folder: String) throws(PluginTrouble) -> [String] {
    let path = "\(folder)/\(file)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let bytes = smallFile(path) else {
      throw PluginTrouble("unreadable-file", "the file cannot be read", at: path)
    }
    let source = SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
    var (wanted, problems) = ([String](), [Diagnostic]())
    for (index, line) in source.lines.enumerated() {
      let text = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { continue }
      wanted.append(text)
      if isPlain(text) { continue }
      let start = SourcePosition(line: index + 1, column: 1)
      let end = SourcePosition(line: index + 1, column: line.unicodeScalars.count + 1)
      problems.append(
        Diagnostic(
          "requirement", "'\(text)' is not a package with versions",
          at: .init(file: path, span: SourceSpan(start, end)),
          help: "write 'numpy>=2.0'; options, addresses and paths are refused"))
    }
    if !problems.isEmpty { throw PluginTrouble(problems, sources: [source]) }
    return wanted
  }

  /// What pip would take for a file where it runs.
  private static let archives = [
    ".whl", ".zip", ".tar", ".tgz", ".tbz", ".txz", ".tlz", ".gz", ".bz2", ".xz",
  ]

  /// `name[extras] >=1.0, <2 ; markers`
  static func isPlain(_ text: String) -> Bool {
    let pattern =
      /[A-Za-z0-9]([A-Za-z0-9._\-]*[A-Za-z0-9])?\s*(\[[A-Za-z0-9._\-, ]*\])?\s*((===?|~=|!=|<=?|>=?)\s*[A-Za-z0-9._*+!\-]+\s*(,\s*(===?|~=|!=|<=?|>=?)\s*[A-Za-z0-9._*+!\-]+\s*)*)?(;.*)?/
    guard text.wholeMatch(of: pattern) != nil else { return false }
    let name = text.prefix { !" [=~!<>;".contains($0) }.lowercased()
    return !archives.contains { name.hasSuffix($0) } && isHarmless(text)
  }

  private static func isHarmless(_ text: String) -> Bool {
    let allowed = "._-[],<>=!~*+;'\"() "
    guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else {
      return false
    }
    // A word that begins with '-' would be an option.
    return !text.contains(" -")
      && text.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
            || allowed.unicodeScalars.contains($0))
      }
  }
}

/// The content of an ordinary file of a few megabytes at most: others could be waited for without end.
private func smallFile(_ path: String) -> [UInt8]? {
  var info = stat()
  guard unsafe stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size <= 4 << 20
  else { return nil }
  return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
}
