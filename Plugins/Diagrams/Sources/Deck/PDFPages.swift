internal import CPDFPages

/// Joins PDF files by qpdf.
package enum PDFPages {
  package struct Page {
    package let pdf: [UInt8]
    /// Of the bookmark.
    package let title: String
    package init(pdf: [UInt8], title: String) { (self.pdf, self.title) = (pdf, title) }
  }

  /// Of qpdf.
  static var version: String { unsafe String(cString: pdf_pages_version()) }

  /// Why files could not be joined.
  package struct Failure: Error { package let reason: String }

  /// The pages of all files with a bookmark for each; the same bytes for the same pages.
  package static func joined(_ pages: [Page], title: String, subject: String) throws -> [UInt8] {
    guard let result = unsafe pdf_pages_begin() else { throw Failure(reason: "no memory") }
    defer { unsafe pdf_pages_end(result) }
    for page in pages
    where unsafe pdf_pages_add(
      result, page.pdf, page.pdf.count, XMLText.clean(page.title)) != 0
    {
      throw Failure(reason: unsafe String(cString: pdf_pages_problem(result)))
    }
    var length = 0
    guard
      let bytes = unsafe pdf_pages_finish(
        result, XMLText.clean(title), XMLText.clean(subject), &length)
    else { throw Failure(reason: unsafe String(cString: pdf_pages_problem(result))) }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: length))
  }
}
