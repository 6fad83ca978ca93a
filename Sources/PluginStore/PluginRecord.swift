public import ModuleKit

/// A plug-in that somebody has looked at and added.
public struct PluginRecord: Sendable, Equatable {
  public let name: String
  public let version: String
  public let sha256: String
  /// Where it runs: a copy below the data folder, or the place where its author works on it.
  public let folder: String
  /// Where it was when it was added.
  public let source: String
  public let isInPlace: Bool
  /// What it said of itself: `modules` and `surroundings`.
  public let description: JSON
  /// The folder of the packages that it asks for.
  public let environment: String?
  /// How its code is reached: `process` or `binary`.
  public let door: String
  /// In UTC, as ISO 8601 has it.
  public let added: String

  /// The names of its modules.
  public var modules: [String] {
    guard case .array(let modules)? = description["modules"] else { return [] }
    return modules.compactMap { module in
      if case .string(let name)? = module["name"] { name } else { nil }
    }
  }
}

extension PluginRecord {
  var json: JSON {
    [
      "name": .string(name), "version": .string(version), "sha256": .string(sha256),
      "folder": .string(folder), "source": .string(source), "in_place": .bool(isInPlace),
      "door": .string(door),
      "environment": environment.map(JSON.string) ?? .null, "added": .string(added),
      "description": description,
    ]
  }

  /// Nil when something is missing or of another type.
  init?(_ json: JSON) {
    func text(_ key: String) -> String? {
      if case .string(let text)? = json[key] { text } else { nil }
    }
    guard let name = text("name"), let version = text("version"), let sha256 = text("sha256"),
      let folder = text("folder"), let source = text("source"), let added = text("added"),
      let door = text("door"),
      case .bool(let isInPlace)? = json["in_place"], let description = json["description"],
      folder.hasPrefix("/"), json["environment"] == .null || text("environment") != nil
    else { return nil }
    (self.name, self.version, self.sha256) = (name, version, sha256)
    (self.folder, self.source, self.added) = (folder, source, added)
    (self.isInPlace, self.description, self.door) = (isInPlace, description, door)
    environment = text("environment")
  }
}
