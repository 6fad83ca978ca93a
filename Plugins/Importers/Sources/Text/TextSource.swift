internal import Foundation
internal import ModuleKit

/// A text in UTF-8 that is read in pieces: from a file, or from memory where it had to be unpacked or
/// brought into UTF-8 first.
///
/// Pieces are read, not mapped: a mapped file that somebody shortens meanwhile ends the program.
/// Offsets count from behind a byte-order mark.
struct TextSource: Sendable {
  private enum Storage: Sendable {
    case file(FileHandle, start: Int)
    case memory([UInt8])
  }

  /// The file as the study names it.
  let name: String
  let size: Int
  /// The size of the whole text where only a part was unpacked.
  let estimatedSize: Int
  /// For the ledger: "UTF-8 with byte-order mark, gzip".
  let encoding: String
  private let storage: Storage
  private let path: String
  private let declared: TextEncoding

  /// - Parameters:
  ///   - head: when given, about so many bytes are enough.
  init(
    _ file: InputFile, encoding declared: TextEncoding, head: Int? = nil
  ) throws(Diagnostic) {
    (name, path, self.declared) = (file.name, file.path, declared)
    guard let handle = FileHandle(forReadingAtPath: file.path),
      let start = try? handle.read(upToCount: 4) ?? Data(), let length = try? handle.seekToEnd()
    else {
      throw Diagnostic(
        "unreadable-file", "the file '\(file.name)' cannot be read", at: .init(file: file.name))
    }
    let mark = [UInt8](start)
    let compression = Compression(mark)
    let isWide = mark.starts(with: [0xFF, 0xFE]) || mark.starts(with: [0xFE, 0xFF])
    let isPlain = declared == .utf8 || (declared == .auto && !isWide)
    if compression == nil, isPlain {
      if length == 0 {
        throw Diagnostic("empty-file", "the file is empty", at: .init(file: file.name))
      }
      let hasMark = mark.starts(with: [0xEF, 0xBB, 0xBF])
      let first = hasMark ? 3 : 0
      storage = .file(handle, start: first)
      size = Int(length) - first
      estimatedSize = size
      encoding = hasMark ? "UTF-8 with byte-order mark" : "UTF-8"
      return
    }
    var bytes = try Self.everything(handle, file)
    var share = 1.0
    if let compression {
      // Only where lines can be told without decoding is a part as good as the whole.
      let unpacked = try Self.unpacked(
        bytes, by: compression, file, enough: isPlain ? head ?? .max : .max)
      share = Double(unpacked.used) / Double(bytes.count)
      bytes = unpacked.bytes
      if unpacked.isPart, let end = bytes.lastIndex(of: 0x0A) {
        bytes.removeSubrange((end + 1)...)
      }
    }
    let decoded = try DecodedText(bytes, encoding: declared, file: file.name)
    storage = .memory(decoded.bytes)
    size = decoded.bytes.count
    estimatedSize = Int(Double(size) / share)
    encoding = decoded.encoding + (compression.map { ", \($0.rawValue)" } ?? "")
  }

  /// Puts the bytes of `range` behind those of `buffer`.
  func append(_ range: Range<Int>, to buffer: inout [UInt8]) throws(Diagnostic) {
    switch storage {
    case .memory(let bytes): buffer += bytes[range]
    case .file(let handle, let start):
      var offset = range.lowerBound
      while offset < range.upperBound {
        let count = readPiece(handle, start + offset, range.upperBound - offset, &buffer)
        if count <= 0 {
          throw Diagnostic(
            "file-changed", "the file became shorter while it was read", at: .init(file: name))
        }
        offset += count
      }
    }
  }

  private func readPiece(
    _ handle: FileHandle, _ offset: Int, _ count: Int, _ buffer: inout [UInt8]
  ) -> Int {
    let filled = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    let read = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe pread(
        handle.fileDescriptor, bytes.baseAddress.map { unsafe $0 + filled }, count, off_t(offset))
    }
    buffer.removeLast(count - max(0, read))
    return read
  }

  /// The first bytes, at least `count` of them where there are so many, cut behind a line.
  func head(_ count: Int = 1 << 16) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    try append(0..<min(count, size), to: &bytes)
    // A cut inside a character or a line must not look like a mistake of the file.
    if bytes.count < size, let end = bytes.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      bytes.removeSubrange((end + 1)...)
    }
    return bytes
  }

  /// Tells where the text is not what its encoding says; used when a piece has been found wrong.
  func problem() -> Diagnostic {
    var whole: [UInt8] = []
    do {
      try append(0..<size, to: &whole)
      _ = try DecodedText(whole, encoding: declared == .auto ? .utf8 : declared, file: name)
    } catch {
      return error
    }
    return Diagnostic(
      "file-changed", "the file changed while it was read", at: .init(file: name))
  }
}

extension TextSource {
  fileprivate static func everything(
    _ handle: FileHandle, _ file: InputFile
  ) throws(Diagnostic) -> [UInt8] {
    guard (try? handle.seek(toOffset: 0)) != nil, let data = try? handle.readToEnd() ?? Data()
    else {
      throw Diagnostic(
        "unreadable-file", "the file '\(file.name)' cannot be read", at: .init(file: file.name))
    }
    return [UInt8](data)
  }

  /// What is in a packed file: all, or a part that is enough.
  fileprivate static func unpacked(
    _ packed: [UInt8], by compression: Compression, _ file: InputFile, enough: Int = .max
  ) throws(Diagnostic) -> Compression.Unpacked {
    let limit = SystemMemory.available
    let unpacked = compression.unpack(packed, enough: enough, limit: limit)
    guard let problem = unpacked.problem else { return unpacked }
    let place = Diagnostic.Location(file: file.name)
    let data = "\(compression.rawValue) data"
    switch problem {
    case .damaged:
      throw Diagnostic(
        "damaged-file", "the file cannot be unpacked: its \(data) are damaged", at: place)
    case .cutShort:
      throw Diagnostic(
        "damaged-file", "the file cannot be unpacked: its \(data) end too soon", at: place,
        help: "was it copied or downloaded completely?")
    case .tooLarge:
      throw Diagnostic(
        "larger-than-memory",
        "unpacked, the file is larger than the \(SystemMemory.text(limit)) that are free",
        at: place)
    }
  }
}

/// A file's content, unpacked, or a located error.
func readFile(_ file: InputFile, for parameter: String, _ context: StageContext) throws(Diagnostic)
  -> [UInt8]
{
  guard let handle = FileHandle(forReadingAtPath: file.path) else {
    throw context.error(
      "unreadable-file", "the file '\(file.name)' cannot be read", parameter: parameter)
  }
  let bytes = try TextSource.everything(handle, file)
  guard let compression = Compression(bytes) else { return bytes }
  return try TextSource.unpacked(bytes, by: compression, file).bytes
}
