import Foundation
import Testing

/// A connection to a server on this machine that sends what it is told, however odd.
final class RawConnection {
  private let descriptor: Int32
  private var received: [UInt8] = []

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if code != 0 { throw ServedStudy.Late("nobody listens at port \(port)") }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { throw ServedStudy.Late("the server does not listen any more") }
      rest = rest.dropFirst(count)
    }
  }

  /// More bytes; empty when the other side has closed.
  func more(until stop: Date) throws -> [UInt8] {
    while true {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&waiting, 1, 100) > 0 {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(0, count)))
      }
      if Date() > stop { throw ServedStudy.Late("no answer in time") }
    }
  }

  /// All until the server closes.
  func answer(within seconds: Double) throws -> RawAnswer {
    let stop = Date(timeIntervalSinceNow: seconds)
    var bytes: [UInt8] = []
    while true {
      let more = try more(until: stop)
      if more.isEmpty { return RawAnswer(bytes) }
      bytes += more
    }
  }
}

/// A port that connections are accepted at, and where nobody ever says a word.
final class SilentPort {
  let port: UInt16
  private let descriptor: Int32

  /// - Parameter port: 0 for any that is free.
  init(port wanted: UInt16 = 0) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = wanted.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
          ? getsockname(descriptor, $0, &length) : -1
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    if code != 0 { throw ServedStudy.Late("port \(wanted) cannot be had") }
  }

  deinit { close(descriptor) }
}

/// An answer as it came over the wire.
struct RawAnswer {
  let status: Int
  /// Names in small letters.
  let headers: [String: String]
  let body: [UInt8]
  var text: String { String(decoding: body, as: UTF8.self) }

  init(_ bytes: [UInt8]) {
    let end = bytes.indices.first { bytes[$0...].starts(with: "\r\n\r\n".utf8) } ?? bytes.count
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let pairs = lines.dropFirst().compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return (line[..<colon].lowercased(), value)
    }
    headers = Dictionary(pairs) { first, _ in first }
    body = Array(bytes.dropFirst(end + 4))
  }
}

/// What the page is told, event by event.
final class EventReader {
  private let connection: RawConnection
  private var text: [UInt8] = []

  struct Event {
    let name: String
    let state: [String: Any]

    var phase: String { state["phase"] as? String ?? "" }
    var sentence: String { state["sentence"] as? String ?? "" }
    var stages: [[String: Any]] { state["stages"] as? [[String: Any]] ?? [] }
    var problems: [[String: Any]] { state["problems"] as? [[String: Any]] ?? [] }
    var figures: [[String: Any]] { state["figures"] as? [[String: Any]] ?? [] }
    func status(_ stage: String) -> String? {
      stages.first { $0["id"] as? String == stage }?["status"] as? String
    }
  }

  init(_ connection: RawConnection) { self.connection = connection }

  /// The first event from now on that is as wanted, and all before it.
  @discardableResult
  func wait(
    within seconds: Double = 30, until isWanted: (Event) -> Bool
  ) throws -> (event: Event, before: [Event]) {
    let stop = Date(timeIntervalSinceNow: seconds)
    var before: [Event] = []
    while true {
      while let event = next() {
        if isWanted(event) { return (event, before) }
        before.append(event)
      }
      do {
        let more = try connection.more(until: stop)
        if more.isEmpty { throw ServedStudy.Late("the stream has ended") }
        text += more
      } catch {
        throw ServedStudy.Late("\(error); last: \(before.last.map { "\($0.state)" } ?? "nothing")")
      }
    }
  }

  @discardableResult
  func wait(for phase: String, within seconds: Double = 30) throws -> Event {
    try wait(within: seconds) { $0.phase == phase }.event
  }

  /// The next whole event received; lengths of chunks and the head of the answer are lines of no event.
  private func next() -> Event? {
    let mark = Array("\n\n".utf8)
    guard let end = text.indices.first(where: { text[$0...].starts(with: mark) }) else {
      return nil
    }
    let lines = String(decoding: text[..<end], as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    text.removeSubrange(...(end + 1))
    func field(_ name: String) -> Substring? {
      lines.first { $0.hasPrefix(name + ": ") }?.dropFirst(name.count + 2)
    }
    guard let name = field("event"), let data = field("data") else { return next() }
    let state = try? JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
    return Event(name: String(name), state: state ?? [:])
  }
}
