internal import Foundation

/// The path of a request, and paths of files inside addresses.
enum PagePath {
  /// The parts between slashes as sent, with what stands for other characters put back; nil when that
  /// is no text or when a part would stand for several.
  static func parts(_ path: String) -> [String]? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.removingPercentEncoding }
    let decoded = parts.compactMap { $0 }
    guard decoded.count == parts.count, decoded.first == "",
      !decoded.contains(where: { $0.utf8.contains(0) || $0.contains("/") })
    else { return nil }
    return Array(decoded.dropFirst())
  }

  /// A path as part of an address.
  static func encoded(_ path: String) -> String {
    let plain = CharacterSet.alphanumerics.intersection(.init(charactersIn: "\u{0}"..."\u{7F}"))
      .union(.init(charactersIn: "-._~"))
    return path.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
      .joined(separator: "/")
  }
}
