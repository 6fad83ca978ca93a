internal import ModuleKit

/// Sizes and colors of nodes in GEXF's `viz` namespace.
struct NodeLook {
  private typealias Color = (red: Int, green: Int, blue: Int)

  private var sizes: [Double?]
  private var colors: [Color?]

  init(
    _ network: Network, _ parameters: GEXFExport.Parameters, _ context: StageContext
  ) throws(Diagnostic) {
    sizes = []
    colors = []
    if let name = parameters.size?.name {
      let column = try Self.column(name, "size", network, context)
      if column.type == .text {
        throw context.error(
          "not-numeric", "column '\(name)' holds texts, not sizes", parameter: "size")
      }
      sizes = Self.sizes(column.asNumbers)
    }
    if let name = parameters.color?.name {
      colors = Self.colors(try Self.column(name, "color", network, context))
    }
  }

  private static func column(
    _ name: String, _ parameter: String, _ network: Network, _ context: StageContext
  ) throws(Diagnostic) -> Column {
    if let column = network.nodes[name] { return column }
    throw context.error(
      "unknown-column", "there is no node column '\(name)'", parameter: parameter,
      help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
  }

  func markup(_ row: Int) -> String {
    var text = ""
    if !colors.isEmpty, let color = colors[row] {
      text += "<viz:color r=\"\(color.red)\" g=\"\(color.green)\" b=\"\(color.blue)\"/>"
    }
    if !sizes.isEmpty, let size = sizes[row] { text += "<viz:size value=\"\(decimal(size))\"/>" }
    return text
  }

  /// Diameters whose squares are proportional to the values, from 4 to 40.
  private static func sizes(_ values: [Double]) -> [Double?] {
    let largest = values.filter(\.isFinite).max() ?? 0
    return values.map { value in
      if value.isNaN { return nil }
      guard largest > 0, value > 0 else { return 4 }
      let size = value.isFinite ? 40 * (value / largest).squareRoot() : 40
      return max(4, (size * 100).rounded() / 100)
    }
  }

  private static let palette: [Color] = [
    (230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66), (0, 114, 178), (213, 94, 0),
    (204, 121, 167), (0, 0, 0),
  ]

  private static func colors(_ column: Column) -> [Color?] {
    if case .numbers(let values) = column { return shades(values) }
    let texts = (0..<column.count).map { column.text(at: $0) }
    let given = texts.map { $0.flatMap(hexColor) }
    let known = texts.lazy.compactMap { $0 }
    if !known.isEmpty, zip(texts, given).allSatisfy({ $0 == nil || $1 != nil }) { return given }
    // In order of first appearance, so that neighbouring groups differ while there are colors left.
    var interner = Interner()
    return texts.map { text in
      text.map { palette[Int(interner.intern($0)) % palette.count] }
    }
  }

  private static func shades(_ values: [Double]) -> [Color?] {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return values.map { _ in nil } }
    return values.map { value in
      if value.isNaN { return nil }
      let share = high > low ? (min(max(value, low), high) - low) / (high - low) : 1
      func mix(_ light: Double, _ dark: Double) -> Int {
        Int((light + (dark - light) * share).rounded())
      }
      return (mix(222, 8), mix(235, 48), mix(247, 107))
    }
  }

  private static func hexColor(_ text: String) -> Color? {
    guard text.utf8.count == 7, text.hasPrefix("#"), let value = Int(text.dropFirst(), radix: 16),
      value >= 0
    else { return nil }
    return (value >> 16, value >> 8 & 0xFF, value & 0xFF)
  }
}
