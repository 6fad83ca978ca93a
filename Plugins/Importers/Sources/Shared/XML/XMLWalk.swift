internal import Foundation
internal import FoundationXML
internal import ModuleKit

/// Listens to the elements of an XML file.
///
/// Elements come by their local names: the namespace is often missing or wrong.
protocol XMLListener: AnyObject {
  /// The innermost element that it knows, for messages.
  var openElement: String? { get }
  func begin(
    _ element: String, _ attributes: [String: String], at place: SourceLines.Place
  ) throws(Diagnostic)
  func end(at place: SourceLines.Place) throws(Diagnostic)
  func add(_ text: String)
}

/// Leads Foundation's parser through an XML file.
final class XMLWalk: NSObject, XMLParserDelegate {
  private let lines: SourceLines
  private let listener: any XMLListener
  private let progress: () throws -> Void
  private var failure: (any Error)?
  private var elementCount = 0

  /// - Parameters:
  ///   - lines: the file as ``XMLBytes`` gives it.
  ///   - progress: called now and then; throws to stop.
  init(
    _ lines: SourceLines, _ listener: any XMLListener, _ progress: @escaping () throws -> Void
  ) {
    (self.lines, self.listener, self.progress) = (lines, listener, progress)
  }

  func run() throws {
    if let place = XMLBytes.entity(in: lines.bytes) { throw refusedEntity(place) }
    let data = Data(lines.bytes)
    // Foundation refuses large files that it is given whole (swift-corelibs-foundation #4851), and
    // takes a pause with each stream.
    let parser =
      data.count < 500_000 ? XMLParser(data: data) : XMLParser(stream: InputStream(data: data))
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    let isWellFormed = parser.parse()
    if let failure { throw failure }
    if !isWellFormed { throw notWellFormed(parser) }
  }

  private func refusedEntity(_ place: SourceLines.Place) -> Diagnostic {
    // This place was not told by the parser.
    var lines = lines
    lines.placesFollowTags = false
    return lines.error(
      "xml-entity", "the file declares an entity", at: place,
      help: "entities are not taken, because they can read other files or grow without bound; "
        + "write the text out")
  }

  private func notWellFormed(_ parser: XMLParser) -> Diagnostic {
    let problem = XMLProblem(
      code: (parser.parserError as? NSError)?.code ?? 0, inside: listener.openElement)
    return lines.error("bad-xml", problem.message, at: place(parser), help: problem.help)
  }

  private func place(_ parser: XMLParser) -> SourceLines.Place {
    SourceLines.Place(line: max(1, parser.lineNumber), byte: max(0, parser.columnNumber - 1))
  }

  private func fail(_ error: any Error, _ parser: XMLParser) {
    if failure == nil { failure = error }
    parser.abortParsing()
  }

  // MARK: Events

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    guard failure == nil else { return }
    elementCount += 1
    do {
      if elementCount & 0xFFF == 0 { try progress() }
      let local = name.split(separator: ":").last.map(String.init) ?? name
      try listener.begin(local, attributes, at: place(parser))
    } catch {
      fail(error, parser)
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard failure == nil else { return }
    do {
      try listener.end(at: place(parser))
    } catch {
      fail(error, parser)
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { listener.add(string) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    listener.add(String(decoding: block, as: UTF8.self))
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    if failure == nil { failure = notWellFormed(parser) }
  }
}
