/// Finds any of many phrases in a text, in one pass: a tree of words, whose nodes are hashes of the way there.
struct PhraseIndex {
  /// Longer phrases are known by their beginning.
  static let mostWords = 8
  /// What each beginning of a phrase stands for; -1 when no phrase ends there.
  private var nodes: [UInt64: Int32] = [:]

  var isEmpty: Bool { nodes.isEmpty }

  /// The first value that a phrase is added with stays.
  mutating func add(_ words: [UInt64], _ value: Int32) {
    var path = FoldedWords.seed
    for (index, word) in words.prefix(Self.mostWords).enumerated() {
      path = Self.step(path, word)
      let isEnd = index == min(words.count, Self.mostWords) - 1
      let known = nodes[path]
      if known == nil || (isEnd && known == -1) { nodes[path] = isEnd ? value : -1 }
    }
  }

  private static func step(_ path: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (path ^ word) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }

  /// Calls `found` with the value and the place of each phrase in a text.
  func scan(_ bytes: [UInt8], _ words: inout FoldedWords, _ found: (Int32, Int) -> Void) {
    var open: [(path: UInt64, offset: Int)] = []
    words.scan(bytes) { word in
      var kept = 0
      func advance(_ path: UInt64, _ offset: Int) {
        let next = Self.step(path, word.hash)
        guard let value = nodes[next] else { return }
        if value >= 0 { found(value, offset) }
        if kept < open.count { open[kept] = (next, offset) } else { open.append((next, offset)) }
        kept += 1
      }
      for index in open.indices { advance(open[index].path, open[index].offset) }
      advance(FoldedWords.seed, word.offset)
      open.removeLast(open.count - kept)
    }
  }
}
