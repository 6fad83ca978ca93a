internal import Foundation
internal import ModuleKit

/// A plug-in to start from, in one of the languages.
public struct PluginTemplate {
  private let language: String
  private let name: String

  /// What stands for the name in the templates: in Swift, a type's name cannot be in snake case.
  private static let (placeholder, typePlaceholder) = ("my_plugin", "MyPlugin")

  public init(language: String, name: String) { (self.language, self.name) = (language, name) }

  /// Names that work for folders, families of modules and identifiers of all the languages.
  public static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    else {
      return false
    }
    return name.utf8.count <= 60
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      }
  }

  /// Writes the files into a new folder.
  ///
  /// - Returns: their paths in it.
  /// - Throws: when there is something of that name already; nothing is written then.
  public func write(to folder: String) throws(PluginTrouble) -> [String] {
    let files = PluginKit.template(language)
    if files.isEmpty {
      throw PluginTrouble("no-template", "there is no template for '\(language)' in this program")
    }
    if FileManager.default.fileExists(atPath: folder) {
      throw PluginTrouble("file-exists", "'\(folder)' exists already; nothing was written")
    }
    do {
      for file in files {
        let path = folder + "/" + filled(file.path)
        try FileManager.default.createDirectory(
          atPath: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]),
          withIntermediateDirectories: true)
        try Data(filled(String(decoding: file.bytes, as: UTF8.self)).utf8)
          .write(to: URL(fileURLWithPath: path))
      }
    } catch {
      throw PluginTrouble("data-folder", "the folder '\(folder)' cannot be written")
    }
    return files.map { filled($0.path) }
  }

  private func filled(_ text: String) -> String {
    let typeName = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
    return text.replacing(Self.placeholder, with: name).replacing(
      Self.typePlaceholder, with: typeName)
  }
}
