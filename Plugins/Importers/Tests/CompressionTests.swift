import CZlib
import CZstd
import Foundation
import Importers
import ModuleKit
import Testing

/// Packed files are read like the files in them.
struct CompressionTests {
  private static let text =
    "from,to\nAnn,Bob\nBob,Zoë\n" + (0..<5000).map { "p\($0),q\($0)\n" }.joined()

  /// One gzip member.
  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var input = bytes
    var stream = unsafe z_stream()
    _ = unsafe deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { _ = unsafe deflateEnd(&stream) }
    return unsafe [UInt8](unsafeUninitializedCapacity: bytes.count + 1000) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
        unsafe (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
        _ = unsafe deflate(&stream, Z_FINISH)
      }
      count = unsafe output.count - Int(stream.avail_out)
    }
  }

  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: bytes.count + 1000) { output, count in
      count = unsafe ZSTD_compress(output.baseAddress, output.count, bytes, bytes.count, 3)
    }
  }

  @Test func readsGzipAndZstd() throws {
    let plain = try Reading.text(Self.text, as: "ties.csv")
    let bytes = Array(Self.text.utf8)
    let cut = bytes.count / 3
    let packed = [
      ("gzip", Self.gzip(bytes)), ("zstd", Self.zstd(bytes)),
      // Several members or frames one behind the other are one text; zeros may follow.
      ("gzip", Self.gzip(Array(bytes[..<cut])) + Self.gzip(Array(bytes[cut...])) + [0, 0, 0]),
      ("zstd", Self.zstd(Array(bytes[..<cut])) + Self.zstd(Array(bytes[cut...]))),
    ]
    for (kind, bytes) in packed {
      let network = try Reading.bytes(bytes, as: "ties.csv.gz")
      #expect(network.graph == plain.graph && network.ids == plain.ids)
      #expect(network.ledger[0].notes[0] == "UTF-8, \(kind), delimiter: comma")
    }
    let gml = "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]"
    #expect(try Reading.bytes(Self.gzip(Array(gml.utf8)), as: "x.gml").graph.edgeCount == 1)
  }

  @Test func damageIsTold() {
    let (gzip, zstd) = (Self.gzip(Array(Self.text.utf8)), Self.zstd(Array(Self.text.utf8)))
    for bytes in [gzip, zstd] {
      let short = Reading.refusal { try Reading.bytes(Array(bytes.dropLast(20)), as: "t.csv") }
      #expect(short.hasPrefix("damaged-file") && short.contains("end too soon"))
      var damaged = bytes
      for index in 40..<60 { damaged[index] ^= 0x5a }
      let said = Reading.refusal { try Reading.bytes(damaged, as: "t.csv") }
      #expect(said.hasPrefix("damaged-file"), "\(said)")
    }
  }
}
