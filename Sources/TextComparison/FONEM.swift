// Bouchard, Brard & Lavoie, "FONEM : un code de transcription phonétique pour la reconstitution
// automatique des familles saguenayennes", Population 36(6), 1981.

/// How a French family name sounds, written in letters.
///
/// Made for the parish registers of Saguenay: spellings that clerks mixed up become one, others stay
/// apart. The code is as long as the sound of the name.
package enum FONEM {
  /// The code of a folded word, in capitals; empty for a word without Latin letters.
  ///
  /// Letters other than `a` to `z`, ligatures and hyphens are passed over.
  ///
  /// - Complexity: O(length)
  package static func key(_ word: String) -> String {
    var letters = capitals(word)
    for rule in inOrder { rule.apply(to: &letters) }
    return String(decoding: letters, as: UTF8.self)
  }

  private static func capitals(_ word: String) -> [UInt8] {
    var letters: [UInt8] = []
    for scalar in word.unicodeScalars {
      switch scalar {
      case "a"..."z": letters.append(UInt8(scalar.value) - 32)
      case "A"..."Z", "-": letters.append(UInt8(scalar.value))
      case "æ", "Æ": letters += Array("AE".utf8)
      case "œ", "Œ": letters += Array("OE".utf8)
      default: break
      }
    }
    return letters
  }

  private static let inOrder =
    doubled + hardAndSoft + endingsInO + saints + nasals + vowels + consonants + doubled + marks

  /// Doubled letters count once, before and after all else.
  private static let doubled: [SpokenRule] =
    "AEIOUY".map { letter in
      SpokenRule("V-14", "\(letter)", Neighbours("\(letter)"), to: "")
    } + [
      SpokenRule("C-28", "BB DD FF GG HH JJ KK MM NN PP QQ RR TT VV WW XX ZZ", to: nil),
      SpokenRule("C-28", "CC", .consonant.union(.edge), to: "C"),
      SpokenRule("C-28", .consonant.union(.edge), "SS", to: "S"),
      SpokenRule("C-28", "SS", .consonant.union(.edge), to: "S"),
      SpokenRule("C-28", .not(Neighbours("I")), "LL", to: "L"),
      SpokenRule("C-28", "ILE", .edge, to: "ILLE"),
    ]

  /// What C and G are before each vowel. A mark keeps what later rules would change.
  private static let hardAndSoft = [
    SpokenRule("C-12", "GEO GEAU", to: "JO"),
    SpokenRule("C-8", "CC", Neighbours("AOU"), to: "K"),
    SpokenRule("C-9", "CC", Neighbours("EIY"), to: "X"),
    SpokenRule("C-10", "G", Neighbours("EIY"), to: "J"),
    SpokenRule("C-16", .edge, "MAC", .consonant, to: "MA#"),
    SpokenRule("C-17", .edge, "MC", to: "MA#"),
    SpokenRule("C-2", .vowel, "C", Neighbours("EIY"), to: "SS"),
    SpokenRule("C-3", .consonant.subtracting(Neighbours("CX")), "C", Neighbours("EIY"), to: "S"),
    SpokenRule("C-7", "C", .consonant.subtracting(Neighbours("CH")), to: "K"),
  ]

  private static let endingsInO = [
    SpokenRule("V-2, V-5", "EAULT EAULX AULT AULX OLT OLX", .edge, to: "O"),
    SpokenRule("V-3, V-4", "EAUT EAUX AUT AUX", .edge, to: "O"),
    SpokenRule("V-6", "EAULD EAUD AULD AUD", .edge, to: "O"),
    SpokenRule("V-1", "EAU AU", to: "O"),
    SpokenRule("C-14", .not(Neighbours("PCS")), "H", to: ""),
  ]

  private static let saints = [
    SpokenRule("C-31, C-33", .edge, "SAINTE- SAINTE STE- STE", to: "STE-"),
    SpokenRule(
      "C-30, C-32", .edge, "SAINT- SAIN- SINT- SIN- SEIN- SEIM- CINQ- CIN- ST-", to: "ST-"),
    SpokenRule(
      "C-30, C-32", .edge, "SAINT SAIN SINT SIN SEIN SEIM CINQ CIN ST", .not(Neighbours("E-")),
      to: "ST-"),
  ]

  private static let notN = Neighbours.consonant.subtracting(Neighbours("N"))

  private static let nasals = [
    SpokenRule("C-11", "GA", Neighbours("MN"), to: "G#"),
    SpokenRule("C-11", "GAI", Neighbours("MN"), to: "G#I"),
    SpokenRule("V-15", "AM EM", notN, to: "EN"),
    SpokenRule("V-17", "AN", .consonant, to: "EN"),
    SpokenRule("V-18", "AIM AIN EIN", .consonant.union(.edge), to: "IN"),
  ]

  private static let vowels = [
    SpokenRule("V-7", .not(Neighbours("G")), "AY", .edge, to: "E"),
    SpokenRule("V-8", "EUX", .edge, to: "EU"),
    SpokenRule("V-9", "EY", .consonant.union(.edge), to: "E"),
    SpokenRule("V-10", "Y", to: "I"),
    SpokenRule("V-11", .vowel, "I", .vowel, to: "Y"),
    SpokenRule("V-12", .vowel, "ILL", to: "Y"),
    SpokenRule("V-13", "OU", Neighbours("AEIOU"), to: "W", unlessBefore: "ILL"),
    SpokenRule("V-16", "OM", notN, to: "ON"),
    SpokenRule("V-19", "BOURNE BOURN BORNE BORN BURNE BURN", .edge, to: "BURN"),
    SpokenRule("V-20", .edge, "IM", to: "IN"),
    SpokenRule("V-20", .consonant, "IM", notN, to: "IN"),
  ]

  private static let consonants = [
    SpokenRule("C-1", "BV", to: "V"),
    SpokenRule("C-4", .edge, "C", Neighbours("EIY"), to: "S"),
    SpokenRule("C-5", .edge, "C", Neighbours("AOU"), to: "K"),
    SpokenRule("C-6", .vowel, "C", .edge, to: "K"),
    SpokenRule("C-13", "GNI", .vowel, to: "GN"),
    SpokenRule("C-15", "JEA", to: "JA"),
    SpokenRule("C-18", "PH", to: "F"),
    SpokenRule("C-19", "QU", to: "K"),
    SpokenRule("C-20", .edge, "SC", Neighbours("EIY"), to: "S"),
    SpokenRule("C-21", .not(.edge), "SC", Neighbours("EIY"), to: "SS"),
    SpokenRule("C-22", .not(.edge), "SC", Neighbours("AOU"), to: "SK"),
    SpokenRule("C-23", "SH", to: "CH"),
    SpokenRule("C-24", "TIA", .edge, to: "SSIA"),
    SpokenRule("C-25", Neighbours("AIOUY"), "W", to: ""),
    SpokenRule("C-26", "XC XS XZ", to: "X"),
    SpokenRule("C-27", .vowel, "Z", to: "S"),
    SpokenRule("C-27", .consonant, "Z", .consonant, to: "S"),
    SpokenRule(
      "C-29", .consonant, "B C D F G H J K L M N P Q R S T V W X Z", .edge, to: "",
      unlessEnding: "ILS CH SH MP NP RC RF RK RL RN RS RX"),
  ]

  /// What was marked to be kept.
  private static let marks = [
    SpokenRule("C-34", "G#", to: "GA"),
    SpokenRule("C-35", "MA#", to: "MAC"),
  ]
}
