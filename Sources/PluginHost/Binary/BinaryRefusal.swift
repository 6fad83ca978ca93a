internal import ModuleKit

/// Words for a library that is not let in: one sentence what is wrong, and one what to do.
struct BinaryRefusal {
  let plugin: String
  let library: String
  let location: Diagnostic.Location

  private static let rebuild = "build it again with 'swift build -c release'"

  func file(_ error: BinaryFileError) -> Diagnostics {
    switch error {
    case .unreadable:
      say(
        "plugin-library-missing", "there is no file '\(library)' that can be read",
        help: Self.rebuild)
    case .notLibrary:
      say(
        "plugin-not-a-library", "'\(library)' is not a library that Linux can load",
        help:
          "'library:' names the file '.build/release/lib….so' that 'swift build -c release' makes")
    case .otherMachine:
      say(
        "plugin-other-machine", "'\(library)' was built for another kind of processor",
        help: Self.rebuild + " on this machine")
    case .noStamp:
      say(
        "plugin-no-stamp", "'\(library)' does not tell for which module interface it was built",
        help: "its target must depend on the product 'PluginStamp' of Sociogram")
    }
  }

  /// What differs and must not; nil when the plug-in fits.
  func mismatch(of stamp: BinaryStamp, with program: BinaryStamp) -> Diagnostics? {
    if stamp.interface != program.interface {
      return say(
        "plugin-other-interface",
        "was built for version \(stamp.interface) of the module interface; this program has version "
          + "\(program.interface): \(Self.rebuild)",
        help: "with the 'Package.swift' of the plug-in pointing to this version of Sociogram")
    }
    if stamp.pointerBytes != program.pointerBytes { return file(.otherMachine) }
    if stamp.compiler != program.compiler {
      return say(
        "plugin-other-compiler",
        "was built with another compiler than this program: \(Self.rebuild)",
        notes: ["the plug-in: \(stamp.compiler)", "this program: \(program.compiler)"],
        help: "with the version of Swift that has built this program")
    }
    return nil
  }

  /// What the dynamic linker has to say, in words.
  func loader(_ text: String) -> Diagnostics {
    let id = "plugin-not-loadable"
    if let end = text.firstRange(of: ": cannot open shared object file") {
      let name = text[..<end.lowerBound]
      return say(
        id, "needs the library '\(name)', which is not on this machine",
        help: "install it, or put it beside the plug-in")
    }
    if let start = text.firstRange(of: "undefined symbol: ") {
      let symbol = text[start.upperBound...].prefix { $0 != "," && $0 != " " }
      return say(
        id, "needs something that this program does not have", notes: ["its name: \(symbol)"],
        help: Self.rebuild + " against this version of Sociogram")
    }
    return say(id, "cannot be loaded", notes: [text])
  }

  var secondCopy: Diagnostics {
    say(
      "plugin-second-copy", "has a copy of its own of what it must share with this program",
      help:
        "its target must depend on the product 'ModuleInterface' of Sociogram, not on 'ModuleKit', "
        + "and be built without '--static-swift-stdlib'")
  }

  func withoutEntry(_ name: String) -> Diagnostics {
    say(
      "plugin-no-entry", "has no function '\(name)' that tells its modules",
      help: "write '@_cdecl(\"\(name)\") public func modules(_ list: UnsafeMutableRawPointer) "
        + "{ PluginList.fill(list, …) }'")
  }

  func twice(_ module: String) -> Diagnostics {
    say("duplicate-module", "has two modules called '\(module)'", help: "give one another name")
  }

  var withoutModules: Diagnostics {
    say(
      "plugin-without-modules", "has no modules", help: "name them in 'PluginList.fill(list, …)'")
  }

  private func say(
    _ id: String, _ what: String, notes: [String] = [], help: String? = nil
  ) -> Diagnostics {
    // The sentence is about the plug-in, or about its file.
    let sentence = what.hasPrefix("'") || what.hasPrefix("there") ? ": \(what)" : " \(what)"
    return Diagnostics([
      Diagnostic(
        id, "the plug-in '\(plugin)'\(sentence)", at: location,
        notes: notes.map { .init($0) }, help: help)
    ])
  }
}
