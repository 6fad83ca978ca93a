internal import ModuleKit

/// How files that people keep beside a study name its records.
///
/// By the file and the key that a record has there, which stay when names change and rows move; else by id.
struct RecordIdentity {
  private let ids: [String]
  private let keys: [String?]
  private var recordOfKey: [String: Int] = [:]
  private var recordOfID: [String: Int] = [:]

  init(_ network: Network) {
    ids = (0..<network.graph.nodeCount).map { network.ids[$0] }
    let (source, key) = (network.nodes["source"], network.nodes["key"])
    keys = ids.indices.map { record in
      guard let file = source?.text(at: record)?.prefix(while: { $0 != ":" }),
        let key = key?.text(at: record), !key.isEmpty
      else { return nil }
      return "\(file) \(key)"
    }
    var isTaken: Set<String> = []
    for (record, id) in ids.enumerated() {
      recordOfID[id] = record
      guard let key = keys[record] else { continue }
      // A key that two records have names neither.
      if isTaken.insert(key).inserted { recordOfKey[key] = record } else { recordOfKey[key] = nil }
    }
  }

  func id(_ record: Int) -> String { ids[record] }
  func key(_ record: Int) -> String? {
    keys[record].flatMap { recordOfKey[$0] == record ? $0 : nil }
  }

  /// The record of a key, which counts where it is told, or of an id.
  func record(key: String, id: String) -> Int? {
    key.isEmpty ? recordOfID[id] : recordOfKey[key]
  }
  func record(id: String) -> Int? { recordOfID[id] }
  func record(file: String, key: String) -> Int? { recordOfKey["\(file) \(key)"] }
}
