import Testing
import TextComparison

/// Keys of the surnames that Woodbridge published from Philips's own program, and the examples in the
/// article; `/` stands before a second reading.
struct DoubleMetaphoneTests {
  @Test(arguments: [
    "allerton ALRT, acton AKTN, adams ATMS, ahl AL, angier ANJ/ANJR, ashby AXP, bachelor PXLR/PKLR",
    "barlow PRL/PRLF, beauchamp PXMP/PKMP, beauclerc PKLR, beech PK, belcher PLXR/PLKR",
    "benjamin PNJM, benningham PNNK, bergen PRJN/PRKN, bigelow PJL/PKLF, blennerhasset PLNR",
    "bosworth PSR0/PSRT, bouchier PX/PKR, brigham PRM, brouillard PRLR, brzozowski PRSS/PRTS",
    "burge PRJ/PRK, burgoyne PRKN, cartwright KRTR, ceeley SL, chambers XMPR, chevalier XFL/XFLR",
    "christie KRST, church XRX/XRK, clothilde KL0L/KLTL, collier KL/KLR, copperthwaite KPR0/KPRT",
    "corneliszen KRNL, crew KR/KRF, cunningham KNNK, daggett TKT, deekindaugh TKNT, dix TKS",
    "donahue TNH, dow T/TF, edwards ATRT, eglinton AKLN/ALNT, elizabeth ALSP, fischer FXR/FSKR",
    "fletcher FLXR, folger FLKR/FLJR, frascella FRSL, french FRNX/FRNK, frothingham FR0N/FRTN",
    "gage KJ/KK, gallion KLN, garage KRJ/KRK, george JRJ/KRK, gerken KRKN/JRKN, gibbs KPS/JPS",
    "giffard JFRT/KFRT, gilbert KLPR/JLPR, goodnow KTN/KTNF, gybbes KPS/JPS, hackburne HKPR",
    "hathaway H0/HT, hawkhurst HKRS, hemmenway HMN",
  ]) func surnames(examples: String) { check(examples) }

  @Test(arguments: [
    "smith SM0/XMT, schmidt XMT/SMT, snider SNTR/XNTR, schneider XNTR/SNTR, michael MKL/MXL",
    "czerny SRN/XRN, focaccia FKX, bacci PX, bertucci PRTX, bellocchio PLX, bacchus PKS",
    "accident AKST, succeed SKST, caesar SSR, chianti KNT, chemistry KMST, chorus KRS, chore XR",
    "wachtler AKTL/FKTL, wechsler AKSL/FKSL, tichner TXNR/TKNR, orchestra ARKS, architect ARKT",
    "bacher PKR, macher MKR, edge AJ, edgar ATKR, ghislane JLN, ghiradelli JRTL, hugh H, bough P",
    "broughton PRTN, laugh LF, cough KF, rough RF, cagney KKN, tagliaro TKLR/TLR, biaggi PJ/PK",
    "danger TNJR/TNKR, rogier RJ/RJR, hochmeier HKMR, jose HS, bajador PJTR/PHTR, cabrillo KPRL/KPR",
    "gallegos KLKS/KKS, dumb TM, thumb 0M/TM, campbell KMPL, raspberry RSPR, resnais RSN/RSNS",
    "artois ART/ARTS, island ALNT, isle AL, carlysle KRLL, sugar XKR/SKR, heimsheim HMSM",
    "schermerhorn XRMR/SKRM, schenker XNKR/SKNK, school SKL, schooner SKNR, thomas TMS, thames TMS",
    "arnow ARN/ARNF, filipowicz FLPT/FLPF, breaux PR, zhao J, xavier SF/SFR, wewski ASK/FFSK",
    "knight NT, wright RT, psmith SM0/SMT, maurice MRS, aubrey APR, richard RXRT/RKRT",
    "catherine K0RN/KTRN, philippe FLP",
  ]) func articleAndOrigins(examples: String) { check(examples) }

  @Test func severalWords() {
    #expect(DoubleMetaphone("mac caffrey").primary == "MKFR")
    #expect(DoubleMetaphone("mac gregor", length: 8).primary == "MKRKR")
    #expect(DoubleMetaphone("san jacinto", length: 8).primary == "SNHSNT")
    #expect(DoubleMetaphone("von schuller", length: 8).primary == "FNXLR")
  }

  @Test func lengthOfKeys() {
    #expect(DoubleMetaphone("schermerhorn", length: 8).primary == "XRMRRN")
    #expect(DoubleMetaphone("schermerhorn", length: 8).alternate == "SKRMRRN")
    #expect(DoubleMetaphone("schermerhorn", length: 1).alternate == "S")
    #expect(DoubleMetaphone("schermerhorn", length: 0).primary == "")
  }

  @Test func wordsWithoutSound() {
    for word in ["", "иванов", "'", "h", "123"] {
      #expect(DoubleMetaphone(word).primary == "")
      #expect(DoubleMetaphone(word).alternate == "")
    }
  }

  /// A key that would be empty tells nothing; the other one stands for both.
  @Test func alternateIsNeverEmptyAlone() { #expect(DoubleMetaphone("hj").alternate == "J") }

  private func check(_ examples: String) {
    for example in examples.split(separator: ", ") {
      let parts = example.split { $0 == " " || $0 == "/" }.map(String.init)
      let keys = DoubleMetaphone(parts[0])
      #expect(keys.primary == parts[1], "\(parts[0])")
      #expect(keys.alternate == parts.last, "\(parts[0])")
    }
  }
}
