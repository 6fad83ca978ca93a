/// Nodes by cost, the cheapest first, equal ones by number: a binary heap.
struct CostQueue {
  private var heap: [(cost: Int, node: Int)] = []

  mutating func add(cost: Int, node: Int) {
    heap.append((cost, node))
    var place = heap.count - 1
    while place > 0, heap[place] < heap[(place - 1) / 2] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func takeCheapest() -> (cost: Int, node: Int)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    heap[0] = last
    var place = 0
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      if heap[place] < heap[child] { break }
      heap.swapAt(place, child)
      place = child
    }
    return first
  }
}
