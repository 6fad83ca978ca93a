internal import ModuleKit

extension Network {
  /// Says that characters had to be replaced, and refuses when two names become one by it.
  ///
  /// - Parameters:
  ///   - format: the format's name.
  ///   - isForbidden: true for a character that the format cannot hold.
  func reportForbidden(
    in format: String, _ context: StageContext, _ isForbidden: (Unicode.Scalar) -> Bool
  ) throws(Diagnostic) {
    func isHit(_ text: String) -> Bool { text.unicodeScalars.contains(where: isForbidden) }
    let columns = (nodes.entries + edges.entries).contains { entry in
      guard case .texts(let texts) = entry.column else { return isHit(entry.name) }
      return isHit(entry.name) || texts.dictionary.contains(where: isHit)
    }
    let names = ids.filter(isHit)
    if names.isEmpty && !columns { return }
    let known = Set(ids)
    var replaced: Set<String> = []
    for name in names {
      let safe = String(
        String.UnicodeScalarView(
          name.unicodeScalars.map { isForbidden($0) ? Substitute.sign(for: $0) : $0 }))
      if known.contains(safe) || !replaced.insert(safe).inserted {
        throw context.error(
          "names-collide",
          "two nodes would both be called '\(safe)': \(format) cannot hold all their characters",
          parameter: "file", help: "rename one of them before exporting")
      }
    }
    context.warn(
      "replaced-characters",
      "\(format) cannot hold control characters: visible signs stand in for them",
      parameter: "file")
  }
}
