import Testing
import TextComparison

/// The examples of Bouchard, Brard & Lavoie (1981), rule by rule.
struct FONEMTests {
  @Test(arguments: [
    "beaulac bolak, baulac bolak, imbeault inbo, dufaut dufo, thiboutot tiboutot, devaux devo",
    "rondeaux rondo, bourgaulx bourgo, pinchaud pincho, pednauld pedno, mazenod masenod",
    "arnold arnol, bertold bertol, bellay bele, sanday sende, gay gai, fayard fayar",
    "lemieux lemieu, lheureux leureu, belley bele, welley wele, meyer meyer, boily boili",
    "loyseau loiso, mayrand mairen, guyon guyon, faillard fayar, faiard fayar, meier meyer",
    "meiller meyer, guillon guyon, laville laville, couet cwet, edouard edwar, girouard jirwar",
    "bouille bouye, lemee leme, abraam abram, archembault archenbo, amthime entime",
    "rompre ronpre, bomsecours bonsecours, boulanger boulenjer, tancrede tenkrede, blain blin",
    "blainville blinville, mainard mainar, raimond raimon, blackborn blakburn",
    "seabourne seaburn, imbo inbo, rimfret rinfret, lefebvre lefevre, mace masse, macon macon",
    "marcelin marselin, marceau marso, vincelette vinselete, forcade forcade, celine seline",
    "ceraphin serafin, camille kamille, cayette kayete, carine karine, luc luk, leblanc leblen",
    "victor viktor, laccouline lakouline, maccimilien maximilien, magella majela",
    "ginette jinete, gandet gandet, georges jorjes, geoffroid jofroid, pageau pajo",
    "gagnion gagnon, mignier migner, halley ale, gauthier gotier, chartier chartier",
    "jeanne jane, macgregor macgregor, mackay macke, mcnicol macnicol, mcneil macneil",
    "phaneuf faneuf, philippe filipe, quenneville keneville, larocque laroke, scipion sipion",
    "ascelin asselin, vasco vasko, pascaline paskaline, eshemback echenbak, ashed ached",
    "gratia grassia, patritia patrissia, bertio bertio, matieu matieu, bertiaume bertiome",
    "munrow munro, branislaw branisla, lowmen lomen, andrew endrew, excel exel",
    "excerine exerine, exsilda exilda, exzelda exelda, cazeau kaso, brazeau braso",
    "fitzpatrick fitspatrik, singelais st-jelais, cinqmars st-mars, saint-amand st-amen",
    "saintecroix ste-kroix, st-hilaire st-ilaire, ste-croix ste-kroix, lavallee lavale",
    "corinne korine, dutile dutille, masson masson",
  ]) func published(examples: String) {
    for example in examples.split(separator: ", ") {
      let words = example.split(separator: " ").map(String.init)
      #expect(FONEM.key(words[0]) == words[1].uppercased(), "\(words[0])")
    }
  }

  @Test(arguments: [
    ["dupont", "dupond"], ["lefebvre", "lefevre"], ["thibault", "thibaut", "thibaud", "thibeault"],
    ["gauthier", "gautier"], ["renault", "renaud", "renaut", "reneault"],
    ["rousseau", "rousso"], ["maillot", "mayot"], ["legrand", "legrant"],
    ["pelletier", "peletier"], ["boulanger", "boulenger"],
  ]) func spellingsOfOneName(names: [String]) {
    #expect(Set(names.map { FONEM.key($0) }).count == 1)
  }

  @Test(arguments: [
    ("martin", "marin"), ("dubois", "dupuis"), ("moreau", "morel"), ("durand", "dupont"),
  ]) func differentNames(a: String, b: String) {
    #expect(FONEM.key(a) != FONEM.key(b))
  }

  @Test func oddWords() {
    #expect(FONEM.key("") == "")
    #expect(FONEM.key("иванов") == "")
    #expect(FONEM.key("sœur") == FONEM.key("soeur"))
    #expect(FONEM.key("d'amour") == FONEM.key("damour"))
    #expect(FONEM.key("-") == "-")
  }

  @Test func longWordsTakeLinearTime() {
    #expect(!FONEM.key(String(repeating: "lls", count: 300_000)).isEmpty)
  }
}
