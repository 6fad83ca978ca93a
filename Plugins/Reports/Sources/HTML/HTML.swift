/// Texts as HTML, without letting a name become markup.
enum HTML {
  /// `text` for the inside of an element or of a quoted attribute. What XML forbids becomes a blank.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += "\n"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text of the data: apart from its surroundings, so that a name that runs from right to left turns
  /// nothing but itself.
  static func isolated(_ text: String) -> String { "<bdi>\(escaped(text))</bdi>" }

  /// A text of the data within a sentence where no element can stand: marks keep one that runs from right
  /// to left from turning what is around it.
  static func kept(_ text: String) -> String {
    let turns = text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
        0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069:
        true
      default: false
      }
    }
    return turns ? "\u{2068}\(text)\u{2069}" : text
  }

  /// `1 node`, `2 nodes`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  /// A picture as an address that needs no network. A picture in `img` runs no script and loads nothing,
  /// and its ids are its own. Percent signs rather than base64 keep its texts readable to the leak check.
  static func address(ofSVG bytes: [UInt8]) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var result = Array("data:image/svg+xml,".utf8)
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2D, 0x2E, 0x2F, 0x3A, 0x3B, 0x3D, 0x5F,
        0x2C,
        0x28, 0x29:
        result.append(byte)
      default: result += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func section(_ id: String, _ heading: String, _ body: String) -> String {
    body.isEmpty
      ? ""
      : "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(heading)</h2>\n\(body)</section>\n"
  }

  struct Cell {
    let html: String
    /// What the cell sorts by; nil for texts.
    var value: Double?
    /// How much room a text wants, as an attribute.
    var width: String?
    static func text(_ text: String) -> Cell {
      let isLong = text.split(separator: " ").contains { $0.count > 24 }
      let width = isLong ? " class=\"long\"" : text.count > 60 ? " class=\"prose\"" : nil
      return Cell(html: text.isEmpty ? "" : isolated(text), width: width)
    }
    static func number(_ value: Double) -> Cell {
      Cell(html: shown(value), value: value.isFinite ? value : nil)
    }
  }

  /// A table that can be sorted by each column.
  ///
  /// - Parameter isHeaded: whether a heading above says what the caption says.
  static func table(
    _ caption: String, _ header: [String], _ rows: [[Cell]], numeric: Set<Int> = [],
    isHeaded: Bool = false
  ) -> String {
    func marked(_ column: Int) -> String { numeric.contains(column) ? " class=\"number\"" : "" }
    let heads = header.enumerated().map { "<th scope=\"col\"\(marked($0))>\(isolated($1))</th>" }
    let body = rows.map { row in
      "<tr>"
        + row.enumerated().map { column, cell in
          let value = cell.value.map { " data-value=\"\(decimalText($0))\"" } ?? ""
          return "<td\(cell.width ?? marked(column))\(value)>\(cell.html)</td>"
        }.joined() + "</tr>\n"
    }
    let label = escaped(caption)
    return """
      <div class="scroll" role="region" aria-label="\(label)" tabindex="0">
      <table class="sortable"><caption\(isHeaded ? " class=\"said\"" : "")>\(label)</caption>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>\n\(body.joined())</tbody></table></div>\n
      """
  }
}
