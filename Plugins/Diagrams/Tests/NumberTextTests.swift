import Diagrams
import Testing

/// Numbers as they stand on slides.
struct NumberTextTests {
  @Test(
    arguments: [
      (0, "0"), (3, "3"), (-5, "−5"), (20_000, "20000"), (0.5, "0.50"), (2.6449, "2.64"),
      (12.345, "12.3"), (171.4, "171"), (0.0123, "0.012"), (0.00123, "0.0012"), (-0.57, "−0.57"),
      (0.000_05, "5×10⁻⁵"), (0.000_123_4, "1.23×10⁻⁴"), (0.000_999_9, "0.0010"),
      (999_999.7, "1 million"), (1e6, "1 million"), (9.5e9, "9.5 billion"),
      (1.71e14, "171 trillion"), (1e16, "10¹⁶"), (-2.5e300, "−2.5×10³⁰⁰"), (.nan, "–"),
      (.infinity, "–"), (9.223e18, "9.22×10¹⁸"), (9.996, "10.0"), (0.999_6, "1.00"),
    ] as [(Double, String)])
  func aNumberAlone(value: Double, text: String) {
    #expect(NumberText.shown(value) == text)
  }

  /// Nothing but zero reads as zero.
  @Test func noNumberIsRoundedAway() {
    for exponent in -307...307 {
      for factor in [1.0, 1.234, 9.996, 9.999_999] {
        let text = NumberText.shown(factor * Double("1e\(exponent)")!)
        #expect(text.contains { ("1"..."9").contains($0) }, "\(factor)e\(exponent): \(text)")
        #expect(text.count <= 13, "\(text)")
      }
    }
  }

  @Test(
    arguments: [
      (1000.1, 1000.4, "1000.1", "1000.4"), (1_000_001, 1_000_020, "1000001", "1000020"),
      (0, 1, "0", "1"), (3, 3, "3", "3"), (0.1, 0.5, "0.10", "0.50"),
    ] as [(Double, Double, String, String)])
  func neighborsAreToldApart(low: Double, high: Double, first: String, second: String) {
    let pair = NumberText.apart(low, high)
    #expect(pair.low == first && pair.high == second)
  }

  @Test func numbersSideBySideShareDecimalsAndUnit() {
    let tiny = NumberScale([0.000_849, 0.000_726, 0.000_097])
    #expect(tiny.unit == "× 10⁻⁶")
    #expect([0.000_849, 0.000_726].map(tiny.text) == ["849", "726"])
    let shares = NumberScale([0.57, 0.18, 0.001])
    #expect(shares.unit.isEmpty)
    #expect([0.57, 0.18, 0.001, 0].map(shares.text) == ["0.57", "0.18", "<0.01", "0.00"])
    let money = NumberScale([9.5e9, 2e9])
    #expect(money.unit == "in billions" && money.text(9.5e9) == "9.50")
    #expect(NumberScale([115, 114]).text(114) == "114")
  }

  @Test(
    arguments: [
      (0, 1), (-5, 6), (0.000_02, 0.000_097), (1, 1e16), (-1.5e308, 1.5e308), (1990, 2020),
      (1.7e9, 1.700_000_1e9), (-1e-300, 1e-300),
    ] as [(Double, Double)])
  func ticksAreRoundDistinctAndInside(low: Double, high: Double) {
    for most in 2...10 {
      let ticks = AxisTicks(from: low, to: high, most: most, isWhole: false)
      #expect((1...(most + 2)).contains(ticks.values.count))
      #expect(Set(ticks.values.map(ticks.scale.text)).count == ticks.values.count)
      let slack = 1e-9 * (high / 2 - low / 2)
      #expect(ticks.values.allSatisfy { $0 >= low - slack && $0 <= high + slack })
    }
  }

  @Test func wholeNumbersGetWholeTicks() {
    let ticks = AxisTicks(from: 1, to: 4, most: 10, isWhole: true)
    #expect(ticks.values == [1, 2, 3, 4])
  }

  @Test func pluralsBecomeSingular() {
    #expect(Noun("people").counted(1) == "1 person" && Noun("ties").counted(1) == "1 tie")
    #expect(Noun("co-appearances").counted(1) == "1 co-appearance")
    #expect(Noun("companies").counted(1) == "1 company" && Noun("staff").counted(2) == "2 staff")
  }
}
