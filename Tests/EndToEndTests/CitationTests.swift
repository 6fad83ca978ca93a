import BuiltInModules
import ModuleKit
import Reports
import Testing

/// References of modules are read without loss: put together again, they are what they were.
struct CitationTests {
  private static let references = Set(builtInModules.entries.flatMap(\.manual.references)).sorted()

  private func together(_ citation: Citation) -> String {
    var people = citation.authors.dropLast().joined(separator: ", ")
    people += (people.isEmpty ? "" : " & ") + (citation.authors.last ?? "")
    if citation.hasOthers { people += " et al." }
    let source = citation.source.text
    let end = source.hasPrefix("http") ? "" : "."
    return people + (citation.year.isEmpty ? ". " : " (\(citation.year)). ") + citation.title
      + (citation.title.hasSuffix("?") ? "" : ".")
      + (source.isEmpty ? "" : " " + source + end)
      + (citation.doi.isEmpty ? "" : " https://doi.org/" + citation.doi)
  }

  @Test(arguments: references)
  func isReadWithoutLoss(reference: String) {
    let citation = Citation(reference)
    #expect(together(citation) == reference)
    #expect(!citation.authors.isEmpty)
    let entry = citation.bibTeX(key: "k")
    #expect(entry.count { $0 == "{" } == entry.count { $0 == "}" })
    // What tells where something appeared stands in fields, not in a note.
    if case .other = citation.source {
      #expect(
        ["Cray User's Group", "R package", "Version 5.1.0. University of Minnesota"].contains(
          citation.source.text))
    }
  }

  @Test func mostAreArticles() {
    let kinds = Self.references.map { Citation($0).bibTeX(key: "k").prefix { $0 != "{" } }
    #expect(kinds.count { $0 == "@article" } > 70)
    #expect(10 * kinds.count { $0 == "@misc" } < kinds.count)
  }

  @Test(arguments: [
    (
      "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163-177.",
      """
      @article{k,
        author = {Brandes, U.},
        title = {{A faster algorithm for betweenness centrality}},
        year = {2001},
        journal = {Journal of Mathematical Sociology},
        volume = {25},
        number = {2},
        pages = {163--177}
      }

      """
    ),
    (
      "Iosup, A. et al. (2016). LDBC & more: 100 %. PVLDB 9(13), 1317-1328. https://doi.org/10.14778/3007263.3007270",
      """
      @article{k,
        author = {Iosup, A. and others},
        title = {{LDBC \\& more: 100 \\%}},
        year = {2016},
        journal = {PVLDB},
        volume = {9},
        number = {13},
        pages = {1317--1328},
        doi = {10.14778/3007263.3007270}
      }

      """
    ),
    (
      "Viger, F. & Latapy, M. (2005). Generation. COCOON, LNCS 3595, 440-449.",
      """
      @inproceedings{k,
        author = {Viger, F. and Latapy, M.},
        title = {{Generation}},
        year = {2005},
        booktitle = {COCOON},
        series = {LNCS},
        volume = {3595},
        pages = {440--449}
      }

      """
    ),
    (
      "Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge University Press, ch. 13.",
      """
      @book{k,
        author = {Wasserman, S. and Faust, K.},
        title = {{Social Network Analysis}},
        year = {1994},
        publisher = {Cambridge University Press},
        note = {ch. 13}
      }

      """
    ),
    (
      "GEXF Working Group (2022). GEXF 1.3 specification. https://gexf.net/schema.html",
      """
      @misc{k,
        author = {{GEXF Working Group}},
        title = {{GEXF 1.3 specification}},
        year = {2022},
        url = {https://gexf.net/schema.html}
      }

      """
    ),
    ("A book I once read } {", "@misc{k,\n  title = {{A book I once read \\} \\{}}\n}\n"),
  ])
  func entries(reference: String, entry: String) {
    #expect(Citation(reference).bibTeX(key: "k") == entry)
  }
}
