import Foundation
import TextComparison

/// How many Jaro-Winkler comparisons a core makes in a second, as one line of JSON: every name of a file
/// (one a line) with every other, best of five.
///
/// `at_least_per_second`: where only similarities from 0.88 are asked for, as record linkage does. `sum` is that of
/// all similarities; peers that round half of an odd number of letters out of order come to a little more.
@main
struct Names {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: names FILE\n".utf8))
      exit(2)
    }
    let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
    var pool = TextPool()
    for name in text.split(separator: "\n") { pool.append(String(name)) }
    let all = best(pool) { JaroWinkler.similarity($0, $1, $2) }
    let alike = best(pool) { JaroWinkler.similarity($0, $1, $2, atLeast: 0.88) ?? 0 }
    let result: [String: Any] = [
      "jaro_winkler_per_second": all.perSecond, "sum": all.sum,
      "at_least_per_second": alike.perSecond,
    ]
    let data = try JSONSerialization.data(withJSONObject: result, options: .sortedKeys)
    print(String(decoding: data, as: UTF8.self))
  }

  private static func best(
    _ pool: TextPool, _ similarity: (borrowing TextPool, Int, Int) -> Double
  ) -> (perSecond: Double, sum: Double) {
    var (most, sum) = (0.0, 0.0)
    for _ in 0..<5 {
      sum = 0
      let time = ContinuousClock().measure {
        for a in 0..<pool.count {
          for b in 0..<pool.count { sum += similarity(pool, a, b) }
        }
      }
      most = max(most, Double(pool.count * pool.count) / (time / .seconds(1)))
    }
    return (most, sum)
  }
}
