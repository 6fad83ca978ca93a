extension Network {
  /// Ties what a stage has said of its methods to the tables that it has written, so that whoever
  /// shows a table can tell how it was made. Called once after each stage, for all modules alike.
  ///
  /// - Parameter before: the network that the stage was given.
  public mutating func creditTables(since before: Network) {
    let known = Dictionary(before.tables.map { ($0.name, $0) }) { first, _ in first }
    let written = tables.filter { known[$0.name] != $0 }.map(\.name)
    for index in methods.indices {
      guard let earlier = methods[index].tables else {
        methods[index].tables = methods[index].subject.isMeasure ? written : []
        continue
      }
      // A table of the same name has taken the place of the one that this was about.
      if index < before.methods.count, methods[index] == before.methods[index], !written.isEmpty {
        methods[index].tables = earlier.filter { !written.contains($0) }
      }
    }
  }

  /// How a table was made, in the few words of captions.
  ///
  /// - Parameter columns: those that are shown: what is said of another column is left out.
  public func methods(ofTable name: String, columns: [String]) -> [MethodNote] {
    let all = table(name)?.rows.names ?? []
    return methods.filter { note in
      guard case .measure(let subject) = note.subject, note.tables?.contains(name) == true
      else { return false }
      return !all.contains(subject) || columns.contains(subject)
    }
  }
}

extension MethodNote.Subject {
  fileprivate var isMeasure: Bool {
    if case .measure = self { return true }
    return false
  }
}
