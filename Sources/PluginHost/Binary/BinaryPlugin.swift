public import ModuleKit

/// The door for plug-ins that are libraries, built from Swift with the interface that built-in modules use.
///
/// Nothing of a library runs before its file has told that it fits. From then on it is part of the program: nothing
/// holds it back, its errors are the program's, and it stays until the end.
public enum BinaryPlugin {
  /// The modules of a library, as the library itself describes them.
  ///
  /// - Parameters:
  ///   - path: of the file; without a slash it would be looked for among the libraries of the system.
  ///   - plugin: its name, for messages.
  ///   - location: where the library is named.
  /// - Throws: one diagnostic, in one sentence: what keeps the library from being used.
  public static func entries(
    library path: String, plugin: String, at location: Diagnostic.Location
  ) throws(Diagnostics) -> [ModuleEntry] {
    let refuse = BinaryRefusal(plugin: plugin, library: path, location: location)
    let facts: BinaryFacts
    do {
      facts = try BinaryFacts(ofLibrary: path)
    } catch {
      throw refuse.file(error)
    }
    if let mismatch = refuse.mismatch(of: facts.stamp, with: .program) { throw mismatch }
    if facts.hasOwnCopies { throw refuse.secondCopy }
    if !facts.hasEntry { throw refuse.withoutEntry(BinaryFacts.entry) }
    var list = PluginList()
    try LoadedLibrary(path, refuse).fill(&list)
    if list.entries.isEmpty { throw refuse.withoutModules }
    var names: Set<String> = []
    for entry in list.entries where !names.insert(entry.manual.name).inserted {
      throw refuse.twice(entry.manual.name)
    }
    return list.entries
  }

  /// What a library tells of its making; reads the file, and does not load it.
  public static func stamp(ofLibrary path: String) throws(BinaryFileError) -> BinaryStamp {
    try BinaryFacts(ofLibrary: path).stamp
  }

  /// The same for a file that stands in memory.
  package static func stamp(ofBytes bytes: [UInt8]) throws(BinaryFileError) -> BinaryStamp {
    try BinaryFacts(LibraryFile(bytes)).stamp
  }
}
