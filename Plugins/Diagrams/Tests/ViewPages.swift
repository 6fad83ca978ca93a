import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// What every view of this family is held to: each page and theme, hard names, the same bytes twice.
enum ViewPages {
  static let pages: [(name: String, page: Page)] = [
    ("16:9", .wide), ("4:3", .standard), ("square", .square), ("a4", .a4),
    ("a4_portrait", .a4Portrait), ("poster", .poster),
  ]
  static let hardNames = [
    "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間的距離", "مريم", "🙂🙂", "<b>A&B</b>",
    "\\N \"x\"", "</script>]]>",
  ]

  static func svg<M: Module>(
    _ module: M.Type, _ networks: [Network], _ given: JSON, threads: Int = 1
  ) throws -> String {
    var all = given
    all["formats"] = ["svg"]
    return try ModuleRun(
      module, onAll: networks, with: all, workers: Workers(threads: threads)
    ).svg
  }

  /// On each page in each theme; and the same bytes for any number of threads.
  static func check<M: Module>(_ module: M.Type, _ networks: [Network], _ given: JSON) throws {
    for (name, page) in pages {
      for theme in ["light", "print"] {
        var all = given
        all["page"] = .string(name)
        all["theme"] = .string(theme)
        let svg = try svg(module, networks, all)
        #expect(try SlideText.problems(in: svg, page: page) == [], "\(name), \(theme)")
        #expect(!svg.contains("<b>") && !svg.contains("</script>"))
        #expect(!svg.contains("nan") && !svg.contains("inf\""))
      }
    }
    let first = try svg(module, networks, given)
    #expect(try svg(module, networks, given) == first)
    #expect(try svg(module, networks, given, threads: 2) == first)
  }

  /// People in groups, with ties at random.
  static func network(
    _ groups: [String?], ties: Int, isDirected: Bool, seed: UInt64 = 3, labels: [String]? = nil
  ) -> Network {
    var random = RandomSource(seed: seed)
    let count = groups.count
    var words = (0..<count).map { "n\(1000 + $0)" }
    for _ in 0..<ties where count > 1 {
      let (a, b) = (random.next(below: count), random.next(below: count))
      if a != b { words.append("n\(1000 + a)\(isDirected ? ">" : "-")n\(1000 + b)") }
    }
    var network = Network(sketch: words.joined(separator: " "))
    network.nodes.set("group", .texts(groups))
    if let labels { network.nodes.set("label", .texts(labels)) }
    return network
  }

  static func message<M: Module>(
    _ module: M.Type, _ networks: [Network], _ given: JSON
  ) -> String {
    do {
      _ = try svg(module, networks, given)
      return ""
    } catch { return "\(error)" }
  }
}
