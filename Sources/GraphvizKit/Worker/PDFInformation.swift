internal import Foundation

/// Title and description inside a PDF file, for readers' windows and for search.
///
/// Added as an incremental update, which leaves all that is there in its place (PDF 32000-1, 7.5.6).
struct PDFInformation {
  let title: String?
  let subject: String?

  func added(to pdf: [UInt8]) -> [UInt8] {
    let entries = [("Title", title), ("Subject", subject)].compactMap { key, text in
      text.map { "/\(key) \(Self.string($0))" }
    }
    guard !entries.isEmpty, let trailer = Trailer(pdf) else { return pdf }
    let start = pdf.count + 1
    let number = trailer.size
    var update = "\n\(number) 0 obj\n<< \(entries.joined(separator: "\n   ")) >>\nendobj\n"
    let table = pdf.count + update.utf8.count
    let digits = String(start)
    let offset = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    update += "xref\n\(number) 1\n\(offset) 00000 n \n"
    update += "trailer\n<< /Size \(number + 1)\n   /Root \(trailer.root)\n   /Info \(number) 0 R\n"
    update += "   /Prev \(trailer.table)\n>>\nstartxref\n\(table)\n%%EOF\n"
    return pdf + Array(update.utf8)
  }

  /// UTF-16 in hexadecimal: nothing in it needs an escape.
  private static func string(_ text: String) -> String {
    let digits = DOTText.clean(text).utf16.map { unit in
      let hex = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - hex.count) + hex
    }
    return "<FEFF\(digits.joined())>"
  }

  /// What the end of the file says of it; nil where it is not as cairo writes it.
  private struct Trailer {
    let size: Int
    let root: String
    let table: Int

    init?(_ pdf: [UInt8]) {
      let end = String(decoding: pdf.suffix(1024), as: UTF8.self)
      guard let start = end.range(of: "trailer") else { return nil }
      let words = end[start.upperBound...].split(whereSeparator: \.isWhitespace).map(String.init)
      func after(_ key: String) -> Int? { words.lastIndex(of: key).map { $0 + 1 } }
      guard let size = after("/Size"), let root = after("/Root"), let table = after("startxref"),
        words.indices.contains(root + 2), words.indices.contains(table),
        let count = Int(words[size]), let offset = Int(words[table])
      else { return nil }
      (self.size, self.table) = (count, offset)
      self.root = words[root...(root + 2)].joined(separator: " ")
    }
  }
}
