internal import Foundation
internal import ModuleKit

/// By which methods the tables below one another were made.
extension StackedTables {
  /// What the stages say of data and preparation, and of their tables; for captions, what all say.
  func methods(
    _ inputs: [Network], _ tables: [Table], _ names: [String], _ stage: String
  ) -> [MethodNote] {
    var notes: [MethodNote] = []
    // What each stage says of one thing, and the first note of it.
    var captions: [String: (place: Int, texts: [String])] = [:]
    for (index, input) in inputs.enumerated() {
      let table = tables[index]
      let ofTable = input.methods(ofTable: table.name, columns: shownColumns(table))
      var seen: [String: Int] = [:]
      for note in input.methods {
        var note = note
        var thing = "\(note.subject)"
        if case .measure(let subject) = note.subject {
          guard ofTable.contains(note) else { continue }
          thing = subject.replacing(names[index], with: "<stage>")
          // What is said of one column stays with it.
          if table.rows[subject] == nil { note.subject = .measure(stage) }
        }
        seen[thing, default: 0] += 1
        thing += "#\(seen[thing] ?? 0)"
        let caption = note.caption
        // The engine ties it to the table that is made here.
        (note.tables, note.caption) = (nil, "")
        let place = notes.firstIndex(of: note) ?? notes.count
        if place == notes.count { notes.append(note) }
        if caption.isEmpty { continue }
        captions[thing, default: (place, [])].texts.append(caption)
      }
    }
    for (place, texts) in captions.values.sorted(by: { $0.place < $1.place }) {
      let common = Self.common(texts)
      // Two things that a stage says in the same words are one.
      if notes[place].caption.isEmpty { notes[place].caption = common }
    }
    return notes
  }

  func shownColumns(_ table: Table) -> [String] {
    parameters.measures.isEmpty ? table.rows.names : ["measure", "value", "lower", "upper"]
  }

  /// The parts that all captions have.
  static func common(_ captions: [String]) -> String {
    let parts = captions.map { $0.components(separatedBy: ", ") }
    return parts[0].filter { part in parts.allSatisfy { $0.contains(part) } }
      .joined(separator: ", ")
  }
}
