internal import ModuleKit

/// Gives every contact an id that people can read.
///
/// The id is the name. Where several have one name, what tells them apart stands behind it: a company, a
/// town, an address; failing that a number in the order of what the entries hold, never of their lines.
enum ContactIDs {
  private static let telling: [ContactField] = [.company, .city, .email, .phone, .url]

  static func unique(_ contacts: [Contact]) -> [String] {
    let names = contacts.map { NetworkAssembly.canonical($0.name ?? "") }
    var groups: [String: [Int]] = [:]
    for (row, name) in names.enumerated() { groups[name, default: []].append(row) }
    var ids = names
    var taken = Set(groups.keys)
    // In the order of names, so that a rare clash of two made-up ids is settled the same way each time.
    for name in groups.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let rows = groups[name], rows.count > 1 else { continue }
      for (row, suffix) in zip(rows, suffixes(rows.map { contacts[$0] })) {
        var id = "\(name) (\(suffix))"
        while !taken.insert(id).inserted { id += "'" }
        ids[row] = id
      }
    }
    return ids
  }

  private static func suffixes(_ namesakes: [Contact]) -> [String] {
    for field in telling {
      let texts = namesakes.compactMap { $0.first(field) }
      let distinct = Set(texts.map(NetworkAssembly.canonical))
      if distinct.count == namesakes.count { return texts.map(NetworkAssembly.canonical) }
    }
    let order = canonicalOrder(namesakes.map(\.content))
    var numbers = [String](repeating: "", count: namesakes.count)
    for (number, row) in order.enumerated() { numbers[Int(row)] = String(number + 1) }
    return numbers
  }
}
