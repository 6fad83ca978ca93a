package import ModuleKit

/// What is wrong with what a plug-in writes: completes "it …".
package struct WireProblem: Error, Equatable {
  package let complaint: String
  package init(_ complaint: String) { self.complaint = complaint }
}

/// What stands before the arrays of a frame.
package struct FrameHeader: Sendable, Equatable {
  package struct Item: Sendable, Equatable {
    package let name: String
    package let type: WireType
    package let count: Int
    package var byteCount: Int { count * type.size }
  }

  package let type: String
  package let json: JSON
  package let arrays: [Item]
  /// Where each array stands in the list, by its name.
  private let places: [String: Int]

  /// All arrays of a frame together.
  static let mostBytes = 1 << 34
  static let mostArrays = 1 << 16

  init(parsing bytes: [UInt8]) throws(WireProblem) {
    do {
      json = try JSONReader.read(bytes)
    } catch {
      throw WireProblem(
        "sent a frame whose header is not JSON: \(error.complaint) (byte \(error.offset))")
    }
    guard case .string(let type)? = json["type"] else {
      throw WireProblem("sent a frame without a 'type'")
    }
    self.type = type
    (arrays, places) = try Self.arrays(json["arrays"], of: type)
  }

  func place(of name: String) -> Int? { places[name] }

  private static func arrays(_ json: JSON?, of frame: String) throws(WireProblem) -> (
    [Item], [String: Int]
  ) {
    guard let json else { return ([], [:]) }
    guard case .array(let items) = json else {
      throw WireProblem("sent a frame '\(shown(frame))' whose 'arrays' are no list")
    }
    if items.count > mostArrays {
      throw WireProblem("sent \(items.count) arrays, more than \(mostArrays)")
    }
    var arrays: [Item] = []
    var places: [String: Int] = [:]
    var bytes = 0
    for item in items {
      guard case .string(let name)? = item["name"] else {
        throw WireProblem("sent an array without a name")
      }
      guard case .string(let word)? = item["type"], let type = WireType(rawValue: word) else {
        throw WireProblem("sent an array '\(shown(name))' of an unknown type")
      }
      guard case .integer(let count)? = item["count"], (0...mostBytes).contains(count) else {
        throw WireProblem("sent an array '\(shown(name))' with a count that cannot be")
      }
      guard places.updateValue(arrays.count, forKey: name) == nil else {
        throw WireProblem("sent two arrays '\(shown(name))'")
      }
      bytes += count * type.size
      if bytes > mostBytes {
        throw WireProblem("sent arrays of more than \(mostBytes >> 30) GiB")
      }
      arrays.append(Item(name: name, type: type, count: count))
    }
    return (arrays, places)
  }
}

/// A message with its arrays.
package struct Message: Sendable, Equatable {
  package let header: FrameHeader
  /// In the order of the header.
  package let arrays: [WireArray]

  package var type: String { header.type }
  package var json: JSON { header.json }

  package func array(_ name: String) -> WireArray? {
    header.place(of: name).map { arrays[$0] }
  }
}

/// A name from a plug-in, short enough for a sentence.
package func shown(_ name: String) -> String {
  TerminalText.shown(name.count > 60 ? name.prefix(60) + "…" : name)
}
