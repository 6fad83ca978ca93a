import Foundation
import GraphCore
import ModuleTesting
import Testing

/// `sociogram serve` at work on a study in a folder of its own, on a free port.
///
/// Every wait has an end: what does not come in time is an error that says what there was instead.
final class ServedStudy {
  let folder: TemporaryFolder
  let address: URL
  private let process = Process()
  private let (output, errors) = (Pipe(), Pipe())
  /// Stands in the environment of the process and of all that it starts.
  private let mark = "SOCIOGRAM_TEST_MARK=" + UUID().uuidString

  static let study = """
    study: Who holds the club together?
    seed: 3
    stages:
      - use: import.csv
        with: {edges: ties.csv}
      - use: centrality.betweenness
      - use: communities.leiden
      - use: diagram.network
        with: {color: community, size: betweenness, formats: [svg, png]}

    """
  static let ties = "from,to\nAnn,Bob\nBob,Cat\nCat,Ann\nCat,Dan\nDan,Eve\nEve,Fay\nFay,Dan\n"

  /// Enough for centralities to take a while.
  static let manyTies: String = {
    let graph = RandomGraphs.gilbert(nodes: 12000, probability: 0.004, directed: false, seed: 5)
    let rows = (0..<graph.edgeCount).map { "\(graph.sources[$0]),\(graph.targets[$0])" }
    return "from,to\n" + rows.joined(separator: "\n") + "\n"
  }()

  convenience init(
    _ study: String = study, ties: String = ties, arguments: [String] = [],
    mostOpenFiles: Int? = nil, environment: [String: String] = [:]
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(study, to: "study.yaml")
    try folder.write(ties, to: "ties.csv")
    try self.init(
      in: folder, arguments: arguments, mostOpenFiles: mostOpenFiles, environment: environment)
  }

  /// - Parameter folder: holds `study.yaml`.
  init(
    in folder: TemporaryFolder, arguments: [String] = [], mostOpenFiles: Int? = nil,
    environment: [String: String] = [:]
  ) throws {
    self.folder = folder
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["serve", "study.yaml"] + arguments
    if let mostOpenFiles {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments =
        ["-c", "ulimit -n \(mostOpenFiles); exec \"$0\" \"$@\"", Program.path, "serve"]
        + ["study.yaml"] + arguments
    }
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let (name, value) = (mark.prefix { $0 != "=" }, mark.drop { $0 != "=" }.dropFirst())
    process.environment = ProcessInfo.processInfo.environment
      .merging([String(name): String(value)]) { $1 }.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let line = try Self.line(from: output.fileHandleForReading, within: 20)
    guard let address = URL(string: line) else { throw Late("no address: \(line)") }
    self.address = address
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  struct Late: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  // MARK: The process

  var port: UInt16 { UInt16(address.port ?? 0) }
  var token: String { address.pathComponents.last ?? "" }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Sends a signal (0: none) and waits for the end.
  func end(_ signal: Int32, within seconds: Double = 15) throws -> (status: Int32, errors: String) {
    kill(process.processIdentifier, signal)
    let stop = Date(timeIntervalSinceNow: seconds)
    while process.isRunning {
      if Date() > stop { throw Late("still there \(seconds) seconds after signal \(signal)") }
      Thread.sleep(forTimeInterval: 0.01)
    }
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    let status =
      process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return (status, String(decoding: said, as: UTF8.self))
  }

  /// Processes that it has started, or itself.
  var processes: [String] {
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return ids.filter { Int($0) != nil }.compactMap { id in
      guard let variables = FileManager.default.contents(atPath: "/proc/\(id)/environ"),
        variables.range(of: Data(mark.utf8)) != nil
      else { return nil }
      let command = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
      return String(decoding: command, as: UTF8.self)
    }
  }

  private static func line(from file: FileHandle, within seconds: Double) throws -> String {
    var bytes: [UInt8] = []
    let stop = Date(timeIntervalSinceNow: seconds)
    while bytes.last != UInt8(ascii: "\n") {
      var waiting = pollfd(fd: file.fileDescriptor, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&waiting, 1, 100) > 0 {
        let more = file.availableData
        if more.isEmpty { throw Late("the program ended at once") }
        bytes += more
      } else if Date() > stop {
        throw Late("no address within \(seconds) seconds")
      }
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  // MARK: Requests

  /// A GET of a path below the token, or of any path.
  func get(
    _ path: String, anywhere: Bool = false, host: String? = nil, method: String = "GET"
  ) throws -> RawAnswer {
    let connection = try RawConnection(port: port)
    let full = anywhere ? path : "/\(token)/\(path)"
    try connection.send(
      "\(method) \(full) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n\r\n"
    )
    return try connection.answer(within: 10)
  }

  func events() throws -> EventReader {
    let connection = try RawConnection(port: port)
    try connection.send("GET /\(token)/events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
    return EventReader(connection)
  }

  // MARK: Saving

  /// As editors do that write a new file and rename it over the old one.
  func saveByRenaming(_ text: String, as name: String = "study.yaml") throws {
    try folder.write(text, to: name)
  }

  /// As editors do that empty the file and write into it.
  func saveInPlace(_ text: String, as name: String = "study.yaml") throws {
    try text.write(toFile: folder.path + "/" + name, atomically: false, encoding: .utf8)
  }
}
