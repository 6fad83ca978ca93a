internal import CGraphviz
internal import CGraphvizShim
internal import Glibc

/// What a drawing depends on beside its graph: the versions of the libraries, and the fonts.
enum Surroundings {
  /// A line "name value" each.
  static func text(families: String) -> String {
    var lines = ["graphviz \(graphviz)"]
    for (name, library, function) in [
      ("pango", "libpango-1.0.so.0", "pango_version_string"),
      ("cairo", "libcairo.so.2", "cairo_version_string"),
    ] {
      if let version = unsafe gvx_library_version(library, function) {
        lines.append("\(name) \(unsafe String(cString: version))")
      }
    }
    lines.append("font \(family(of: families))")
    lines.append("fonts \(fonts(families))")
    return lines.joined(separator: "\n") + "\n"
  }

  private static var graphviz: String {
    guard let context = unsafe gvContext(), let version = unsafe gvcVersion(context) else {
      return "unknown"
    }
    return unsafe String(cString: version)
  }

  /// The first family of the list that is there, as it will be drawn.
  private static func family(of families: String) -> String {
    let name = matched(families).prefix { $0 != ":" && $0 != "," && $0 != "-" }
    return name.isEmpty ? "none" : String(name)
  }

  /// A digest of all fonts, since any of them may lend a character that the first has not.
  private static func fonts(_ families: String) -> String {
    var names = (0..<gvx_font_count()).map { unsafe text(gvx_font_name($0)) }
    names.sort()
    names += [matched(families), matched(families + ":bold")]
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in names.joined(separator: "\n").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func matched(_ pattern: String) -> String { unsafe text(gvx_font_match(pattern)) }

  private static func text(_ owned: UnsafeMutablePointer<CChar>?) -> String {
    guard let owned = unsafe owned else { return "" }
    defer { unsafe free(owned) }
    return unsafe String(cString: owned)
  }

  /// The characters of a text that no font has, each once, as they come.
  static func missing(in text: String) -> [Unicode.Scalar] {
    // Without any font there is nothing to compare with.
    if gvx_font_count() == 0 { return [] }
    var seen: Set<Unicode.Scalar> = []
    return text.unicodeScalars.filter { scalar in
      guard scalar.value > 0x7F, isDrawn(scalar), seen.insert(scalar).inserted else { return false }
      return gvx_font_has(scalar.value) == 0
    }
  }

  /// Joiners, marks of direction and the like have no shape of their own.
  private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isWhitespace {
      return false
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return false
    default: return true
    }
  }
}
