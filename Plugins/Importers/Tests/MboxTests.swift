import Importers
import ModuleKit
import ModuleTesting
import Testing

/// What `import.mbox` promises beyond the sample file.
struct MboxTests {
  private func read(_ text: String, _ parameters: JSON = [:]) throws -> Network {
    try Contacts.text(MboxImport.self, text, "mail.mbox", parameters)
  }

  private static let separator = "From x Mon Mar 02 09:15:00 2026\n"

  private func mail(_ head: String..., body: String = "") -> String {
    Self.separator + head.joined(separator: "\n") + "\n\n" + (body.isEmpty ? "" : body + "\n")
      + "\n"
  }

  @Test(arguments: [
    ("Ann <ann@example.com>, bob@example.com (Bob)", ["Ann", "Bob"]),
    ("\"Miller, Ann\" <Ann@Example.com>", ["Miller, Ann"]),
    ("Friends: ann@example.com, <bob@example.com>;", ["ann@example.com", "bob@example.com"]),
    ("=?utf-8?B?Wm/Dqw==?= =?utf-8?Q?_M=C3=BCller?= <zoe@example.com>", ["Zoë Müller"]),
    ("=?iso-8859-1?Q?Ren=E9?= <rene@example.com>", ["René"]),
    ("\"=?utf-8?Q?Zo=C3=AB?=\" <zoe@example.com>", ["Zoë"]),
    ("=?x-unknown?Q?Zo?= <zoe@example.com>", ["=?x-unknown?Q?Zo?="]),
    ("<@relay.example:ann@example.com>", ["ann@example.com"]),
    ("/O=EX/CN=PAUL <paul@example.com>", ["paul@example.com"]),
    ("ann@example.com <ann@example.com>", ["ann@example.com"]),
    ("\"Ann \\\"A\\\" Miller\" <ann@example.com>", ["Ann \"A\" Miller"]),
  ]) func readsAddresses(header: String, names: [String]) throws {
    let network = try read(mail("From: me@example.com", "To: \(header)"))
    #expect(network.ids == (names + ["me@example.com"]).sorted())
  }

  @Test(arguments: [
    ("Mon, 02 Mar 2026 00:15:00 +0100", "2026-03-01"),
    ("2 Mar 2026 23:59 -0500", "2026-03-03"),
    ("Mon, 02 Mar 26 09:15:00 GMT", "2026-03-02"),
    ("Thu, 29 Feb 2024 12:00:00 +0000 (UTC)", "2024-02-29"),
    ("Fri, 31 Dec 1999 23:30:00 PST", "2000-01-01"),
    ("Sat, 01 Jan 2000 00:30:00 +0530", "1999-12-31"),
  ]) func readsDates(header: String, day: String) throws {
    let network = try read(mail("From: a@b.c", "To: d@e.f", "Date: \(header)"))
    #expect(network.edges["first_contact"]?.text(at: 0) == day)
  }

  @Test func countsMessagesWithoutADate() throws {
    let network = try read(mail("From: a@b.c", "To: d@e.f", "Date: 31 Feb 2026 10:00:00 +0000"))
    #expect(network.edges["first_contact"] == nil)
    #expect(network.ledger[0].notes.contains("messages without a date that can be read: 1"))
  }

  @Test func takesSentencesForNoMessages() throws {
    let network = try read(
      mail(
        "From: a@b.c", "To: d@e.f",
        body: "Hello\n\nFrom now on all is well.\n>From me Mon Mar 02 09:15:00 2026\n"))
    #expect(network.ledger[0].read == 1)
  }

  @Test func countsCopiesAndLettersToMany() throws {
    let text =
      mail("From: a@b.c", "To: d@e.f", "Cc: g@h.i,\n j@k.l") + mail("From: a@b.c", "To: d@e.f")
    #expect(try read(text).edgeList == ["a@b.c d@e.f 2", "a@b.c g@h.i 1", "a@b.c j@k.l 1"])
    #expect(try read(text, ["copies": false]).edgeList == ["a@b.c d@e.f 2"])
    let few = try read(text, ["most_receivers": 2])
    #expect(few.edgeList == ["a@b.c d@e.f 1"])
    #expect(few.ledger[0].dropped == 1)
  }

  @Test func countsAMessageOnce() throws {
    let one = mail("From: a@b.c", "To: d@e.f", "Message-ID: <1@x>")
    let network = try read(one + one + mail("From: a@b.c", "To: d@e.f", "Message-ID: <2@x>"))
    #expect(network.edgeList == ["a@b.c d@e.f 2"])
    #expect(network.ledger[0].merged == 1)
    #expect(network.ledger[0].isBalanced)
  }

  @Test func namesPeopleAsMostMessagesDo() throws {
    let text =
      mail("From: Ann <a@b.c>", "To: d@e.f") + mail("From: Ann Miller <a@b.c>", "To: d@e.f")
      + mail("From: Ann Miller <A@b.c>", "To: d@e.f")
    #expect(try read(text).ids == ["Ann Miller", "d@e.f"])
  }

  @Test func rejectsWhatNamesNobody() throws {
    let text =
      mail("To: d@e.f") + mail("From: a@b.c", "To: undisclosed-recipients:;")
      + mail("From: a@b.c", "To: a@b.c")
    let says = Reading.refusal { try read(text) }
    #expect(
      says == "no-sender in line 1: there is no address in 'From'; "
        + "no-receiver in line 5: it goes to nobody but its sender; "
        + "no-receiver in line 10: it goes to nobody but its sender")
  }

  @Test func countsAMessageThatIsCutOff() throws {
    let whole = mail("From: a@b.c", "To: d@e.f", body: "Hello")
    let cut = whole + Self.separator + "From: a@b.c\nTo: d@e"
    let says = Reading.refusal { try read(cut) }
    #expect(says == "unfinished-message in line 7: the file ends in its head")
    // At the end of a line nothing tells that more was to come.
    #expect(
      try read(whole + Self.separator + "From: a@b.c\nTo: d@e.f\n").edgeList == ["a@b.c d@e.f 2"])
  }

  @Test func refusesOtherFiles() {
    #expect(
      Reading.refusal { try read("\nHello\nWorld\n") }
        == "not-an-mbox 2:1 no message begins here: there is no line 'From … date'")
  }

  @Test func keepsNothingOfBodies() throws {
    let body = String(repeating: "x", count: 3_000_000)
    let lines = (0..<50_000).map { _ in "line" }.joined(separator: "\n")
    let network = try read(
      mail("From: a@b.c", "To: d@e.f", body: body + "\n" + lines)
        + mail("From: d@e.f", "To: a@b.c"))
    #expect(network.edgeList == ["a@b.c d@e.f 1", "d@e.f a@b.c 1"])
    #expect(network.edges["source"]?.text(at: 1) == "mail.mbox:50007")
  }

  @Test func readsLinesThatEndInCRLF() throws {
    let text = mail("From: a@b.c", "To: d@e.f,", " g@h.i").replacing("\n", with: "\r\n")
    #expect(try read(text).edgeList == ["a@b.c d@e.f 1", "a@b.c g@h.i 1"])
  }
}
