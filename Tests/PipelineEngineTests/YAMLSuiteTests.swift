import Foundation
import ModuleKit
import ModuleTesting
import PipelineEngine
import Testing
import TestSupport

/// The YAML test suite: nothing crashes, what must fail is refused with a place, the rest is read.
///
/// Where libyaml or our own rules differ from the suite, the case stands in `differences.csv` with the
/// reason; a case that no longer differs must leave that list.
struct YAMLSuiteTests {
  private static let resources =
    ReferenceData.checkout + "/Tests/PipelineEngineTests/Resources/yaml-test-suite"

  private struct Case {
    let name: String
    let yaml: [UInt8]
    let mustFail: Bool
    let json: String?
  }

  /// Unpacks the archive and finds each folder that holds an `in.yaml`.
  private static func cases() throws -> [Case] {
    let folder = NSTemporaryDirectory() + "sociogram-yaml-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "xzf", resources + "/yaml-test-suite-data.tar.gz", "-C", folder]
    try tar.run()
    tar.waitUntilExit()
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix("/in.yaml") }.sorted().map { path in
      let directory = String(path.dropLast("/in.yaml".count))
      let parts = directory.split(separator: "/")
      func text(_ file: String) -> String? {
        try? String(contentsOfFile: "\(folder)/\(directory)/\(file)", encoding: .utf8)
      }
      let bytes = FileManager.default.contents(atPath: folder + "/" + path) ?? Data()
      let isNumbered = parts.last.map { $0.allSatisfy(\.isNumber) } ?? false
      return Case(
        name: isNumbered ? parts.suffix(2).joined(separator: "/") : String(parts.last ?? ""),
        yaml: [UInt8](bytes),
        mustFail: FileManager.default.fileExists(atPath: "\(folder)/\(directory)/error"),
        json: text("in.json"))
    }
  }

  /// What is different from the suite; nil when nothing is.
  private static func difference(_ test: Case) -> String? {
    let reader = YAMLReader(needsScalarKeys: false)
    let reading = reader.readAll(test.yaml, name: test.name)
    let errors = reading.diagnostics.filter { $0.severity == .error }
    if let error = errors.first {
      if error.location?.span == nil { return "refused without a place" }
      return test.mustFail ? nil : "refused: \(error.id)"
    }
    if test.mustFail { return "accepted" }
    guard let json = test.json, reading.documents.count == 1,
      let expected = try? JSONSerialization.jsonObject(
        with: Data(json.utf8), options: .fragmentsAllowed)
    else { return nil }
    return agrees(reading.documents[0], expected) ? nil : "another value"
  }

  private static func agrees(_ node: ConfigNode, _ expected: Any) -> Bool {
    switch expected {
    case is NSNull: return node.isNull || (node.text == "" && node.tag == nil)
    case let text as String: return node.text == text
    case let list as [Any]:
      guard let items = node.items, items.count == list.count else { return false }
      return zip(items, list).allSatisfy(agrees)
    case let object as [String: Any]:
      guard let pairs = node.pairs, pairs.count == object.count else { return false }
      return pairs.allSatisfy { pair in
        guard let key = pair.key.text, let value = object[key] else { return false }
        return agrees(pair.value, value)
      }
    case let number as NSNumber:
      if let bool = node.bool { return number.boolValue == bool }
      return node.number == number.doubleValue
    default: return false
    }
  }

  @Test func everyCaseIsReadOrRefusedAsItShould() throws {
    let cases = try Self.cases()
    #expect(cases.count == 402)
    #expect(cases.count(where: \.mustFail) == 94)
    var found: [String: String] = [:]
    for test in cases { found[test.name] = Self.difference(test) }
    let list = Self.resources + "/differences.csv"
    if ProcessInfo.processInfo.environment["SOCIOGRAM_RECORD"] != nil {
      let known = Self.listed(list)
      let lines = found.keys.sorted().map { "\($0),\(found[$0] ?? ""),\(known[$0]?.reason ?? "")" }
      try ("case,found,reason\n" + lines.joined(separator: "\n") + "\n").write(
        toFile: list, atomically: true, encoding: .utf8)
    }
    let listed = Self.listed(list)
    for (name, entry) in listed {
      #expect(found[name] == entry.found, "\(name) no longer differs as listed")
      #expect(!entry.reason.isEmpty, "\(name) needs a reason")
    }
    for (name, difference) in found where listed[name] == nil {
      Issue.record("\(name): \(difference)")
    }
  }

  private static func listed(_ path: String) -> [String: (found: String, reason: String)] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    var entries: [String: (String, String)] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      if cells.count == 3 { entries[String(cells[0])] = (String(cells[1]), String(cells[2])) }
    }
    return entries
  }
}
