internal import Foundation

/// A folder with the pictures of one drawing, where the program that draws finds them; it goes when the value does.
final class PictureFolder {
  let path: String

  /// What the picture at a place is called in a drawing, wherever the file lies.
  static func name(_ index: Int) -> String { "picture\(index).png" }

  /// Nil where there are no pictures: no folder is needed then.
  ///
  /// - Throws: ``RenderFailure/notStarted(reason:)`` when they cannot be written.
  init?(_ pictures: [[UInt8]]) throws(RenderFailure) {
    if pictures.isEmpty { return nil }
    path = NSTemporaryDirectory() + "sociogram-pictures-" + UUID().uuidString
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for (index, picture) in pictures.enumerated() {
        try Data(picture).write(to: URL(fileURLWithPath: path + "/" + Self.name(index)))
      }
    } catch {
      throw .notStarted(reason: "pictures cannot be written to \(path)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
