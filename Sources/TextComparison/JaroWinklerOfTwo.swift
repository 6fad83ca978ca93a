extension JaroWinkler {
  /// The similarity of two folded texts that are compared this once.
  package static func similarity(_ a: String, _ b: String) -> Double {
    var pool = TextPool()
    let (one, other) = (pool.append(a), pool.append(b))
    return similarity(pool, one, other)
  }
}
