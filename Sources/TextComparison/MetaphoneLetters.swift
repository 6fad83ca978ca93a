/// Letters whose sound is told by a few others.
extension MetaphoneReader {
  mutating func readD() {
    if has(0, "DGI", "DGE", "DGY") {
      write("J", 3)
    } else if has(0, "DG") {
      write("TK", 2)
    } else {
      write("T", has(1, "T", "D") ? 2 : 1)
    }
  }

  /// Heard at the start or between vowels, before a vowel.
  mutating func readH() {
    if (place == 0 || isVowel(-1)) && isVowel(1) { write("H", 2) } else { write("", 1) }
  }

  mutating func readJ() {
    if has(0, "JOSE") || starts("SAN ") {
      // José, San Jacinto.
      let isSpanish = place == 0 && has(4, " ") || starts("SAN ")
      write(isSpanish ? "H" : "J", "H", 1)
      return
    }
    let step = has(1, "J") ? 2 : 1
    if place == 0 {
      // Yankelovich, Jankelowicz.
      write("J", "A", step)
    } else if isVowel(-1) && !isSlavoGermanic && has(1, "A", "O") {
      // Bajador.
      write("J", "H", step)
    } else if place == last {
      write("J", "", step)
    } else if has(1, "L", "T", "K", "S", "N", "M", "B", "Z") || has(-1, "S", "K", "L") {
      write("", step)
    } else {
      write("J", step)
    }
  }

  mutating func readL() {
    guard has(1, "L") else { return write("L", 1) }
    // Cabrillo, Gallegos.
    let isSpanishEnd = place == last - 2 && has(-1, "ILLO", "ILLA", "ALLE")
    let isSpanishWord = ["AS", "OS", "A", "O"].contains(where: ends) && has(-1, "ALLE")
    write("L", isSpanishEnd || isSpanishWord ? "" : "L", 2)
  }

  private func ends(_ ending: String) -> Bool {
    letters.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }

  mutating func readM() {
    // Dumb, thumb, plumber.
    let isSilentB = has(-1, "UMB") && (place + 1 == last || has(2, "ER"))
    write("M", isSilentB || has(1, "M") ? 2 : 1)
  }

  mutating func readR() {
    // Rogier, but not Hochmeier.
    let isFrench = place == last && !isSlavoGermanic && has(-2, "IE") && !has(-4, "ME", "MA")
    write(isFrench ? "" : "R", "R", has(1, "R") ? 2 : 1)
  }

  mutating func readT() {
    if has(0, "TION", "TIA", "TCH") {
      write("X", 3)
    } else if has(0, "TH", "TTH") {
      // Thomas, Thames, and German names.
      let isHard = has(2, "OM", "AM") || starts("VAN ", "VON ", "SCH")
      write(isHard ? "T" : "0", "T", 2)
    } else {
      write("T", has(1, "T", "D") ? 2 : 1)
    }
  }

  mutating func readW() {
    if has(0, "WR") { return write("R", 2) }
    if place == 0 {
      // Wasserman like Vasserman, Womo like Uomo.
      if isVowel(1) { write("A", "F", 0) } else if has(1, "H") { write("A", 0) }
    }
    if place == last && isVowel(-1) || has(-1, "EWSKI", "EWSKY", "OWSKI", "OWSKY")
      || starts("SCH")
    {
      // Arnow like Arnoff.
      write("", "F", 1)
    } else if has(0, "WICZ", "WITZ") {
      // Filipowicz.
      write("TS", "FX", 4)
    } else {
      write("", 1)
    }
  }

  mutating func readX() {
    // Breaux.
    let isSilent = place == last && (has(-3, "IAU", "EAU") || has(-2, "AU", "OU"))
    write(isSilent ? "" : "KS", has(1, "C", "X") ? 2 : 1)
  }

  mutating func readZ() {
    // Zhao.
    if has(1, "H") { return write("J", 2) }
    let isItalianOrSlavic =
      has(1, "ZO", "ZI", "ZA") || isSlavoGermanic && place > 0 && !has(-1, "T")
    write("S", isItalianOrSlavic ? "TS" : "S", has(1, "Z") ? 2 : 1)
  }
}
