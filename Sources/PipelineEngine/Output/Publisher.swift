internal import CFileExchange
internal import Foundation
internal import Glibc
internal import ModuleKit

/// Puts a run's files into the output folder, all at once.
///
/// They are written to a staging folder, which then changes places with the output folder in one
/// step of the file system: whoever looks, at any moment, sees the old results or the new ones.
struct Publisher {
  let work: WorkFolder

  /// Refuses a folder that holds something other than earlier results.
  func checkOutputFolder() throws {
    let output = work.output
    guard Files.exists(output) else { return }
    guard Files.isFolder(output) else { throw NotOurs(path: output, isFile: true) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
    if !names.isEmpty && Manifest.read(from: output) == nil {
      throw NotOurs(path: output, isFile: false)
    }
  }

  struct NotOurs: Error {
    let path: String
    let isFile: Bool
  }
  /// A result wants the name of a file that the user put among the results.
  struct NameTaken: Error {
    let path: String
  }
  /// Two results want one file.
  struct NameTwice: Error {
    let path: String
  }

  func publish(_ files: [OutputFile], manifest: Manifest, on workers: Workers) throws {
    var taken: Set<String> = [Manifest.fileName]
    for file in files where !taken.insert(file.path).inserted { throw NameTwice(path: file.path) }
    let old = Manifest.read(from: work.output)
    Files.remove(work.staging)
    try Files.createFolder(work.staging)
    let manifestFile = OutputFile(
      path: Manifest.fileName, [Array(manifest.json.pretty.utf8)])
    // Side by side: most of the time goes by waiting for the disk.
    let written = try workers.map(files + [manifestFile]) { file in
      Result { () throws(FileFailure) in try write(file) }
    }
    for result in written { try result.get() }
    if let old { try keepForeignFiles(besides: old) }
    try exchange()
    Files.remove(work.staging)
  }

  private func write(_ file: OutputFile) throws(FileFailure) {
    let path = work.staging + "/" + file.path
    if file.path.contains("/") {
      try Files.createFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }
    try Files.write(file.pieces, to: path, flushed: true)
  }

  /// Links what the user put among the results into the new folder: files, links, empty folders.
  private func keepForeignFiles(besides old: Manifest.Header) throws {
    let ours = Set(old.outputs.map(\.path) + [Manifest.fileName])
    let folders = Set(ours.flatMap(Self.foldersAbove))
    let present = FileManager.default.enumerator(atPath: work.output)
    while let path = present?.nextObject() as? String {
      if ours.contains(path) { continue }
      let (from, to) = (work.output + "/" + path, work.staging + "/" + path)
      switch Files.kind(from) {
      case .folder:
        // A folder of old results only is not worth keeping.
        if Files.kind(to) == .folder || folders.contains(path) { continue }
        if Files.kind(to) != nil { throw NameTaken(path: path) }
        try Files.createFolder(to)
      case .link, .file, .other:
        if Files.kind(to) != nil { throw NameTaken(path: path) }
        try Files.createFolder(URL(fileURLWithPath: to).deletingLastPathComponent().path)
        try Files.link(from, to)
      case nil: continue
      }
    }
  }

  private static func foldersAbove(_ path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  private func exchange() throws(FileFailure) {
    if !Files.exists(work.output) {
      try Files.createFolder(URL(fileURLWithPath: work.output).deletingLastPathComponent().path)
      if unsafe rename(work.staging, work.output) == 0 { return }
      throw FileFailure(work.output)
    }
    let code = unsafe file_exchange(work.staging, work.output)
    if code != 0 { throw FileFailure(work.output, code) }
  }
}
