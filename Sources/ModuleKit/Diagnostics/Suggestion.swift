/// Finds what a user may have meant by a name that does not exist.
public enum Suggestion {
  /// The known name nearest to `name`, if it is near enough to be a slip.
  ///
  /// Nearness is the number of insertions, removals, replacements and swaps of neighbouring
  /// letters; ties go to the name listed first.
  public static func nearest(to name: String, among known: [String]) -> String? {
    let limit = max(1, name.count / 3)
    let lowered = name.lowercased()
    var best: (name: String, distance: Int)?
    for candidate in known {
      let distance = editDistance(lowered, candidate.lowercased())
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name ?? prefixMatch(lowered, known)
  }

  /// "did you mean 'x'?", or the list of what there is when nothing is near.
  public static func help(for name: String, among known: [String], kind: String) -> String {
    if let nearest = nearest(to: name, among: known) { return "did you mean '\(nearest)'?" }
    if known.isEmpty { return "there are no \(kind) here" }
    let shown = known.prefix(12).joined(separator: ", ")
    return "\(kind): \(shown)" + (known.count > 12 ? ", and \(known.count - 12) more" : "")
  }

  /// A name that begins or ends with what was written, when only one does: `leiden`.
  private static func prefixMatch(_ name: String, _ known: [String]) -> String? {
    guard name.count >= 3 else { return nil }
    let matches = known.filter {
      $0.lowercased().hasPrefix(name) || $0.lowercased().hasSuffix(name)
    }
    return matches.count == 1 ? matches[0] : nil
  }

  /// Optimal string alignment distance.
  static func editDistance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.prefix(80)), Array(b.prefix(80)))
    var rows = [[Int]](repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 0..<a.count {
      for j in 0..<b.count {
        let change = rows[i][j] + (a[i] == b[j] ? 0 : 1)
        var least = min(change, rows[i][j + 1] + 1, rows[i + 1][j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        rows[i + 1][j + 1] = least
      }
    }
    return rows[a.count][b.count]
  }
}
