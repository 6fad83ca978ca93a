internal import Foundation
internal import ModuleKit

extension CSVReader {
  /// A table beside the study.
  init(_ file: InputFile, _ context: StageContext, parameter: String) throws {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw context.error(
        "unreadable-file", "the file '\(file.name)' cannot be read", parameter: parameter)
    }
    try self.init([UInt8](data), file: file.name)
  }
}
