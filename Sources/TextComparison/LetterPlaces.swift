internal import CTextComparison

/// Up to 64 letters, of which bits of a word tell where one stands.
protocol LetterPlaces {
  var count: Int { get }
  subscript(place: Int) -> UInt8 { get }
  /// Bit k is set where the letter stands at place k.
  func places(of letter: UInt8) -> UInt64
}

/// Up to sixteen letters, as most names have.
struct FewLetters: LetterPlaces {
  let letters: SIMD16<UInt8>
  let count: Int

  @inline(__always) subscript(place: Int) -> UInt8 { letters[place & 15] }
  @inline(__always) func places(of letter: UInt8) -> UInt64 {
    UInt64(places_of_letter(letters, letter))
  }
}

/// Up to 64 letters.
struct MediumLetters: LetterPlaces {
  let first, second, third, fourth: SIMD16<UInt8>
  let count: Int

  @inline(__always) init(
    _ first: SIMD16<UInt8>, _ second: SIMD16<UInt8>, _ third: SIMD16<UInt8>,
    _ fourth: SIMD16<UInt8>, count: Int
  ) {
    (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
    self.count = count
  }

  @inline(__always) subscript(place: Int) -> UInt8 {
    let block = place < 32 ? (place < 16 ? first : second) : (place < 48 ? third : fourth)
    return block[place & 15]
  }
  @inline(__always) func places(of letter: UInt8) -> UInt64 {
    let low = places_of_letter(first, letter) | places_of_letter(second, letter) << 16
    if count <= 32 { return UInt64(low) }
    let high = places_of_letter(third, letter) | places_of_letter(fourth, letter) << 16
    return UInt64(low) | UInt64(high) << 32
  }
}
