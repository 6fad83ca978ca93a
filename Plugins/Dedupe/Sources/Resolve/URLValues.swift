/// Addresses of profiles and pages.
struct URLValues: ComparedValues {
  static let field = FieldKind.url
  static let usesFrequency = false
  static let levels = ["equal", "different"]
  private var keys = KeyCodes()

  var count: Int { keys.count }

  /// Scheme, `www.`, language, query and a last slash are no difference.
  mutating func code(of text: String) -> Int32? {
    var rest = text.lowercased()[...]
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, first.contains(".") else { return nil }
    var host = first.hasPrefix("www.") ? first.dropFirst(4) : first
    if host.hasSuffix(".linkedin.com") { host = "linkedin.com" }
    return keys.code(of: parts.count > 1 ? "\(host)/\(parts[1])" : String(host)).code
  }

  func level(_ x: Int32, _ y: Int32) -> UInt8 { 1 }
}
