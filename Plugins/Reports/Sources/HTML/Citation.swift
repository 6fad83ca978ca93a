/// A reference as in a bibliography, taken apart for BibTeX.
///
/// `Brandes, U. (2001). A faster algorithm … . Journal of … 25, 163–177.` What does not read so is kept
/// whole as a title: nothing is guessed.
package struct Citation {
  package let reference: String
  /// `Brandes, U.`, or the name of an organisation as it stands.
  package let authors: [String]
  /// Whether there are authors beyond those named.
  package let hasOthers: Bool
  package let year: String
  package let title: String
  package let source: CitationSource
  /// `https://doi.org/` and what follows, behind the rest; empty without one.
  package let doi: String

  package init(_ reference: String) {
    self.reference = reference
    let cut = Self.withoutDOI(reference)
    doi = cut.doi
    let parts = Self.dated(cut.text) ?? Self.undated(cut.text)
    let people = parts.map { Self.people($0.authors) }
    (authors, hasOthers) = people ?? ([], false)
    (year, title) = (parts?.year ?? "", parts?.title ?? cut.text)
    source = CitationSource(parts?.source ?? "")
  }

  private typealias Parts = (authors: String, year: String, title: String, source: String)

  private static func withoutDOI(_ text: String) -> (text: String, doi: String) {
    guard let match = text.wholeMatch(of: /(.+\.) https?:\/\/(?:dx\.)?doi\.org\/(\S+?)\.?/) else {
      return (text, "")
    }
    return (String(match.1), String(match.2))
  }

  private static func dated(_ text: String) -> Parts? {
    if let match = text.wholeMatch(of: /(.+?) \((\d{4})\)\. (.+?[.?!]) (.+?)\.?/) {
      let title = match.3.hasSuffix(".") ? match.3.dropLast() : match.3
      return (String(match.1), String(match.2), String(title), String(match.4))
    }
    return text.wholeMatch(of: /(.+?) \((\d{4})\)\. (.+?)\./).map {
      (String($0.1), String($0.2), String($0.3), "")
    }
  }

  /// `Graphviz. The DOT language. https://graphviz.org/…`
  private static func undated(_ text: String) -> Parts? {
    text.wholeMatch(of: /([^.]+)\. (.+?)\. (https?:\/\/\S+)/).map {
      (String($0.1), "", String($0.2), String($0.3))
    }
  }

  private static func people(_ text: String) -> (authors: [String], hasOthers: Bool) {
    let hasOthers = text.hasSuffix(" et al.")
    let named = hasOthers ? String(text.dropLast(" et al.".count)) : text
    let authors = named.matches(of: /([^,&]+), ((?:\p{Lu}\p{Ll}?\.[ -]?)+)/).map {
      trimmed($0.1) + ", " + trimmed($0.2)
    }
    return (authors.isEmpty ? [named] : authors, hasOthers)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func isPerson(_ author: String) -> Bool { author.contains(", ") }

  /// `Brandes, 2001`; the whole reference when it could not be taken apart.
  var short: String {
    guard let first = authors.first else { return reference }
    let family = String(first.prefix { $0 != "," })
    let others = authors.count > 1 || hasOthers ? " et al." : ""
    return family + others + (year.isEmpty ? "" : ", " + year)
  }

  package func bibTeX(key: String) -> String {
    var fields: [(name: String, value: String)] = []
    if !authors.isEmpty {
      // Braces keep the name of an organisation from being turned round.
      let named = authors.map {
        Self.isPerson($0) ? Self.escaped($0) : "{" + Self.escaped($0) + "}"
      }
      fields.append(
        ("author", (named + (hasOthers ? ["others"] : [])).joined(separator: " and ")))
    }
    fields.append(("title", "{" + Self.escaped(title) + "}"))
    if !year.isEmpty { fields.append(("year", year)) }
    let (kind, place) = source.bibTeX
    fields += place.map {
      ($0.name, ["url", "doi"].contains($0.name) ? $0.value : Self.escaped($0.value))
    }
    if !doi.isEmpty { fields.append(("doi", doi)) }
    return "@\(kind){\(key),\n"
      + fields.map { "  \($0.name) = {\($0.value)}" }.joined(separator: ",\n")
      + "\n}\n"
  }

  /// `brandes2001`, told apart by a number where two share it.
  static func keys(_ citations: [Citation]) -> [String] {
    var seen: [String: Int] = [:]
    return citations.enumerated().map { place, citation in
      let family = (citation.authors.first ?? "").prefix { $0 != "," }
        .unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic }
      let base =
        family.isEmpty
        ? "source\(place + 1)"
        : String(String.UnicodeScalarView(family)).lowercased() + citation.year
      seen[base, default: 0] += 1
      let times = seen[base] ?? 1
      return times == 1 ? base : base + "-\(times)"
    }
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "&", "%", "$", "#", "_":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case _ where scalar.value < 0x20: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
