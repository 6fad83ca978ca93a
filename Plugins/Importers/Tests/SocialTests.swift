import Importers
import ModuleKit
import ModuleTesting
import Testing

/// Archives of social networks.
struct SocialTests {
  @Test func readsFollowersAndFollowing() throws {
    let network = try Contacts.read(
      InstagramImport.self, "contacts/instagram/following.json", as: "following",
      ["followers": [.string(Reading.path("contacts/instagram/followers_1.json"))]])
    #expect(
      network.edgeList == [
        "ada.example me", "ben_s me", "fan.only me", "me ada.example", "me ben_s", "me one.way",
      ])
    #expect(network.edges["first_contact"]?.text(at: 0) == "2021-01-01")
    #expect(network.owners.map { network.ids[Int($0)] } == ["me"])
    #expect(network.ledger.map(\.unit) == ["accounts followed", "followers", "ties"])
    #expect(network.ledger.map(\.read) == [3, 3, 6])
    #expect(network.edges["source"]?.text(at: 0)?.hasPrefix("followers_1.json:") == true)
  }

  @Test func readsX() throws {
    let network = try Contacts.read(XImport.self, "contacts/x/following.js", as: "following")
    #expect(network.graph.edgeCount == 3)
    #expect(
      Set(Contacts.column("key", network).compactMap { $0 }).isSuperset(
        of: ["12345", "67890", "11111"]))
  }

  @Test func readsFacebook() throws {
    let network = try Contacts.read(FacebookImport.self, "contacts/facebook/your_friends.json")
    #expect(network.graph.nodeCount == 11)
    #expect(network.node("Ingrid Björnsdóttir") != nil)
    #expect(network.edges["first_contact"]?.text(at: 0) == "2007-09-25")
    #expect(!network.graph.isDirected)
  }

  @Test func repairsNamesAndKeepsNamesakesApart() throws {
    let text =
      #"{"friends_v2": [{"name": "Fran\u00c3\u00a7ois"}, {"name": "François"}, {"timestamp": 1}, {"name": "Zoë"}]}"#
    let network = try Contacts.text(FacebookImport.self, text, "f.json")
    #expect(network.ids == ["François (1)", "François (2)", "Zoë", "me"])
    #expect(network.ledger[0].rejections.map(\.reason) == ["no-account"])
    #expect(network.ledger.allSatisfy { $0.isBalanced })
  }

  @Test func refusesTheWrongShape() {
    let path = Reading.path("bad-input/json-wrong-shape.json")
    #expect(
      Reading.refusal { try Contacts.path(FacebookImport.self, path) }
        == "wrong-shape 1:1 there is no list of friends here")
    let truncated = Reading.path("bad-input/json-truncated.json")
    let says = Reading.refusal {
      try Contacts.path(InstagramImport.self, truncated, as: "following")
    }
    #expect(says.contains(" 1:"))
    #expect(
      Reading.refusal { try ModuleRun(InstagramImport.self, on: Network()).network }
        == "missing-parameter 'following' or 'followers' must be given")
  }
}
