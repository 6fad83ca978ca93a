internal import CZipArchive
internal import Glibc

/// Packs files by libzip.
package enum ZipArchive {
  package struct File {
    package let name: String
    package let bytes: [UInt8]
    package init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    package init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

    /// PNG is packed already.
    fileprivate var isWorthPacking: Bool { !name.hasSuffix(".png") }
  }

  /// Of libzip.
  static var version: String { unsafe String(cString: zip_archive_version()) }

  /// Why files could not be packed.
  package struct Failure: Error { package let reason: String }

  /// The files in this order, all of one date: the same bytes for the same files.
  package static func packed(_ files: [File]) throws -> [UInt8] {
    guard let archive = unsafe zip_archive_begin() else { throw Failure(reason: "no memory") }
    defer { unsafe zip_archive_end(archive) }
    func failure() -> Failure {
      Failure(reason: unsafe String(cString: zip_archive_problem(archive)))
    }
    for file in files
    where unsafe zip_archive_add(
      archive, file.name, file.bytes, file.bytes.count, file.isWorthPacking ? 1 : 0) != 0
    {
      throw failure()
    }
    var length = 0
    guard let bytes = unsafe zip_archive_finish(archive, &length) else { throw failure() }
    defer { unsafe free(bytes) }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: length))
  }
}
