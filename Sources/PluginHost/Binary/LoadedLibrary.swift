internal import Glibc
internal import ModuleKit

/// A library in the program, where it stays: types of Swift cannot be taken out again.
@safe struct LoadedLibrary: ~Copyable {
  private typealias Entry = @convention(c) (UnsafeMutableRawPointer) -> Void

  private let entry: UnsafeMutableRawPointer

  /// - Precondition: the stamp of the file has been found to fit.
  init(_ path: String, _ refuse: BinaryRefusal) throws(Diagnostics) {
    // All that is missing is told now; what the library defines does not get in the way of other libraries.
    let place = path.contains("/") ? path : "./" + path
    guard let handle = unsafe dlopen(place, RTLD_NOW | RTLD_LOCAL) else {
      throw refuse.loader(unsafe dlerror().map { unsafe String(cString: $0) } ?? "")
    }
    guard let entry = unsafe dlsym(handle, BinaryFacts.entry) else {
      throw refuse.withoutEntry(BinaryFacts.entry)
    }
    unsafe self.entry = unsafe entry
  }

  func fill(_ list: inout PluginList) {
    let call = unsafe unsafeBitCast(entry, to: Entry.self)
    unsafe withUnsafeMutablePointer(to: &list) { unsafe call(UnsafeMutableRawPointer($0)) }
  }
}
