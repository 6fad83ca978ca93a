import Foundation
import GraphCore
import PluginHost
import Testing

/// The stamp is read from bytes that may be anything.
@Suite struct BinaryStampTests {
  private static let library = Result {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: BuiltPlugins.library("Stamped"))))
  }

  @Test func tellsWhatHasBuiltIt() throws {
    let stamp = try BinaryPlugin.stamp(ofBytes: Self.library.get())
    #expect(stamp == .program)
    #expect(stamp.compiler.contains("lang") && stamp.pointerBytes == 8)
  }

  @Test func survivesTruncation() throws {
    let bytes = try Self.library.get()
    for length in Array(0..<2048) + Array(stride(from: 2048, to: bytes.count, by: 997)) {
      let stamp = try? BinaryPlugin.stamp(ofBytes: Array(bytes.prefix(length)))
      #expect(stamp == nil || stamp == .program)
    }
    #expect(throws: BinaryFileError.notLibrary) { try BinaryPlugin.stamp(ofBytes: []) }
  }

  /// Bytes of the headers, the notes and the list of sections are changed at random, singly and many at once.
  @Test func survivesDamage() throws {
    let bytes = try Self.library.get()
    var random = RandomSource(seed: 7, stream: "damage")
    var (found, refused) = (0, 0)
    for round in 0..<5_000 {
      var damaged = bytes
      for _ in 0..<(1 + round % 8) {
        let place =
          round % 2 == 0
          ? random.next(below: 1024) : bytes.count - 1 - random.next(below: 8192)
        // Extremes are what lengths and positions are wrong with most often.
        let values: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(random.next(below: 256))]
        damaged[place] = values[random.next(below: values.count)]
      }
      do {
        _ = try BinaryPlugin.stamp(ofBytes: damaged)
        found += 1
      } catch { refused += 1 }
    }
    #expect(found > 0 && refused > 0)
  }

  @Test func tellsOtherMachinesApart() throws {
    var bytes = try Self.library.get()
    bytes[18] = 8  // MIPS
    #expect(throws: BinaryFileError.otherMachine) { try BinaryPlugin.stamp(ofBytes: bytes) }
    bytes = try Self.library.get()
    bytes[4] = 1  // 32 bits
    #expect(throws: BinaryFileError.otherMachine) { try BinaryPlugin.stamp(ofBytes: bytes) }
    bytes[0] = 0
    #expect(throws: BinaryFileError.notLibrary) { try BinaryPlugin.stamp(ofBytes: bytes) }
  }
}
