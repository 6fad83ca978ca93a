/// C, G and S, which sound in many ways.
extension MetaphoneReader {
  mutating func readC() {
    if has(0, "CHIA") || isGermanACH {
      write("K", 2)
    } else if place == 0 && has(0, "CAESAR") {
      write("S", 2)
    } else if has(0, "CH") {
      readCH()
    } else if has(0, "CZ") && !has(-2, "WICZ") {
      // Czerny.
      write("S", "X", 2)
    } else if has(1, "CIA") {
      // Focaccia.
      write("X", 3)
    } else if has(0, "CC") && !(place == 1 && starts("M")) {
      readCC()
    } else if has(0, "CK", "CG", "CQ") {
      write("K", 2)
    } else if has(0, "CI", "CE", "CY") {
      // Italian or English.
      write("S", has(0, "CIO", "CIE", "CIA") ? "X" : "S", 2)
    } else if has(1, " C", " Q", " G") {
      // Mac Caffrey, Mac Gregor.
      write("K", 3)
    } else {
      write("K", has(1, "C", "K", "Q") && !has(1, "CE", "CI") ? 2 : 1)
    }
  }

  /// Bach, Bacher.
  private var isGermanACH: Bool {
    place > 1 && !isVowel(-2) && has(-1, "ACH")
      && (!has(2, "I", "E") || has(-2, "BACHER", "MACHER"))
  }

  private mutating func readCH() {
    if place > 0 && has(0, "CHAE") {
      // Michael.
      write("K", "X", 2)
    } else if isGreekCH || isHardCH {
      write("K", 2)
    } else if place == 0 {
      write("X", 2)
    } else if starts("MC") {
      write("K", 2)
    } else {
      write("X", "K", 2)
    }
  }

  /// Chemistry, chorus.
  private var isGreekCH: Bool {
    place == 0 && has(1, "HARAC", "HARIS", "HOR", "HYM", "HIA", "HEM") && !starts("CHORE")
  }

  /// German and Greek: Wachtler, Wechsler, orchestra; but not tichner.
  private var isHardCH: Bool {
    starts("VAN ", "VON ", "SCH") || has(-2, "ORCHES", "ARCHIT", "ORCHID") || has(2, "T", "S")
      || (place == 0 || has(-1, "A", "O", "U", "E"))
        && has(2, "L", "R", "N", "M", "B", "H", "F", "V", "W", " ")
  }

  private mutating func readCC() {
    guard has(2, "I", "E", "H") && !has(2, "HU") else { return write("K", 2) }
    // Accident, succeed; or Italian as Bertucci.
    let isLatin = place == 1 && starts("A") || has(-1, "UCCEE", "UCCES")
    write(isLatin ? "KS" : "X", 3)
  }

  mutating func readG() {
    if has(1, "H") {
      readGH()
    } else if has(1, "N") {
      readGN()
    } else if has(1, "LI") && !isSlavoGermanic {
      // Tagliaro.
      write("KL", "L", 2)
    } else if place == 0
      && has(1, "Y", "ES", "EP", "EB", "EL", "EY", "IB", "IL", "IN", "IE", "EI", "ER")
    {
      write("K", "J", 2)
    } else if has(1, "ER", "Y") && !starts("DANGER", "RANGER", "MANGER") && !has(-1, "E", "I")
      && !has(-1, "RGY", "OGY")
    {
      write("K", "J", 2)
    } else if has(1, "E", "I", "Y") || has(-1, "AGGI", "OGGI") {
      readSoftG()
    } else {
      write("K", has(1, "G") ? 2 : 1)
    }
  }

  private mutating func readSoftG() {
    if starts("VAN ", "VON ", "SCH") || has(1, "ET") {
      // German.
      write("K", 2)
    } else {
      // French at the end, as Rogier.
      write("J", has(1, "IER ") ? "J" : "K", 2)
    }
  }

  private mutating func readGN() {
    if place == 1 && isVowel(-1) && !isSlavoGermanic {
      write("KN", "N", 2)
    } else if !has(2, "EY") && !isSlavoGermanic {
      write("N", "KN", 2)
    } else {
      // Cagney.
      write("KN", 2)
    }
  }

  private mutating func readGH() {
    if place > 0 && !isVowel(-1) {
      write("K", 2)
    } else if place == 0 {
      // Ghislaine, ghoul.
      write(has(2, "I") ? "J" : "K", 2)
    } else if has(-2, "B", "H", "D") || has(-3, "B", "H", "D") || has(-4, "B", "H") {
      // Hugh, bough, broughton.
      write("", 2)
    } else if has(-1, "U") && has(-3, "C", "G", "L", "R", "T") {
      // Laugh, cough, rough.
      write("F", 2)
    } else {
      write(has(-1, "I") ? "" : "K", 2)
    }
  }

  mutating func readS() {
    if has(-1, "ISL", "YSL") {
      // Isle, Carlysle.
      write("", 1)
    } else if place == 0 && has(0, "SUGAR") {
      write("X", "S", 1)
    } else if has(0, "SH") {
      write(has(1, "HEIM", "HOEK", "HOLM", "HOLZ") ? "S" : "X", 2)
    } else if has(0, "SIO", "SIA") {
      // Italian and Armenian.
      write("S", isSlavoGermanic ? "S" : "X", 3)
    } else if place == 0 && has(1, "M", "N", "L", "W") || has(1, "Z") {
      // Smith like Schmidt, Snider like Schneider; sz is one sound in Slavic languages.
      write("S", "X", has(1, "Z") ? 2 : 1)
    } else if has(0, "SC") {
      readSC()
    } else {
      // Resnais, Artois.
      let isFrench = place == last && has(-2, "AI", "OI")
      write(isFrench ? "" : "S", "S", has(1, "S", "Z") ? 2 : 1)
    }
  }

  private mutating func readSC() {
    if !has(2, "H") {
      write(has(2, "I", "E", "Y") ? "S" : "SK", 3)
    } else if has(3, "ER", "EN") {
      // Schermerhorn, Schenker.
      write("X", "SK", 3)
    } else if has(3, "OO", "UY", "ED", "EM") {
      // Dutch: school, schooner.
      write("SK", 3)
    } else {
      let isBeforeConsonant = place == 0 && !isVowel(3) && !has(3, "W")
      write("X", isBeforeConsonant ? "S" : "X", 3)
    }
  }
}
