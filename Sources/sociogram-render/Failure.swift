/// Why a drawing was not made: the exit code of the process and a sentence for its messages.
struct Failure: Error {
  let code: Int32
  let message: String

  /// Exit code when an allocation failed; there is no memory left to build a `Failure` then.
  static let outOfMemory: Int32 = 71

  static func usage(_ message: String) -> Failure { Failure(code: 64, message: message) }
  static func unreadable(_ message: String) -> Failure { Failure(code: 65, message: message) }
  static func layout(_ message: String) -> Failure { Failure(code: 66, message: message) }
  static func rendering(_ message: String) -> Failure { Failure(code: 67, message: message) }
}
