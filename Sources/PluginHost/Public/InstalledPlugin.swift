public import ModuleKit

/// A plug-in that has been added: what is known of it without starting it.
public struct InstalledPlugin: Sendable {
  /// An absolute path.
  public let folder: String
  /// The folder that it was added from, where somebody looks for it.
  public let source: String
  public let manifest: PluginManifest
  /// Of all its files, in hexadecimal digits.
  public let sha256: String
  /// What ``PluginPool/describe(folder:manifest:environment:)`` has said: `modules` and `surroundings`.
  public let description: JSON
  /// Variables that it needs beside the usual ones.
  public let environment: [String: String]

  public init(
    folder: String, source: String? = nil, manifest: PluginManifest, sha256: String,
    description: JSON, environment: [String: String] = [:]
  ) {
    self.source = source ?? folder
    (self.folder, self.manifest, self.sha256) = (folder, manifest, sha256)
    (self.description, self.environment) = (description, environment)
  }
}
