internal import CPluginStamp
internal import ModuleKit

/// What a plug-in tells of its making in a note of its file: what must be the same in the program that loads it.
public struct BinaryStamp: Sendable, Equatable {
  /// The version of the module interface: see ``ModuleKit/pluginABI``.
  public let interface: Int
  /// The size of an address.
  public let pointerBytes: Int
  /// The compiler, by its own account.
  public let compiler: String

  public init(interface: Int, pointerBytes: Int, compiler: String) {
    (self.interface, self.pointerBytes, self.compiler) = (interface, pointerBytes, compiler)
  }

  /// That of the running program.
  public static let program = BinaryStamp(
    interface: pluginABI, pointerBytes: MemoryLayout<Int>.size,
    compiler: unsafe String(cString: sociogram_stamp_compiler()))

  /// The content of a note, as `CPluginStamp.c` lays it out.
  init?(note: ArraySlice<UInt8>) {
    var cursor = ByteCursor(Array(note))
    guard let interface = cursor.number(UInt32.self), let size = cursor.number(UInt32.self) else {
      return nil
    }
    let compiler = note.dropFirst(8).prefix { $0 != 0 }
    self.init(
      interface: Int(interface), pointerBytes: Int(size),
      compiler: String(decoding: compiler, as: UTF8.self))
  }
}

/// Why a file is no plug-in that could be asked for its stamp.
public enum BinaryFileError: Error, Sendable, Equatable {
  /// There is no such file, or it may not be read.
  case unreadable
  /// It is something else, or broken.
  case notLibrary
  /// It is a library for processors of another kind.
  case otherMachine
  /// It is a library without the note that marks plug-ins.
  case noStamp
}
