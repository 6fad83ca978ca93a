/// What is wrong with the XML of a file, in words.
struct XMLProblem {
  let message: String
  var help: String?

  /// - Parameters:
  ///   - code: a number of libxml2's `xmlParserErrors`, as Foundation hands it on.
  ///   - element: the element that is open.
  init(code: Int, inside element: String?) {
    let place = element.map { "'\($0)'" } ?? "the document"
    switch code {
    case 4: message = "this is not XML"
    case 5, 35, 39, 40, 41, 44, 62, 63, 73, 74, 77:
      message = "the XML breaks off or is damaged inside \(place)"
      help = "was the file cut off?"
    case 8, 9: message = "a character that XML forbids"
    case 26: message = "an entity that is not declared"
    case 42: message = "an attribute is given twice"
    case 76: message = "the wrong element is closed inside \(place)"
    default: message = "the XML is not well-formed inside \(place)"
    }
  }
}
