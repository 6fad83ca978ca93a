import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

/// What vCards promise beyond the sample files.
struct VCardTests {
  private func read(_ text: String, _ parameters: JSON = [:]) throws -> Network {
    try Contacts.text(VCardImport.self, text, "book.vcf", parameters)
  }

  private func card(_ lines: String...) -> String {
    "BEGIN:VCARD\r\n" + lines.joined(separator: "\r\n") + "\r\nEND:VCARD\r\n"
  }

  @Test func readsTheEncodingsOfEachValue() throws {
    var bytes = Array("BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1:".utf8)
    bytes += [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72]
    bytes += Array(
      ";Zo=C3=AB\nORG;CHARSET=UTF-8;QUOTED-PRINTABLE:Soci=C3=A9t=C3=\n=A9 G=C3=A9n=C3=A9rale\n".utf8
    )
    bytes += Array("END:VCARD\n".utf8)
    let network = try Contacts.bytes(VCardImport.self, bytes, "book.vcf")
    #expect(network.ids == ["Zo=C3=AB Müller"])
    #expect(Contacts.column("company", network) == ["Société Générale"])
  }

  @Test func unfoldsAndUnescapes() throws {
    let network = try read(
      card(
        "VERSION:3.0", "FN:Ann \r\n Mil\r\n ler", "NOTE:one\\ntwo\\, three\\; four\\\\five",
        "item1.EMAIL;type=pref:ann@example.com", "item1.X-ABLabel:_$!<Work>!$_",
        "ORG:Smith\\; Sons, Ltd;Sales", "CATEGORIES:Club,Family\\, near",
        "ADR:;Flat 2;1 High Street;York;;YO1;UK"))
    #expect(network.ids == ["Ann Miller"])
    #expect(Contacts.column("note", network) == ["one\ntwo, three; four\\five"])
    #expect(Contacts.column("company", network) == ["Smith; Sons, Ltd".replacing("; ", with: ";")])
    #expect(Contacts.column("department", network) == ["Sales"])
    #expect(Contacts.column("categories", network) == ["Club; Family, near"])
    #expect(Contacts.column("street", network) == ["Flat 2, 1 High Street"])
    #expect(Contacts.column("postcode", network) == ["YO1"])
  }

  @Test func keepsBackslashesOfOldCards() throws {
    let network = try read(card("VERSION:2.1", "N:Miller;Ann", "NOTE:C:\\new\\; old"))
    #expect(Contacts.column("note", network) == ["C:\\new; old"])
  }

  @Test func stepsOverPicturesOfAnyKind() throws {
    let data = String(repeating: "QUJDRA==", count: 10)
    let network = try read(
      card(
        "VERSION:2.1", "PHOTO;ENCODING=BASE64;JPEG:", " " + data, " " + data, "",
        "N:Miller;Ann")
        + card("VERSION:2.1", "PHOTO;JPEG;BASE64:" + data, data, data, "N:Miller;Bob")
        + card("VERSION:3.0", "FN:Cat", "PHOTO;ENCODING=b;TYPE=JPEG:" + data, " " + data))
    #expect(network.ids == ["Ann Miller", "Bob Miller", "Cat"])
    #expect(network.ledger[0].notes == ["properties passed over: PHOTO 3"])
  }

  @Test func joinsTheOwnerToCardsAndKeepsRelations() throws {
    let text =
      card("VERSION:4.0", "UID:urn:uuid:AA-1", "FN:Ann", "RELATED;TYPE=friend:urn:uuid:aa-2")
      + card("VERSION:4.0", "UID:urn:uuid:aa-2", "FN:Bob", "RELATED;VALUE=text;TYPE=spouse:Cat")
      + card(
        "VERSION:3.0", "FN:Dan", "item1.X-ABRELATEDNAMES:Bob", "item1.X-ABLabel:_$!<Brother>!$_")
      + card("VERSION:4.0", "FN:Eve", "RELATED:urn:uuid:unknown")
    let network = try read(text, ["owner": "ann"])
    // Names are not folded: "ann" is somebody without a card.
    #expect(network.graph.edgeCount == 7)
    #expect(network.owners.map { network.ids[Int($0)] } == ["ann"])
    let named = try read(text, ["owner": "Ann"])
    #expect(named.edgeList == ["Ann Bob", "Ann Dan", "Ann Eve", "Bob Cat", "Bob Dan"])
    #expect(
      named.edges["relation"] == .texts(["friend", nil, nil, "spouse", "brother"]))
    #expect(named.owners == [0])
    #expect(named.isEgocentric)
    let ties = try #require(named.ledger.last)
    #expect(ties.rejections.map(\.reason) == ["unknown-card"])
    #expect(ties.isBalanced)
  }

  @Test func makesCategoriesOfGroups() throws {
    let network = try read(
      card("VERSION:3.0", "UID:1", "FN:Ann")
        + card(
          "VERSION:3.0", "FN:Club", "X-ADDRESSBOOKSERVER-KIND:group",
          "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1"))
    #expect(network.ids == ["Ann"])
    #expect(Contacts.column("categories", network) == ["Club"])
    #expect(network.ledger[0].dropped == 1)
  }

  @Test func tellsNamesakesApart() throws {
    let text =
      card("VERSION:3.0", "FN:Jean Dupont", "ORG:Acme")
      + card("VERSION:3.0", "FN:Jean Dupont", "ORG:Globex")
      + card("VERSION:3.0", "FN:Ann", "NOTE:a")
      + card("VERSION:3.0", "FN:Ann", "NOTE:b") + card("VERSION:3.0", "FN:Ann (1)")
    let network = try read(text)
    #expect(
      network.ids == [
        "Ann (1)", "Ann (1)'", "Ann (2)", "Jean Dupont (Acme)", "Jean Dupont (Globex)",
      ])
    // The order of the cards changes nothing but the lines.
    let cards = text.components(separatedBy: "BEGIN:VCARD").dropFirst().reversed()
    let turned = try read(cards.map { "BEGIN:VCARD" + $0 }.joined())
    #expect(turned.ids == network.ids)
    #expect(turned.nodes["note"] == network.nodes["note"])
  }

  @Test(arguments: [
    ("BEGIN:VCARD\nFN:Ann\n", "unfinished-card in line 1: the card has no END:VCARD"),
    (
      "BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n",
      "unfinished-card in line 1: the card has no END:VCARD"
    ),
    ("hello\n", "not-a-vcard 1:1 the file does not begin with BEGIN:VCARD"),
    ("\n\n", "not-a-vcard 1:1 the file does not begin with BEGIN:VCARD"),
    ("", "empty-file the file is empty"),
    (
      "BEGIN:VCARD\nFN:Ann\nEND:VCARD\nEND:VCARD\nhello\n",
      "outside-card in line 4: END:VCARD without its BEGIN:VCARD; "
        + "outside-card in line 5: 'hello' stands between two cards"
    ),
  ]) func refusesOrCounts(text: String, says: String) {
    #expect(Reading.refusal { try read(text) } == says)
  }

  @Test func rejectsACardInTheWrongEncoding() throws {
    let bytes = Array("BEGIN:VCARD\nFN:M".utf8) + [0xFC] + Array("ller\nEND:VCARD\n".utf8)
    let good = Array("BEGIN:VCARD\nFN:Ann\nEND:VCARD\n".utf8)
    let network = try Contacts.bytes(VCardImport.self, good + bytes, "book.vcf")
    #expect(network.ids == ["Ann"])
    #expect(network.ledger[0].rejections.map(\.line) == [4])
    #expect(network.ledger[0].rejections.map(\.reason) == ["bad-encoding"])
    let latin = try Contacts.bytes(
      VCardImport.self, good + bytes, "book.vcf", ["encoding": "latin-1"])
    #expect(latin.ids == ["Ann", "Müller"])
  }

  @Test func readsLargePicturesInTime() throws {
    let huge = String(repeating: "A", count: 20_000_000)
    let network = try read(
      card("VERSION:3.0", "FN:Ann", "PHOTO;ENCODING=b:" + huge, "NOTE:x"))
    #expect(network.ids == ["Ann"])
  }

  @Test func refusesAnAmbiguousOwner() {
    let text = card("VERSION:3.0", "FN:Ann", "NOTE:a") + card("VERSION:3.0", "FN:Ann", "NOTE:b")
    let says = Reading.refusal { try read(text, ["owner": "Ann"]) }
    #expect(says == "ambiguous-owner 2 entries are called 'Ann'")
  }
}
