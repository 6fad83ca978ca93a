import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Address books and exports, against facts found by independent readers and checked by eye.
struct ContactFileTests {
  struct ExpectedCard: Decodable {
    let emails: [String]
    let phones: [String]
    let formattedName: String?
    let name: [String]?
    let organisation: [String]?
    let title: String?
    let birthday: String?
  }
  struct ExpectedFile: Decodable {
    let cards: Int
    let contacts: [ExpectedCard]
  }

  static let cards: [String: ExpectedFile] = {
    let path = Reading.path("contacts/vcard/EXPECTED.json")
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return (try? decoder.decode([String: ExpectedFile].self, from: data)) ?? [:]
  }()

  @Test func knowsTheFiles() { #expect(Self.cards.count == 7) }

  @Test(arguments: cards.keys.sorted()) func readsTheCards(file: String) throws {
    let expected = try #require(Self.cards[file])
    let network = try Contacts.read(VCardImport.self, "contacts/vcard/" + file)
    let entry = try #require(network.ledger.first)
    #expect(entry.read == expected.cards)
    #expect(entry.isBalanced)
    for card in expected.contacts {
      guard let name = card.formattedName else {
        #expect(entry.rejections.map(\.reason) == ["empty-contact"])
        continue
      }
      let node = try #require(network.node(name))
      func value(_ column: String) -> String? { network.nodes[column]?.text(at: Int(node)) }
      #expect(value("email") ?? "" == card.emails.joined(separator: "; "))
      #expect(value("phone") ?? "" == card.phones.joined(separator: "; "))
      if let parts = card.name {
        #expect(value("family_name") ?? "" == parts[0])
        #expect(value("given_name") ?? "" == parts[1])
      }
      if let company = card.organisation?.first { #expect(value("company") == company) }
      if let title = card.title { #expect(value("title") == title) }
      if let birthday = card.birthday { #expect(value("birth_date") == birthday) }
    }
  }

  @Test func readsConnections() throws {
    let network = try Contacts.read(
      LinkedInImport.self, "contacts/linkedin/own-Connections.csv", as: "connections")
    #expect(
      network.ids == [
        "Ada Example", "Ben Sample (Acme)", "Ben Sample (Globex)", "Zoë Müller", "me",
      ])
    #expect(
      Contacts.column("company", network) == [
        "Acme, Inc.", "Acme", "Globex", "Müller \"Söhne\" KG", nil,
      ])
    #expect(
      Contacts.column("key", network)[1] == "https://www.linkedin.com/in/ben-sample")
    #expect(
      network.edges["first_contact"]
        == .texts(["2021-04-02", "2019-01-15", "2022-05-05", "2022-02-07"]))
    #expect(network.owners == [4])
    #expect(network.ledger[0].read == 5)
    #expect(
      network.ledger[0].rejections == [
        .init(
          line: 9, reason: "empty-contact",
          detail: "the row has neither a name nor an address, number or company")
      ])
  }

  @Test func readsMessages() throws {
    let network = try Contacts.read(
      LinkedInImport.self, "contacts/linkedin/own-Connections.csv", as: "connections",
      ["messages": .string(Reading.path("contacts/linkedin/own-messages.csv"))])
    #expect(network.owners.map { network.ids[Int($0)] } == ["Me Myself"])
    let counts = network.edges["count"].map { column in
      (0..<network.graph.edgeCount).map { column.text(at: $0) }
    }
    // A message to a group counts for each receiver; one of the two Bens is meant, by his address.
    #expect(
      network.edgeList == [
        "Ada Example Me Myself", "Ben Sample (Acme) Me Myself", "Ben Sample (Globex) Me Myself",
        "Me Myself Zoë Müller",
      ])
    #expect(counts == ["3", "1", nil, nil])
    #expect(network.ledger.map(\.read) == [5, 3, 8])
  }

  @Test(
    .enabled(if: ReferenceData.isAvailable),
    arguments: [
      ("kawsay", 2, 1), ("labeldekho", 10, 7),
    ]) func readsConnectionsOfOtherVersions(name: String, contacts: Int, emails: Int) throws
  {
    let path = try #require(
      ReferenceData.path("contacts/linkedin/\(name)-Connections.csv"))
    let network = try ModuleRun(
      LinkedInImport.self, on: Network(), with: ["connections": .string(path)]
    ).network
    #expect(network.graph.nodeCount == contacts + 1)
    #expect(Contacts.column("email", network).count { $0 != nil } == emails)
    #expect(!network.ledger[0].notes.contains { $0.contains("cannot be read") })
  }

  @Test(
    .enabled(if: ReferenceData.isAvailable),
    arguments: [
      ("kawsay", "messages", 2, 1), ("labeldekho", "Messages", 11, 0),
    ]) func readsMessagesOfOtherVersions(
      name: String, file: String, messages: Int, bad: Int
    ) throws
  {
    let path = try #require(ReferenceData.path("contacts/linkedin/\(name)-Connections.csv"))
    let other = try #require(ReferenceData.path("contacts/linkedin/\(name)-\(file).csv"))
    let network = try ModuleRun(
      LinkedInImport.self, on: Network(),
      with: ["connections": .string(path), "messages": .string(other)]
    ).network
    #expect(network.ledger[1].kept == messages)
    #expect(network.ledger[1].rejected == bad)
  }

  @Test func readsGoogleContacts() throws {
    let network = try Contacts.read(GoogleContactsImport.self, "contacts/google/own-2024.csv")
    #expect(network.ids == ["Ada Example", "Help Desk", "Zoë Müller"])
    #expect(
      Contacts.column("email", network) == [
        "ada@example.com; ada@example.org", nil, "zoe@example.de",
      ])
    #expect(Contacts.column("note", network)[2] == "met in \"Köln\"\nat a fair")
    #expect(Contacts.column("phone", network) == ["+1 555 0100", "(030) 123-456", nil])
  }

  @Test func readsTheOldTableOfGoogle() throws {
    let header = try String(
      contentsOfFile: Reading.path("contacts/google/OLD-FORMAT-FULL-HEADER.txt"), encoding: .utf8
    ).trimmingCharacters(in: .newlines)
    let cells = header.split(separator: ",").map { name in
      switch name {
      case "Given Name": "Ann"
      case "Family Name": "Miller"
      case "Group Membership": "* myContacts ::: Club"
      case "E-mail 1 - Value": "ann@example.com"
      case "Phone 1 - Value": "1 ::: 2"
      default: ""
      }
    }
    let network = try Contacts.text(
      GoogleContactsImport.self, header + "\n" + cells.joined(separator: ",") + "\n", "old.csv")
    #expect(network.ids == ["Ann Miller"])
    #expect(Contacts.column("email", network) == ["ann@example.com"])
    #expect(Contacts.column("phone", network) == ["1; 2"])
    #expect(Contacts.column("categories", network) == ["Club"])
  }

  @Test func readsAMailbox() throws {
    let network = try Contacts.read(MboxImport.self, "contacts/mbox/mail-contacts-sample.mbox")
    #expect(network.ledger[0].read == 5)
    #expect(network.ledger[0].kept == 5)
    #expect(
      network.ids == [
        "Alice Durand", "Bob Leroy", "Camille Martin", "Service Notifications",
        "contact@fournisseur-exemple.fr", "paul.petit@client-exemple.com",
      ])
    #expect(
      network.edgeList == [
        "Alice Durand Camille Martin 2", "Camille Martin Alice Durand 1",
        "Camille Martin Bob Leroy 1", "Camille Martin contact@fournisseur-exemple.fr 1",
        "Service Notifications Camille Martin 1", "paul.petit@client-exemple.com Camille Martin 1",
      ])
    #expect(network.edges["first_contact"]?.text(at: 0) == "2026-03-02")
    #expect(network.edges["last_contact"]?.text(at: 0) == "2026-03-05")
    #expect(network.edges["source"]?.text(at: 0) == "mail-contacts-sample.mbox:1,30")
  }
}

/// Files of other kinds, or broken ones.
struct BadContactFileTests {
  private func refusal<M: Module>(
    _ module: M.Type, _ file: String, as key: String = "file"
  ) -> String {
    Reading.refusal { try Contacts.read(module, "bad-input/" + file, as: key) }
  }

  @Test func isRefusedOrCounted() {
    #expect(
      refusal(VCardImport.self, "vcf-no-end.vcf")
        == "unfinished-card in line 1: the card has no END:VCARD")
    #expect(
      refusal(VCardImport.self, "vcf-not-vcard.vcf")
        == "not-a-vcard 1:1 the file does not begin with BEGIN:VCARD")
    #expect(
      refusal(MboxImport.self, "mbox-not-mbox.mbox")
        == "not-an-mbox 1:1 no message begins here: there is no line 'From … date'")
    #expect(
      refusal(LinkedInImport.self, "linkedin-wrong-file.csv", as: "connections")
        == "wrong-table 1:1 there is no header of LinkedIn's connections in the first lines")
  }
}

/// Runs importers of contacts.
enum Contacts {
  static func read<M: Module>(
    _ module: M.Type, _ resource: String, as key: String = "file", _ parameters: JSON = [:]
  ) throws -> Network {
    try path(module, Reading.path(resource), as: key, parameters)
  }

  static func path<M: Module>(
    _ module: M.Type, _ path: String, as key: String = "file", _ parameters: JSON = [:]
  ) throws -> Network {
    var all = JSON.object([.init(key, .string(path))])
    if case .object(let members) = parameters {
      for member in members { all[member.key] = member.value }
    }
    return try ModuleRun(module, on: Network(), with: all).network
  }

  static func bytes<M: Module>(
    _ module: M.Type, _ bytes: [UInt8], _ name: String, as key: String = "file",
    _ parameters: JSON = [:]
  ) throws -> Network {
    let folder = NSTemporaryDirectory() + "sociogram-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    return try path(module, folder + "/" + name, as: key, parameters)
  }

  static func text<M: Module>(
    _ module: M.Type, _ text: String, _ name: String, as key: String = "file",
    _ parameters: JSON = [:]
  ) throws -> Network {
    try bytes(module, Array(text.utf8), name, as: key, parameters)
  }

  /// A column of the nodes; empty when there is none.
  static func column(_ name: String, _ network: Network) -> [String?] {
    guard let column = network.nodes[name] else { return [] }
    return (0..<column.count).map { column.text(at: $0) }
  }
}
