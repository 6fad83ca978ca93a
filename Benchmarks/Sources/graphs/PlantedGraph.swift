// After Lancichinetti, Fortunato & Radicchi, "Benchmark graphs for testing community detection
// algorithms", Physical Review E 78, 2008.

import ModuleKit

/// A graph with planted communities: degrees k^-2.5 with mean 16, community sizes s^-1.5 from 20
/// to 1000 (at most a fifth of the nodes), three tenths of the ends of edges leading outside.
func plantedGraph(nodes: Int) -> EdgeList {
  var random = RandomSource(seed: 1, stream: "planted/\(nodes)")
  let law = degreeLaw(mean: 16)
  let degrees = (0..<nodes).map { _ in law.draw(&random) }
  let inside = degrees.map { inner(of: $0, &random) }
  let sizes = communitySizes(nodes, &random)
  let (truth, fitted) = assign(inside, to: sizes, &random)

  var members = [[Int]](repeating: [], count: sizes.count)
  for node in 0..<nodes { members[Int(truth[node])].append(node) }
  var keys: [UInt64] = []
  for community in members {
    keys += pair(ends(of: community) { fitted[$0] }, &random) { _, _ in true }
  }
  keys += pair(ends(of: Array(0..<nodes)) { degrees[$0] - inside[$0] }, &random) {
    truth[$0] != truth[$1]
  }
  return EdgeList(keys: keys, nodeCount: nodes, truth: truth, random: &random)
}

/// The least degree is 7; the largest is where the mean comes out.
private func degreeLaw(mean: Double) -> PowerLaw {
  var most = 50
  while true {
    let law = PowerLaw(least: 7, most: most) { $0 * $0 * $0.squareRoot() }
    if law.mean >= mean { return law }
    most += 1
  }
}

/// Seven tenths of a degree, rounded up or down by chance so that the mean is right.
private func inner(of degree: Int, _ random: inout RandomSource) -> Int {
  let tenths = degree * 7
  return tenths / 10 + (random.next(below: 10) < tenths % 10 ? 1 : 0)
}

private func communitySizes(_ nodes: Int, _ random: inout RandomSource) -> [Int] {
  let law = PowerLaw(least: 20, most: min(1000, nodes / 5)) { $0 * $0.squareRoot() }
  var sizes: [Int] = []
  var left = nodes
  while left > 0 {
    let size = min(law.draw(&random), left)
    // A rest too small for a community joins the one before.
    if size < law.least { sizes[sizes.count - 1] += size } else { sizes.append(size) }
    left -= size
  }
  return sizes
}

/// Gives each node a community with room for its inner neighbours, nodes of high degree first.
private func assign(
  _ inside: [Int], to sizes: [Int], _ random: inout RandomSource
) -> (truth: [Int32], inside: [Int]) {
  let order = inside.indices.sorted { (inside[$0], $1) > (inside[$1], $0) }
  let bySize = sizes.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
  var truth = [Int32](repeating: 0, count: inside.count)
  var fitted = inside
  var places: [Int] = []
  var opened = 0
  for node in order {
    while opened < bySize.count, places.isEmpty || sizes[bySize[opened]] > inside[node] {
      places += Array(repeating: bySize[opened], count: sizes[bySize[opened]])
      opened += 1
    }
    let place = random.next(below: places.count)
    places.swapAt(place, places.count - 1)
    let community = places.removeLast()
    truth[node] = Int32(community)
    fitted[node] = min(inside[node], sizes[community] - 1)
  }
  return (truth, fitted)
}

private func ends(of nodes: [Int], _ degree: (Int) -> Int) -> [Int] {
  nodes.flatMap { Array(repeating: $0, count: degree($0)) }
}

/// Joins ends at random; ends that cannot be joined are drawn again, the last of them left out.
private func pair(
  _ ends: [Int], _ random: inout RandomSource, _ isAllowed: (Int, Int) -> Bool
) -> [UInt64] {
  var open = ends
  var known: Set<UInt64> = []
  var keys: [UInt64] = []
  for _ in 0..<20 where open.count > 1 {
    random.shuffle(&open)
    var failed: [Int] = []
    for index in stride(from: 0, to: open.count - 1, by: 2) {
      let (a, b) = (open[index], open[index + 1])
      let key = EdgeList.key(a, b)
      if a != b, isAllowed(a, b), known.insert(key).inserted {
        keys.append(key)
      } else {
        failed += [a, b]
      }
    }
    open = failed
  }
  return keys
}
