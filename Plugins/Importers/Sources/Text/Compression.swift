internal import CZlib
internal import CZstd
internal import ModuleKit

/// Compressions that input files may come in, told by their first bytes, not by their names.
enum Compression: String {
  case gzip, zstd

  init?(_ head: [UInt8]) {
    if head.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else {
      return nil
    }
  }

  /// What became of an attempt to unpack.
  struct Unpacked {
    var bytes: [UInt8] = []
    /// How many of the packed bytes were used.
    var used = 0
    /// True when there is more than was asked for.
    var isPart = false
    var problem: Problem?
  }
  enum Problem { case damaged, cutShort, tooLarge }

  /// Unpacks all members or frames of `packed`.
  ///
  /// - Parameters:
  ///   - enough: stops when there are so many bytes.
  ///   - limit: refuses to make more.
  func unpack(_ packed: [UInt8], enough: Int = .max, limit: Int) -> Unpacked {
    var unpacked = Unpacked()
    switch self {
    case .gzip: Self.inflate(packed, enough, limit, &unpacked)
    case .zstd: Self.decompress(packed, enough, limit, &unpacked)
    }
    unpacked.isPart = unpacked.problem == nil && unpacked.bytes.count >= enough
    return unpacked
  }

  private static let step = 1 << 20

  private static func inflate(
    _ packed: [UInt8], _ enough: Int, _ limit: Int, _ unpacked: inout Unpacked
  ) {
    var stream = unsafe z_stream()
    // 15 bits of window; 16 more ask for gzip's own header and checksum.
    guard
      unsafe inflateInit2_(
        &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return unpacked.problem = .damaged }
    defer { _ = unsafe inflateEnd(&stream) }
    var packed = packed
    unsafe packed.withUnsafeMutableBufferPointer { input in
      while unpacked.bytes.count < enough {
        if unpacked.bytes.count > limit { return unpacked.problem = .tooLarge }
        // The library counts 32 bits at a time.
        let window = min(input.count - unpacked.used, 1 << 30)
        unsafe stream.next_in = input.baseAddress.map { unsafe $0 + unpacked.used }
        unsafe stream.avail_in = UInt32(window)
        var status = Z_OK
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: step) { output, count in
          unsafe stream.next_out = output.baseAddress
          unsafe stream.avail_out = UInt32(step)
          status = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
          count = unsafe step - Int(stream.avail_out)
        }
        unpacked.bytes += piece
        unpacked.used += unsafe window - Int(stream.avail_in)
        if status == Z_STREAM_END {
          let rest = unsafe input[unpacked.used...]
          // Blocks of tapes are filled up with zeros; anything else must be another member.
          if unsafe rest.allSatisfy({ $0 == 0 }) { return }
          guard unsafe inflateReset(&stream) == Z_OK else { return unpacked.problem = .damaged }
        } else if status == Z_BUF_ERROR || (status == Z_OK && piece.isEmpty) {
          return unpacked.problem = .cutShort
        } else if status != Z_OK {
          return unpacked.problem = .damaged
        }
      }
    }
  }

  private static func decompress(
    _ packed: [UInt8], _ enough: Int, _ limit: Int, _ unpacked: inout Unpacked
  ) {
    guard let context = unsafe ZSTD_createDCtx() else { return unpacked.problem = .damaged }
    defer { _ = unsafe ZSTD_freeDCtx(context) }
    unsafe packed.withUnsafeBytes { input in
      var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      var left = 0
      while unpacked.bytes.count < enough {
        if unpacked.bytes.count > limit { return unpacked.problem = .tooLarge }
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: step) { output, count in
          var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: step, pos: 0)
          left = unsafe ZSTD_decompressStream(context, &target, &source)
          count = unsafe ZSTD_isError(left) == 0 ? target.pos : 0
        }
        unpacked.bytes += piece
        unpacked.used = unsafe source.pos
        if ZSTD_isError(left) != 0 { return unpacked.problem = .damaged }
        if unsafe source.pos == source.size {
          if left == 0 { return }
          if piece.isEmpty { return unpacked.problem = .cutShort }
        }
      }
    }
  }
}
