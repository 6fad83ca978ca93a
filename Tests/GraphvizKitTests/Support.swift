import Foundation
import FoundationXML
import GraphvizKit
import Testing

/// Every test that starts a process: one after another, so that open files can be counted.
@Suite(.serialized) struct WithProcesses {
  static let worker = RenderWorker()
}

/// Repeatable random numbers.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// Texts and names in an SVG file, as a program that reads XML sees them.
final class SVGReader: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var titles: [String] = []
  private(set) var descriptions: [String] = []
  private(set) var elements: Set<String> = []
  private var current = ""

  /// Nil when the file is no XML.
  init?(_ svg: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = self
    if !parser.parse() { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    elements.insert(element)
    current = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { current += string }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    switch element {
    case "text": texts.append(Self.plain(current))
    case "title": titles.append(Self.plain(current))
    case "desc": descriptions.append(current)
    default: break
    }
  }

  /// Without the marks that are not seen: hard spaces between words and word joiners.
  static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\u{2060}" {
      scalars.append(scalar == "\u{A0}" ? " " : scalar)
    }
    return String(scalars)
  }
}

enum Nasty {
  static let names = [
    #"a\Nb\G\E\L\T\H\l\r\n"#, "&lt;b&gt;", "&amp;", "R&D;", "Tom & Jerry", "&#65;",
    "<script>alert(1)</script>", "</title><script>", "<B>bold</B>", "]]>", "-->", "<!--",
    #"say "hi""#, #"back\"quote"#, #"end\"#, #"two\\"#, #"\"#, #"""#, #"\""#, "😀 👩‍👩‍👧",
    "שלום عرب", "日本語", "e\u{301}\u{301}", "{a|b}", "%s%n%d", "'single'", "{", "}", "; drop",
    "\u{202E}reversed", "1.5", "node", "strict graph", "a -- b", "T 10 10", "  two  spaces ",
  ]

  private static let alphabet = [
    "\\", "\"", "&", "<", ">", ";", "#", "N", "l", "n", "amp;", "lt;", "'", " ", "-", "--", "{",
    "}", "|", "é", "😀", "ع", "+", "\t", "%", "x", "]]>", "<!--", "\u{2028}", "\u{7}", "\u{FFFF}",
  ]

  /// A text of 1 to 24 snippets that mean something to DOT, XML or Graphviz.
  static func text(_ dice: inout Dice) -> String {
    let snippets = (1...Int.random(in: 1...24, using: &dice)).map { _ in
      alphabet.randomElement(using: &dice) ?? ""
    }
    return "x" + snippets.joined()
  }

  /// What may be left of a text on one line: characters that XML has no way to hold are replaced.
  static func shown(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t", "\u{2028}": scalars.append(" ")
      case "\u{7}", "\u{FFFF}": scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
