/// Values that nodes or edges get where they begin.
struct DOTDefaults {
  private(set) var values: [Int32: DOTScanner.Name] = [:]
  /// What it costs to give them to a node or an edge.
  private(set) var cost = 0

  mutating func set(_ attribute: Int32, _ value: DOTScanner.Name) {
    cost += GraphDraft.cost(of: value.text)
    if let old = values.updateValue(value, forKey: attribute) {
      cost -= GraphDraft.cost(of: old.text)
    }
  }
}

/// A graph or subgraph whose brace is open.
struct DOTScope {
  /// What an edge joins: a node, and where at it.
  struct End {
    let row: Int32
    var port: String?
  }

  /// What stands on one side of an edge: nodes, or all of a subgraph.
  struct Group {
    let ends: [End]
    let isSubgraph: Bool
    let place: SourceLines.Place
  }

  /// Where its brace stands.
  let place: SourceLines.Place
  /// Its position among all subgraphs.
  let subgraph: Int
  /// How many nodes the subgraph had when it was opened.
  let knownMembers: Int
  /// The innermost cluster, as a position among all subgraphs.
  var cluster: Int?
  /// Values of nodes and edges that begin from now on.
  var nodeDefaults = DOTDefaults()
  var edgeDefaults = DOTDefaults()
  /// The statement that is being read: `a -> {b c}` as far as it goes.
  var chain: [Group] = []
  /// Where the operator stands whose right side is expected.
  var operatorPlace: SourceLines.Place?

  init(
    place: SourceLines.Place, subgraph: Int, knownMembers: Int, inside outer: DOTScope? = nil
  ) {
    (self.place, self.subgraph, self.knownMembers) = (place, subgraph, knownMembers)
    guard let outer else { return }
    cluster = outer.cluster
    (nodeDefaults, edgeDefaults) = (outer.nodeDefaults, outer.edgeDefaults)
  }
}

/// Subgraphs, which nest, gather nodes, and may be opened again by their name.
struct DOTSubgraphs {
  private struct Subgraph {
    let name: String
    let parent: Int
    var members: [Int32] = []
    var isMember: Set<Int32> = []
    var label: String?
  }

  private struct Key: Hashable {
    let parent: Int
    let name: DOTScanner.Name
  }

  /// The first is the graph itself, whose members are all nodes and not listed.
  private var all = [Subgraph(name: "", parent: -1)]
  private var positions: [Key: Int] = [:]
  /// For each node, the cluster that it belongs to; -1 for none.
  private var clusterOfNode: [Int32] = []
  /// Nodes in clusters that are not inside one another.
  private(set) var disputed: Set<Int32> = []

  /// The subgraph of this name inside `parent`, a new one when there is none.
  mutating func open(_ name: DOTScanner.Name?, inside parent: Int) -> Int {
    let position = all.count
    if let name {
      let key = Key(parent: parent, name: name)
      if let known = positions[key] { return known }
      positions[key] = position
    }
    all.append(Subgraph(name: name?.text ?? "", parent: parent))
    return position
  }

  func memberCount(_ subgraph: Int) -> Int { all[subgraph].members.count }
  func members(_ subgraph: Int) -> [Int32] { all[subgraph].members }
  /// Graphviz knows clusters by the beginning of their names.
  func isCluster(_ subgraph: Int) -> Bool {
    all[subgraph].name.lowercased().hasPrefix("cluster")
  }

  mutating func addNode() { clusterOfNode.append(-1) }

  mutating func add(_ node: Int32, to subgraph: Int) {
    if subgraph > 0, all[subgraph].isMember.insert(node).inserted {
      all[subgraph].members.append(node)
    }
  }

  /// Tells the subgraph around `subgraph` of the members that are new since `known`.
  mutating func passOn(_ subgraph: Int, since known: Int) {
    let parent = all[subgraph].parent
    if parent <= 0 { return }
    for index in known..<max(known, all[subgraph].members.count) {
      add(all[subgraph].members[index], to: parent)
    }
  }

  mutating func setLabel(_ label: String, of subgraph: Int) { all[subgraph].label = label }

  // MARK: Clusters

  /// Puts a node that is met inside `cluster` into it.
  ///
  /// Of clusters inside one another the innermost counts, of others the first.
  mutating func put(_ node: Int32, into cluster: Int) {
    let current = Int(clusterOfNode[Int(node)])
    if current < 0 || contains(current, cluster) {
      clusterOfNode[Int(node)] = Int32(cluster)
    } else if !contains(cluster, current) {
      disputed.insert(node)
    }
  }

  private func contains(_ outer: Int, _ inner: Int) -> Bool {
    var position = inner
    while position >= 0 {
      if position == outer { return true }
      position = all[position].parent
    }
    return false
  }

  /// The label of a node's cluster, or its name.
  func cluster(of node: Int32) -> String? {
    let cluster = Int(clusterOfNode[Int(node)])
    if cluster < 0 { return nil }
    let label = all[cluster].label ?? ""
    if !label.isEmpty { return label }
    return all[cluster].name.isEmpty ? String(cluster) : all[cluster].name
  }
}
