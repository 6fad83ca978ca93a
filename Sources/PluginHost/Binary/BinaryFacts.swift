internal import CPluginStamp

/// What the file of a plug-in tells before any of it runs.
struct BinaryFacts {
  /// The function that tells the modules.
  static let entry = "sociogram_plugin_modules"
  /// Of what there may be one in a program: what describes the protocol of modules, and the memory of Swift.
  private static let single = ["$s9ModuleKit0A0Mp", "swift_retain"]

  let stamp: BinaryStamp
  /// Whether it brings what it must share with the program.
  let hasOwnCopies: Bool
  let hasEntry: Bool

  init(ofLibrary path: String) throws(BinaryFileError) {
    let result = LibraryFile.open(path) { file in
      Result { () throws(BinaryFileError) in try BinaryFacts(file) }
    }
    guard let result else { throw .unreadable }
    self = try result.get()
  }

  init(_ file: LibraryFile) throws(BinaryFileError) {
    let library = try ELFLibrary(file)
    let note = library.note(owner: "Sociogram", type: UInt32(SOCIOGRAM_NOTE_TYPE))
    guard let note, let stamp = BinaryStamp(note: note) else { throw .noStamp }
    self.stamp = stamp
    guard let shown = library.defined(among: [Self.entry], in: .dynamic) else {
      throw .notLibrary
    }
    hasEntry = !shown.isEmpty
    hasOwnCopies = [.dynamic, .all].contains { table in
      library.defined(among: Self.single, in: table)?.isEmpty == false
    }
  }
}
