/// Tells whether two runs gave the same bytes: FNV-1a by words of eight bytes, which is enough to notice
/// a difference, and does not take longer than the task.
struct Digest {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let words = bytes.count / 8
    for index in 0..<words {
      mix(bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
    for index in 8 * words..<bytes.count { mix(UInt64(bytes[index])) }
    mix(UInt64(bytes.count))
  }

  var text: String { String(state, radix: 16) }

  private mutating func mix(_ word: UInt64) {
    state = (state ^ word) &* 0x0000_0100_0000_01b3
    state ^= state >> 29
  }
}
