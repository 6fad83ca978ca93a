/// What is counted, given in the plural.
package struct Noun {
  private let plural: String

  package init(_ plural: String) { self.plural = plural }

  /// "1 person", "2 people", "12,345 people".
  package func counted(_ count: Int) -> String {
    "\(NumberText.grouped(count)) \(count == 1 ? singular : plural)"
  }

  /// By the rules of English; a plural that follows none stays as it is.
  package var singular: String {
    if plural == "people" { return "person" }
    if plural.hasSuffix("ies"), plural.count > 4 { return plural.dropLast(3) + "y" }
    if plural.hasSuffix("s"), !plural.hasSuffix("ss") { return String(plural.dropLast()) }
    return plural
  }
}
