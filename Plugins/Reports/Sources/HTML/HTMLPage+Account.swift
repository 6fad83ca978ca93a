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
      return "<p>\(StudyLimits.none)</p>\n"
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

  /// The stages that led here; nothing where they are not known.
  var stages: String { StageDrawing(lineage).html }

  var paste: String {
    let texts = PasteTexts(network, seed: seed, version: lineage.engine)
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
    let version = lineage.engine.isEmpty ? "" : " \(HTML.isolated(lineage.engine))"
    let files = lineage.stages.flatMap { stage in
      stage.files.map { [HTML.Cell.text($0.name), .text(stage.id), .text($0.sha256)] }
    }
    let table =
      files.isEmpty
      ? "" : HTML.table("Files that were read", ["file", "stage", "SHA-256"], files)
    return """
      <p>Sociogram\(version), seed \(seed). The same study, files and version give the same bytes; \
      <code>manifest.json</code> beside this page lists the parameters of every stage and the hash of every file.</p>
      \(table)
      """
  }
}
