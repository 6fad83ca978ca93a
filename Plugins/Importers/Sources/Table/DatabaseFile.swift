internal import Foundation
public import ModuleKit

/// An SQLite database, with the log beside it that holds its newest changes.
///
/// A database in WAL mode keeps changes in `<name>-wal` until they are copied into it. Such a log is an input
/// like the database itself: when it changes, the stage runs again.
public struct DatabaseFile: ParameterValue {
  let file: InputFile
  /// Whether there are changes in a log.
  let hasLog: Bool

  public static var jsonSchema: JSON { InputFile.jsonSchema }
  public static var typeName: String { "the path of an SQLite database" }
  public static var placeholder: DatabaseFile {
    DatabaseFile(file: .placeholder, hasLog: false)
  }

  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<DatabaseFile> {
    switch InputFile.read(node, context) {
    case .complaint(let text, let id, let help, let location):
      return .complaint(text, id: id, help: help, at: location)
    case .value(let file):
      let name = logName(file)
      let size = (try? FileHandle(forReadingAtPath: context.resolve(name))?.seekToEnd()) ?? 0
      if size > 0 {
        // Reading it as a parameter makes it an input.
        let log = ConfigNode(.scalar(name, plain: false), at: node.location)
        _ = InputFile.read(log, context)
      }
      return .value(DatabaseFile(file: file, hasLog: size > 0))
    }
  }

  /// SQLite keeps the log beside the file itself, not beside a link to it.
  private static func logName(_ file: InputFile) -> String {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: file.path)
    if link == nil { return file.name + "-wal" }
    return URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path + "-wal"
  }

  public var json: JSON { file.json }
}
