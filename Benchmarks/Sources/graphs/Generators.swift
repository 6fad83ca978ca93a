import ModuleKit

/// R-MAT (Chakrabarti, Zhan & Faloutsos 2004): a = 0.57, b = c = 0.19, edge factor 16, direction
/// left out, without repeats and loops.
func rmat(scale: Int) -> EdgeList {
  var random = RandomSource(seed: 1, stream: "rmat/\(scale)")
  var keys: [UInt64] = []
  keys.reserveCapacity(16 << scale)
  for _ in 0..<(16 << scale) {
    var (a, b) = (0, 0)
    for _ in 0..<scale {
      let share = random.unit()
      a = a * 2 + (share >= 0.76 ? 1 : 0)
      b = b * 2 + ((share >= 0.57 && share < 0.76) || share >= 0.95 ? 1 : 0)
    }
    if a != b { keys.append(EdgeList.key(a, b)) }
  }
  return EdgeList(keys: keys, nodeCount: 1 << scale, random: &random)
}

/// A square grid of about `nodes` nodes: long distances, no hubs.
func grid(nodes: Int) -> EdgeList {
  var side = 1
  while (side + 1) * (side + 1) <= nodes { side += 1 }
  var keys: [UInt64] = []
  for row in 0..<side {
    for column in 0..<side {
      let node = row * side + column
      if column + 1 < side { keys.append(EdgeList.key(node, node + 1)) }
      if row + 1 < side { keys.append(EdgeList.key(node, node + side)) }
    }
  }
  var random = RandomSource(seed: 1, stream: "grid/\(nodes)")
  return EdgeList(keys: keys, nodeCount: side * side, random: &random)
}

/// Whole numbers `least ... most`, drawn in proportion to 1/weight.
///
/// Weights are made of products and square roots only, which every processor rounds alike: a
/// power function would not give the same bytes everywhere.
struct PowerLaw {
  let least: Int
  private var cumulative: [Double] = []
  private(set) var mean = 0.0

  init(least: Int, most: Int, weight: (Double) -> Double) {
    self.least = least
    var total = 0.0
    for value in least...most {
      let share = 1 / weight(Double(value))
      total += share
      mean += share * Double(value)
      cumulative.append(total)
    }
    mean /= total
  }

  func draw(_ random: inout RandomSource) -> Int {
    let point = random.unit() * cumulative[cumulative.count - 1]
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] <= point { low = middle + 1 } else { high = middle }
    }
    return least + low
  }
}
