internal import Foundation
internal import Glibc

/// Something that a plug-in cannot do, or may use no more than a limit of.
public struct Protection: Sendable, Equatable {
  /// Stable, in kebab case: `no-network`.
  public let name: String
  public let holds: Bool
  /// Why it does not hold; empty when it does.
  public let reason: String

  public init(name: String, holds: Bool, reason: String = "") {
    (self.name, self.holds, self.reason) = (name, holds, reason)
  }
}

/// Which protections hold on this machine.
public enum Protections {
  /// Tries them; takes a few milliseconds.
  public static func here() -> [Protection] { here(limits: PluginLimits()) }

  package static func here(limits: PluginLimits) -> [Protection] {
    let program = limits.confine ?? Confinement.defaultExecutable
    guard let text = output(of: program) else {
      return [
        Protection(
          name: "confinement", holds: false,
          reason: "the program that confines plug-ins is missing or cannot be run: \(program)")
      ]
    }
    return text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3 else { return nil }
      return Protection(name: fields[0], holds: fields[1] == "yes", reason: fields[2])
    }
  }

  private static func output(of program: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--report"]
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
