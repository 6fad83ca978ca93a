#pragma once

/* An instruction that Swift has no name for. */

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef uint8_t sixteen_letters __attribute__((ext_vector_type(16)));

/* Where a letter stands among sixteen: bit k tells of place k. Swift's vector types compare sixteen
   bytes at once, but have no way to gather the answers in one word. */
static inline uint32_t places_of_letter(sixteen_letters text, uint8_t letter) {
#if defined(__SSE2__)
  const __m128i found = _mm_cmpeq_epi8((__m128i)text, _mm_set1_epi8((char)letter));
  return (uint32_t)_mm_movemask_epi8(found);
#else
  uint32_t places = 0;
  for (int index = 0; index < 16; index++) {
    const uint32_t is_found = text[index] == letter;
    places |= is_found << index;
  }
  return places;
#endif
}
