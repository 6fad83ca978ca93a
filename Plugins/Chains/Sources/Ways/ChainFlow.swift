// Successive shortest paths with potentials: Edmonds & Karp, "Theoretical improvements in algorithmic
// efficiency for network flow problems", Journal of the ACM 19, 1972; Ahuja, Magnanti & Orlin, Network Flows,
// 1993, section 9.7. For disjoint paths it is the method of Suurballe, "Disjoint paths in a network",
// Networks 4, 1974, and Bhandari, Survivable Networks, 1999.

internal import ModuleKit

/// Chains from several people to one, of the least total length, where a step and a person serve a limited
/// number of chains.
///
/// A person is two states, entered and left, with the person's capacity between them. The potential of a
/// state is a lower bound of the length from there to the sink in what capacity is left; it is the exact one at
/// first, so that a search goes straight to the sink as long as nothing is full, and looks around only where
/// it is.
struct ChainFlow<Length: PathLength> {
  struct Entry: Comparable {
    let length: Length
    /// The potential of the state: of ways as long, those nearer to the sink are followed first.
    let left: Length
    let state: Int32
    static func < (a: Entry, b: Entry) -> Bool {
      if a.length != b.length { return a.length < b.length }
      return a.left != b.left ? a.left < b.left : a.state < b.state
    }
  }

  /// Steps towards the sink.
  let arcs: ChainArcs<Length>
  let sink: Int
  let arcCapacity: [Int32]
  let personCapacity: [Int32]
  /// What a chain may add to the total; nil for anything.
  let worth: Length?

  private(set) var flow: [Int32]
  private(set) var use: [Int32]
  /// The steps that have or had a flow, by the person they lead to; none to the sink, which no search leaves.
  ///
  /// A step stays in its list when its flow is taken back: a hub has many, and looking for one takes long.
  private var inflow: [Int32: [Int]] = [:]
  private var isListed: [Bool]
  /// Whether somebody's chain is in the flow, and can be given up for another's.
  var isServed: [Bool]
  var potential: [Length]
  /// States looked at since all potentials were exact.
  var work = 0
  lazy var stepsInto = StepsInto(arcs)

  // Of one search.
  var distance: [Length]
  private var parent: [Int32]
  /// The step to a state: `arc`, `~arc` when it takes a flow back, or ``inside`` a person.
  private var via: [Int]
  var isSettled: [Bool]
  private var touched: [Int32] = []
  var heap = BinaryHeap<Entry>()
  static var inside: Int { .max }

  /// - Parameters:
  ///   - arcs: steps towards the sink, with lengths above 0.
  ///   - lengths: of the shortest way to the sink from each person.
  ///   - worth: chains that would add more than this to the total are not made, and a chain is given up for
  ///     another when that saves more.
  init(
    _ arcs: ChainArcs<Length>, to sink: Int, lengths: [Length], arcCapacity: [Int32],
    personCapacity: [Int32], worth: Length? = nil
  ) {
    (self.arcs, self.sink, self.worth) = (arcs, sink, worth)
    (self.arcCapacity, self.personCapacity) = (arcCapacity, personCapacity)
    flow = Array(repeating: 0, count: arcs.ends.count)
    isListed = Array(repeating: false, count: arcs.ends.count)
    use = Array(repeating: 0, count: arcs.nodeCount)
    isServed = Array(repeating: false, count: arcs.nodeCount)
    let known = worth.map { worth in lengths.map { min($0, worth) } } ?? lengths
    potential = known.flatMap { [$0, $0] }
    distance = Array(repeating: .beyond, count: 2 * arcs.nodeCount)
    parent = Array(repeating: -1, count: 2 * arcs.nodeCount)
    via = Array(repeating: 0, count: 2 * arcs.nodeCount)
    isSettled = Array(repeating: false, count: 2 * arcs.nodeCount)
  }

  static func entered(_ person: Int) -> Int { 2 * person }
  static func left(_ person: Int) -> Int { 2 * person + 1 }

  // MARK: Adding chains

  /// Takes steps that are free, as a shortest chain that is known already.
  ///
  /// - Returns: false, and nothing is changed, when a step or a person is full.
  mutating func add(from start: Int, along chain: [Int]) -> Bool {
    let people = chain.dropLast().map { Int(arcs.ends[$0]) }
    guard chain.allSatisfy({ flow[$0] < arcCapacity[$0] }),
      people.allSatisfy({ use[$0] < personCapacity[$0] })
    else { return false }
    for arc in chain { push(arc) }
    for person in people { use[person] += 1 }
    isServed[start] = true
    return true
  }

  /// Adds a chain from `start` in the way that adds the least to the total.
  ///
  /// - Returns: whether one more chain is in the flow than before.
  mutating func add(from start: Int) -> Bool {
    if work > arcs.nodeCount { updatePotentials() }
    forget()
    let first = Self.left(start)
    if potential[first] == .beyond { return false }
    if let worth, potential[first] >= worth { return false }
    isServed[start] = true
    reach(first, 0, from: -1, via: Self.inside)
    guard let end = search() else {
      isServed[start] = false
      return false
    }
    raisePotentials(to: end.length)
    let last = end.arc.map { arc -> Int in
      push(arc)
      return Int(end.state)
    }
    apply(to: last ?? Int(end.state))
    if end.arc != nil { return true }
    isServed[Int(end.state) / 2] = false
    return false
  }

  func isPlanned(_ person: Int) -> Bool { isServed[person] }

  mutating func forget() {
    for state in touched {
      distance[Int(state)] = .beyond
      isSettled[Int(state)] = false
    }
    touched.removeAll(keepingCapacity: true)
    heap.removeAll()
  }

  mutating func reach(_ state: Int, _ length: Length, from: Int, via step: Int) {
    if isSettled[state] || !(length < distance[state]) { return }
    if distance[state] == .beyond { touched.append(Int32(state)) }
    (distance[state], parent[state], via[state]) = (length, Int32(from), step)
    heap.push(Entry(length: length, left: potential[state], state: Int32(state)))
  }

  /// Where the best way ends: at the sink, by a step, or at somebody whose chain is given up.
  private struct End {
    let length: Length
    let state: Int32
    let arc: Int?
  }

  private mutating func search() -> End? {
    var end: End?
    while let entry = heap.pop() {
      if let end, entry.length >= end.length { break }
      let state = Int(entry.state)
      if isSettled[state] { continue }
      isSettled[state] = true
      work += 1
      let (person, here) = (state / 2, potential[state])
      if state == Self.left(person) {
        if let worth, isServed[person] {
          let length = entry.length + max(0, worth - here)
          if end == nil || length < end?.length ?? 0 {
            end = End(length: length, state: entry.state, arc: nil)
          }
        }
        if use[person] > 0 { cross(state, Self.entered(person), entry.length) }
        for arc in arcs.range(person) where flow[arc] < arcCapacity[arc] {
          let next = Int(arcs.ends[arc])
          if next == sink {
            let length = entry.length + max(0, arcs.lengths[arc] - here)
            if end == nil || length < end?.length ?? 0 {
              end = End(length: length, state: entry.state, arc: arc)
            }
          } else if potential[Self.entered(next)] != .beyond {
            let step = max(0, arcs.lengths[arc] + potential[Self.entered(next)] - here)
            reach(Self.entered(next), entry.length + step, from: state, via: arc)
          }
        }
      } else {
        if use[person] < personCapacity[person] {
          cross(state, Self.left(person), entry.length)
        }
        for arc in inflow[Int32(person)] ?? [] where flow[arc] > 0 {
          let before = source(of: arc)
          if potential[Self.left(before)] == .beyond { continue }
          let step = max(0, potential[Self.left(before)] - arcs.lengths[arc] - here)
          reach(Self.left(before), entry.length + step, from: state, via: ~arc)
        }
      }
    }
    return end
  }

  private mutating func cross(_ state: Int, _ next: Int, _ length: Length) {
    if potential[next] == .beyond { return }
    let step = max(0, potential[next] - potential[state])
    reach(next, length + step, from: state, via: Self.inside)
  }

  /// Whom a step leads away from.
  mutating func source(of arc: Int) -> Int { Int(stepsInto.sources[arc]) }

  private mutating func raisePotentials(to end: Length) {
    for state in touched where isSettled[Int(state)] && distance[Int(state)] < end {
      potential[Int(state)] += end - distance[Int(state)]
    }
  }

  /// Sends the chain along the way found, which may take steps back from chains made before.
  private mutating func apply(to last: Int) {
    var state = last
    while parent[state] >= 0 {
      let before = Int(parent[state])
      let step = via[state]
      if step == Self.inside {
        use[state / 2] += state == Self.left(state / 2) ? 1 : -1
      } else if step >= 0 {
        push(step)
      } else {
        take(~step)
      }
      state = before
    }
  }

  private mutating func push(_ arc: Int) {
    flow[arc] += 1
    if isListed[arc] || Int(arcs.ends[arc]) == sink { return }
    isListed[arc] = true
    inflow[arcs.ends[arc], default: []].append(arc)
  }

  mutating func take(_ arc: Int) { flow[arc] -= 1 }
}
