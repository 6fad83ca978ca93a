/// Where something cited appeared, read from the end of a reference.
package enum CitationSource: Equatable {
  /// `Journal of Mathematical Sociology 25(2), 163-177`
  case article(journal: String, volume: String, issue: String, pages: String)
  /// `COCOON, LNCS 3595, 440-449`
  case inProceedings(of: String, series: String, volume: String, pages: String)
  /// `Cambridge University Press, ch. 13`
  case book(publisher: String, address: String, part: String)
  /// `RFC 8259, IETF`
  case report(number: String, institution: String)
  case address(String)
  /// What is none of these, as it stands.
  case other(String)
  case nowhere

  private static let publishers: Set<String> = [
    "Wiley", "Graphics Press", "Kluwer", "Prentice Hall", "Springer", "Academic Press", "MIT Press",
    "McGraw-Hill",
    "Addison-Wesley", "Elsevier", "Sage", "Chapman & Hall", "CRC Press",
  ]

  /// - Parameter text: without the full stop at its end.
  package init(_ text: String) {
    self =
      Self.online(text) ?? Self.report(text) ?? Self.series(text) ?? Self.book(text)
      ?? Self.article(text) ?? Self.proceedings(text) ?? Self.placed(text)
      ?? (text.isEmpty ? .nowhere : .other(text))
  }

  private static func online(_ text: String) -> Self? {
    text.wholeMatch(of: /https?:\/\/\S+/).map { .address(String($0.0)) }
  }
  private static func report(_ text: String) -> Self? {
    if let match = text.wholeMatch(of: /((?:RFC|NISTIR|ISO(?:\/IEC)?) [\d-]+)(?:, (.+))?/) {
      return .report(number: String(match.1), institution: String(match.2 ?? ""))
    }
    return text.wholeMatch(of: /Technical report, (.+)/).map {
      .report(number: "", institution: String($0.1))
    }
  }
  private static func series(_ text: String) -> Self? {
    text.wholeMatch(of: /(.+), (LNCS|LNAI) (\d+), ([\d-]+)/).map {
      .inProceedings(
        of: String($0.1), series: String($0.2), volume: String($0.3), pages: String($0.4))
    }
  }
  private static func article(_ text: String) -> Self? {
    if let match = text.wholeMatch(
      of: /(.+?) (\d+)(?:\(([\d-]+)\))?(?:, ([A-Za-z]?\d+(?:[-.]\d+)?))?/)
    {
      return .article(
        journal: String(match.1), volume: String(match.2), issue: String(match.3 ?? ""),
        pages: String(match.4 ?? ""))
    }
    // A journal that numbers its papers only.
    return text.wholeMatch(of: /(.+), ([A-Z]\d+)/).map {
      .article(journal: String($0.1), volume: "", issue: "", pages: String($0.2))
    }
  }
  private static func proceedings(_ text: String) -> Self? {
    text.wholeMatch(of: /(.+), (\d+-\d+)/).map {
      .inProceedings(of: String($0.1), series: "", volume: "", pages: String($0.2))
    }
  }
  private static func book(_ text: String) -> Self? {
    guard let match = text.wholeMatch(of: /(.+?)(?:, ((?:ch|p|pp)\. [\d-]+))?/),
      publishers.contains(String(match.1)) || match.1.hasSuffix("University Press")
    else { return nil }
    return .book(publisher: String(match.1), address: "", part: String(match.2 ?? ""))
  }
  /// `Harvard, MA: Analytic Technologies`
  private static func placed(_ text: String) -> Self? {
    text.wholeMatch(of: /([^:]+): (.+)/).map {
      .book(publisher: String($0.2), address: String($0.1), part: "")
    }
  }

  /// As it was read.
  package var text: String {
    func after(_ separator: String, _ text: String) -> String {
      text.isEmpty ? "" : separator + text
    }
    return switch self {
    case .article(let journal, let volume, let issue, let pages):
      journal + after(" ", volume) + (issue.isEmpty ? "" : "(\(issue))") + after(", ", pages)
    case .inProceedings(let book, let series, let volume, let pages):
      book + after(", ", series) + after(" ", volume) + after(", ", pages)
    case .book(let publisher, let address, let part):
      (address.isEmpty ? "" : address + ": ") + publisher + after(", ", part)
    case .report(let number, let institution):
      number.isEmpty ? "Technical report, \(institution)" : number + after(", ", institution)
    case .address(let address): address
    case .other(let text): text
    case .nowhere: ""
    }
  }

  /// The kind of entry in BibTeX, and the fields that tell where it appeared.
  package var bibTeX: (kind: String, fields: [(name: String, value: String)]) {
    func dashed(_ pages: String) -> String { pages.split(separator: "-").joined(separator: "--") }
    let (kind, fields): (String, [(String, String)]) =
      switch self {
      case .article(let journal, let volume, let issue, let pages):
        (
          "article",
          [
            ("journal", journal), ("volume", volume), ("number", dashed(issue)),
            ("pages", dashed(pages)),
          ]
        )
      case .inProceedings(let book, let series, let volume, let pages):
        (
          "inproceedings",
          [("booktitle", book), ("series", series), ("volume", volume), ("pages", dashed(pages))]
        )
      case .book(let publisher, let address, let part):
        ("book", [("publisher", publisher), ("address", address), ("note", part)])
      case .report(let number, let institution):
        (
          institution.isEmpty ? "misc" : "techreport",
          [(institution.isEmpty ? "howpublished" : "number", number), ("institution", institution)]
        )
      case .address(let address):
        if let doi = address.firstMatch(of: /^https?:\/\/(?:dx\.)?doi\.org\/(.+)$/) {
          ("misc", [("doi", String(doi.1))])
        } else {
          ("misc", [("url", address)])
        }
      case .other(let text): ("misc", [("howpublished", text)])
      case .nowhere: ("misc", [])
      }
    return (kind, fields.filter { !$0.1.isEmpty })
  }
}
