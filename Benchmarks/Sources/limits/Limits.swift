import Dispatch
import Foundation

/// What this machine's memory can do, as one line of JSON: no program that reads its graph once
/// from memory is faster than that.
///
/// `read_gb_s`: sequential reading. `gather_m_s`: random reading of 4 bytes from tables of several
/// sizes, in millions per second. Each for one and for two threads, best of five.
@main
struct Limits {
  static func main() throws {
    var result: [String: Any] = [:]
    for threads in [1, 2] {
      var gathers: [String: Double] = [:]
      for size in [256, 4096, 16384, 65536, 524_288] {
        gathers["\(size)"] = gather(kibibytes: size, threads: threads) / 1e6
      }
      result["\(threads)"] = ["read_gb_s": read(threads: threads) / 1e9, "gather_m_s": gathers]
    }
    let data = try JSONSerialization.data(withJSONObject: result, options: .sortedKeys)
    print(String(decoding: data, as: UTF8.self))
  }

  /// Bytes per second.
  private static func read(threads: Int) -> Double {
    let count = 64 << 20
    let values = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: count)
    defer { values.deallocate() }
    values.initialize(repeating: 1)
    nonisolated(unsafe) let table = UnsafeBufferPointer(values)
    let seconds = best(threads: threads) { part in
      var sums = SIMD8<UInt64>.zero
      let range = share(part, of: count / 8, threads)
      for row in range {
        let at = row * 8
        sums &+= SIMD8(
          table[at], table[at + 1], table[at + 2], table[at + 3],
          table[at + 4], table[at + 5], table[at + 6], table[at + 7])
      }
      return sums.wrappedSum()
    }
    return Double(count * 8) / seconds
  }

  /// Values per second.
  private static func gather(kibibytes: Int, threads: Int) -> Double {
    let (size, count) = (kibibytes * 256, 16 << 20)
    let values = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: size)
    let places = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count)
    defer {
      values.deallocate()
      places.deallocate()
    }
    values.initialize(repeating: 1)
    var state: UInt64 = 88_172_645_463_325_252
    for index in 0..<count {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      places.initializeElement(at: index, to: UInt32(truncatingIfNeeded: state) % UInt32(size))
    }
    nonisolated(unsafe) let (table, order) = (
      UnsafeBufferPointer(values), UnsafeBufferPointer(places)
    )
    let seconds = best(threads: threads) { part in
      var sum: UInt64 = 0
      for index in share(part, of: count, threads) { sum &+= UInt64(table[Int(order[index])]) }
      return sum
    }
    return Double(count) / seconds
  }

  private static func share(_ part: Int, of count: Int, _ threads: Int) -> Range<Int> {
    count * part / threads..<count * (part + 1) / threads
  }

  private static func best(threads: Int, _ work: @Sendable (Int) -> UInt64) -> Double {
    var least = Double.infinity
    for _ in 0..<5 {
      let start = ContinuousClock.now
      DispatchQueue.concurrentPerform(iterations: threads) { part in
        // Compared, so that the sum cannot be left out.
        if work(part) == 3 { print("an unlikely sum") }
      }
      least = min(least, (ContinuousClock.now - start) / .seconds(1))
    }
    return least
  }
}
