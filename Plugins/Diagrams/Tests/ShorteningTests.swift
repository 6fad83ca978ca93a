import Diagrams
import Testing

struct ShorteningTests {
  @Test func namesThatBeginAlikeStayDifferent() {
    let names = (30..<40).map { "Fräulein Professorin Dr. Nummer \($0)" }
    for room in [8, 12, 20, 26] {
      let cut = Shortening.shortened(names, Array(repeating: room, count: names.count))
      #expect(Set(cut).count == names.count && cut.allSatisfy { $0.count <= room })
    }
    #expect(Shortening.shortened(names, Array(repeating: 12, count: 10))[9] == "Fräulein…39")
    #expect(Shortening.shortened(["Napoléon Bonaparte"], [9]) == ["Napoléon…"])
  }
}
