import Importers
import ModuleKit
import ModuleTesting
import Testing

/// Tables of contacts and of affiliations beyond the sample files.
struct AddressTableTests {
  @Test func readsOutlookInThreeLanguages() throws {
    let tables = [
      "First Name,Last Name,Company,Job Title,Business Phone,E-mail Address,Birthday,Business Postal Code",
      "Prénom;Nom;Société;Fonction;Téléphone (bureau);Adresse de messagerie;Anniversaire;Code postal (bureau)",
      "Vorname;Nachname;Firma;Position;Telefon geschäftlich;E-Mail-Adresse;Geburtstag;Postleitzahl geschäftlich",
    ]
    for header in tables {
      let delimiter = header.contains(";") ? ";" : ","
      let row = ["Zoé", "Durand", "Acme", "CTO", "1", "zoe@example.com", "0/0/00", "69001"]
      let text = header + "\n" + row.joined(separator: delimiter) + "\n"
      let network = try Contacts.text(OutlookImport.self, text, "outlook.csv")
      #expect(network.ids == ["Zoé Durand"])
      #expect(Contacts.column("company", network) == ["Acme"])
      #expect(Contacts.column("title", network) == ["CTO"])
      #expect(Contacts.column("phone", network) == ["1"])
      #expect(Contacts.column("email", network) == ["zoe@example.com"])
      #expect(Contacts.column("postcode", network) == ["69001"])
      #expect(network.nodes["birth_date"] == nil)
      #expect(network.ledger[0].notes.count == 1)
    }
  }

  @Test func readsConnectionsInOtherLanguages() throws {
    for (header, day) in [
      ("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connexion le", "2 avr. 2021"),
      ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", "2. April 2021"),
      ("First Name,Last Name,Email Address,Company,Position,Connected On", "4/2/21 3:45 PM"),
    ] {
      let cells = header.split(separator: ",").map { name in
        switch name {
        case "Prénom", "Vorname", "First Name": "Ann"
        case "Nom", "Nachname", "Last Name": "Miller"
        case "Entreprise", "Unternehmen", "Company": "Acme"
        case "Connexion le", "Verbunden am", "Connected On": day
        default: ""
        }
      }
      let text = header + "\n" + cells.joined(separator: ",") + "\n"
      let network = try Contacts.text(
        LinkedInImport.self, text, "Connections.csv", as: "connections", ["owner": "Bob"])
      #expect(network.edgeList == ["Ann Miller Bob"])
      #expect(Contacts.column("company", network) == ["Acme", nil])
      #expect(network.edges["first_contact"] == .texts(["2021-04-02"]))
    }
  }

  @Test(arguments: [
    ("https://www.linkedin.com/in/Ben-Sample/", "https://www.linkedin.com/in/ben-sample"),
    ("http://fr.linkedin.com/in/ben-sample?trk=x#y", "https://www.linkedin.com/in/ben-sample"),
    ("linkedin.com/in/ben-sample", "https://www.linkedin.com/in/ben-sample"),
    ("https://example.com/Ben", "https://example.com/ben"),
  ]) func knowsAProfileByItsAddress(url: String, key: String) throws {
    let text = "First Name,Last Name,URL,Connected On\nBen,Sample,\(url),02 Apr 2021\n"
    let network = try Contacts.text(
      LinkedInImport.self, text, "Connections.csv", as: "connections")
    #expect(Contacts.column("key", network) == [key, "me"])
  }

  @Test func countsDaysThatCannotBeRead() throws {
    let text = "First Name,Last Name,URL,Connected On\nBen,Sample,u,03/04/2021\n"
    let network = try Contacts.text(
      LinkedInImport.self, text, "Connections.csv", as: "connections")
    #expect(network.ledger[0].notes.contains("days that cannot be read: 1"))
    #expect(network.edges["first_contact"] == nil)
  }

  @Test func refusesOtherTables() {
    for (module, expected) in [
      ("linkedin", "LinkedIn's connections"), ("google", "Google's contacts"),
    ] {
      let says = Reading.refusal {
        let text = "Date,Amount\n2024-01-01,5\n"
        return module == "linkedin"
          ? try Contacts.text(LinkedInImport.self, text, "a.csv", as: "connections")
          : try Contacts.text(GoogleContactsImport.self, text, "a.csv")
      }
      #expect(says == "wrong-table 1:1 there is no header of \(expected) in the first lines")
    }
  }

  @Test func countsRowsThatAreTooLong() throws {
    let text = "First Name,Last Name,E-mail 1 - Value\nAnn,Miller,a@b.c,x\nBob\n"
    let network = try Contacts.text(GoogleContactsImport.self, text, "a.csv")
    #expect(network.ids == ["Bob"])
    #expect(
      network.ledger[0].rejections == [
        .init(line: 2, reason: "wrong-cell-count", detail: "4 cells instead of 3")
      ])
  }

  @Test func keepsRelationsOfGoogle() throws {
    let text = """
      First Name,Last Name,E-mail 1 - Value,Relation 1 - Label,Relation 1 - Value
      Ann,Miller,a@b.c,Spouse,Bob Miller ::: Cat
      Bob,Miller,,,
      """
    let network = try Contacts.text(GoogleContactsImport.self, text, "a.csv", ["owner": "Dan"])
    #expect(
      network.edgeList == [
        "Ann Miller Bob Miller", "Ann Miller Cat", "Ann Miller Dan", "Bob Miller Dan",
      ])
    #expect(network.edges["relation"] == .texts(["spouse", "spouse", nil, nil]))
  }

  // MARK: Affiliations

  private func affiliations(_ text: String, _ parameters: JSON = [:]) throws -> Network {
    try Contacts.text(AffiliationsImport.self, text, "clubs.csv", as: "file", parameters)
  }

  @Test func readsTheDavisWomen() throws {
    // The same network as a list and as a matrix.
    let list = "woman,event,year\nEve,E1,1936\nEve,E2,1936\nLaura,E1,1936\nLaura,E1,1937\n"
    let network = try affiliations(list)
    #expect(network.edgeList == ["E1 Eve 1", "E1 Laura 2", "E2 Eve 1"])
    #expect(network.nodes["mode"] == .integers([2, 2, 1, 1]))
    #expect(network.edges["year"] == .texts(["1936", "1936; 1937", "1936"]))
    let matrix = "woman,E1,E2\nEve,1,x\nLaura,2,0\nNobody,no,\n"
    let other = try affiliations(matrix, ["layout": "matrix"])
    #expect(other.edgeList == network.edgeList)
    #expect(other.ids == ["E1", "E2", "Eve", "Laura", "Nobody"])
  }

  @Test func keepsAGroupFromAPersonOfItsName() throws {
    let network = try affiliations("person,group\nMartin,Martin\nAnn,Martin\n,Chess\nBob,\n")
    #expect(network.ids == ["Ann", "Martin", "Martin (group)"])
    #expect(network.edgeList == ["Ann Martin (group) 1", "Martin Martin (group) 1"])
    #expect(
      network.ledger[0].rejections == [
        .init(line: 4, reason: "empty-endpoint", detail: "no person"),
        .init(line: 5, reason: "empty-endpoint", detail: "no group"),
      ])
    #expect(network.ledger.allSatisfy { $0.isBalanced })
  }

  @Test func pointsAtAColumnThatIsNotThere() {
    let says = Reading.refusal { try affiliations("person,group\nAnn,Chess\n", ["group": "gruop"]) }
    #expect(says.hasPrefix("missing-column there is no column 'gruop' in "))
  }
}
