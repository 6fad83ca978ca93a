import Foundation
import ModuleKit

/// R-MAT graphs (Chakrabarti, Zhan & Faloutsos 2004): a = 0.57, b = c = 0.19, edge factor 16.
enum RMAT {
  /// Writes a table of ties with names as ids; duplicates and loops are left out.
  static func write(scale: Int, to path: String) throws -> (nodes: Int, edges: Int) {
    var random = RandomSource(seed: 1, stream: "rmat/\(scale)")
    var pairs: Set<UInt64> = []
    for _ in 0..<(16 << scale) {
      var (a, b) = (0, 0)
      for _ in 0..<scale {
        let share = random.unit()
        a = a * 2 + (share >= 0.76 ? 1 : 0)
        b = b * 2 + ((share >= 0.57 && share < 0.76) || share >= 0.95 ? 1 : 0)
      }
      if a != b { pairs.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
    }
    var text = "source,target\n"
    var nodes: Set<UInt64> = []
    for pair in pairs.sorted() {
      let (a, b) = (pair >> 32, pair & 0xFFFF_FFFF)
      nodes.formUnion([a, b])
      text += "person \(a),person \(b)\n"
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return (nodes.count, pairs.count)
  }
}
