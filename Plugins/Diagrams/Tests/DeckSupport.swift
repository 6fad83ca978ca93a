import Diagrams
import Foundation
import FoundationXML
import ModuleKit
import ModuleTesting

/// A program of the system that reads what decks write.
enum Reader {
  static func path(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// - Returns: what it writes; nil when it fails.
  static func run(_ name: String, _ arguments: [String]) throws -> String? {
    guard let path = path(name) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}

/// A folder that goes when the value does.
final class Folder {
  let path = NSTemporaryDirectory() + "sociogram-deck-" + UUID().uuidString
  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }
}

/// Elements of an XML file with their attributes and direct texts, in order.
final class XMLElements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }
  private(set) var all: [Element] = []
  private var open: [Int] = []

  /// Nil when it is no XML.
  init?(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    open.append(all.count)
    all.append(Element(name: element, attributes: attributes))
  }
  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = open.last { all[last].text += string }
  }
  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) { open.removeLast() }

  subscript(name: String) -> [Element] { all.filter { $0.name == name } }
}

/// Figures as stages before a deck leave them.
enum Figures {
  static let hard = [
    "Who & <where> \"now\" 'then'", "]]> </a:t> <!-- -->", "日本語 العربية 👩‍👩‍👧",
    "a\u{1}b\u{FFFE}c\nd\te",
    String(repeating: "Verylongword", count: 30), "",
  ]

  static func network(_ titles: [String], page: String = "16:9", formats: JSON = ["svg"]) throws
    -> Network
  {
    var network = Network(sketch: "a-b:2 b-c:1 c-a:3 c-d:1")
    for (index, title) in titles.enumerated() {
      let run = try ModuleRun(
        NetworkDiagram.self, on: Network(sketch: "a-b:2 b-c:1 c-a:3 c-d:1"),
        with: [
          "title": .string(title), "formats": formats, "page": .string(page), "dpi": 40,
        ])
      guard let figure = run.network.figures.first else { continue }
      network.set(
        Figure(
          name: "f\(index + 1)", title: figure.title, description: figure.description,
          caption: figure.caption, renderings: figure.renderings, drawing: figure.drawing))
      network.methods = run.network.methods
    }
    return network
  }
}
