/// A reference as in a bibliography, taken apart for BibTeX.
///
/// `Brandes, U. (2001). A faster algorithm … . Journal of … 25, 163–177.` What does not read so is kept
/// whole as a title: nothing is guessed.
struct Citation {
  let reference: String
  let authors: [String]
  let year: String
  let title: String
  let source: String

  init(_ reference: String) {
    self.reference = reference
    let parts = Self.parts(reference)
    (authors, year) = (parts?.authors ?? [], parts?.year ?? "")
    (title, source) = (parts?.title ?? reference, parts?.source ?? "")
  }

  private static func parts(_ text: String) -> (
    authors: [String], year: String, title: String, source: String
  )? {
    guard let match = text.firstMatch(of: #/^(.+?) \((\d{4})\)\. (.+?[.?!]) (.+)$/#) else {
      return nil
    }
    let authors = String(match.1).matches(of: #/([^,&]+), ((?:\p{Lu}[\p{Ll}]?\.[ -]?)+)/#).map {
      trimmed($0.1) + ", " + trimmed($0.2)
    }
    if authors.isEmpty { return nil }
    return (authors, String(match.2), String(match.3.dropLast()), String(match.4))
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// `Brandes, 2001`; the whole reference when it could not be taken apart.
  var short: String {
    guard let first = authors.first else { return reference }
    let family = String(first.prefix { $0 != "," })
    return family + (authors.count > 1 ? " et al., " : ", ") + year
  }

  func bibTeX(key: String) -> String {
    var fields: [(String, String)] = []
    if !authors.isEmpty {
      fields.append(("author", authors.map(Self.escaped).joined(separator: " and ")))
    }
    fields.append(("title", "{" + Self.escaped(title) + "}"))
    if !year.isEmpty { fields.append(("year", year)) }
    // Journal, volume and pages are left together: taking them apart would be a guess.
    if !source.isEmpty { fields.append(("note", Self.escaped(source))) }
    return "@misc{\(key),\n" + fields.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n")
      + "\n}\n"
  }

  /// `brandes2001`, told apart by a letter where two share it.
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
