internal import ModuleKit

/// How the numbers came about.
extension HTMLPage {
  var ledger: String {
    if network.ledger.isEmpty { return "" }
    let body = network.ledger.map { entry -> [HTML.Cell] in
      var reasons: [String: Int] = [:]
      for rejection in entry.rejections { reasons[rejection.reason, default: 0] += 1 }
      let why = reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return [.text(entry.source), .text(entry.unit)]
        + [entry.read, entry.kept, entry.merged, entry.rejected, entry.dropped].map {
          .number(Double($0))
        } + [.text(why.joined(separator: ", "))]
    }
    let remarks = network.ledger.filter { !$0.notes.isEmpty }.map {
      "<li>\(HTML.isolated($0.source)): \(HTML.isolated($0.notes.joined(separator: "; ")))</li>"
    }
    return HTML.table(
      "Every row read is kept, merged, rejected for a reason or dropped by the study",
      ["source", "unit", "read", "kept", "merged", "rejected", "dropped", "reasons"], body,
      numeric: [2, 3, 4, 5, 6])
      + (remarks.isEmpty ? "" : "<ul>\(remarks.joined())</ul>\n")
  }

  var limits: String {
    let found = StudyLimits(network: network).sentences
    if found.isEmpty {
      return "<p>Nothing in the data limits the results beyond the definitions below.</p>\n"
    }
    return "<ul>" + found.map { "<li>\(HTML.isolated($0))</li>" }.joined() + "</ul>\n"
  }

  var definitions: String {
    func rows(_ frame: Frame, _ of: String) -> [[HTML.Cell]] {
      frame.entries.filter { !$0.convention.isEmpty }.map { entry in
        let references = network.methods.filter { $0.subject == .measure(entry.name) }
          .compactMap(\.reference)
        return [
          .text(entry.name), .text(of), .text(entry.convention),
          .text(Set(references).sorted().joined(separator: " ")),
        ]
      }
    }
    let all = rows(network.nodes, "nodes") + rows(network.edges, "edges")
    if all.isEmpty { return "" }
    return HTML.table("What each column is", ["column", "of", "definition", "reference"], all)
  }

  /// What was read, what was done to it, what was computed. The stages themselves are the engine's.
  var stages: String {
    func names(_ wanted: (MethodNote) -> Bool) -> String {
      var seen: Set<String> = []
      return network.methods.filter(wanted).map(\.text).filter { seen.insert($0).inserted }
        .joined(separator: " ")
    }
    let inputs = network.ledger.filter(\.isInput).map { "\($0.source) (\($0.read) \($0.unit))" }
    let steps: [(String, String)] = [
      ("Read", inputs.joined(separator: ", ")),
      ("Data", names { $0.subject == .data }),
      ("Prepared", names { $0.subject == .preparation }),
      (
        "Computed",
        names { note in
          if case .measure = note.subject { return true }
          return false
        }
      ),
      ("Drawn", network.figures.map(\.title).joined(separator: ", ")),
    ].filter { !$0.1.isEmpty }
    if steps.isEmpty { return "" }
    return "<ol class=\"stages\">"
      + steps.map { "<li><strong>\($0.0)</strong> \(HTML.isolated($0.1))</li>" }.joined()
      + "</ol>\n"
  }

  var paste: String {
    let texts = PasteTexts(network, seed: seed)
    let blocks = [
      ("methods-en", "Methods", "en", texts.english),
      ("methods-fr", "Méthodes", "fr", texts.french),
      ("bibtex", "BibTeX", "en", texts.bibTeX),
    ].filter { !$0.3.isEmpty }
    return blocks.map { id, heading, language, text in
      """
      <h3 lang="\(language)">\(heading)</h3>
      <pre id="\(id)" lang="\(language)">\(HTML.escaped(text))</pre>
      <button type="button" data-copy="\(id)" hidden>Copy \(heading)</button>\n
      """
    }.joined()
  }

  var manifest: String {
    "<p>Seed \(seed). The same study, inputs and version give the same bytes; <code>manifest.json</code> beside this page lists the version and the hash of every file.</p>\n"
  }
}
