#pragma once

/* Instructions that Swift has no name for. */

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Which of 64 bytes are the delimiter, a line feed or a carriage return: bit k tells of byte k.
   Swift's vector types compare sixteen bytes at once, but have no way to gather the answers in one
   word; every x86-64 processor has an instruction for it. */
static inline uint64_t byte_scan_ends(const uint8_t *bytes, uint8_t delimiter) {
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8((char)delimiter);
  const __m128i second = _mm_set1_epi8('\n');
  const __m128i third = _mm_set1_epi8('\r');
  uint64_t ends = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i word = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i found = _mm_or_si128(
        _mm_cmpeq_epi8(word, first),
        _mm_or_si128(_mm_cmpeq_epi8(word, second), _mm_cmpeq_epi8(word, third)));
    ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (16 * part);
  }
  return ends;
#else
  uint64_t ends = 0;
  for (int index = 0; index < 64; index++) {
    const uint8_t byte = bytes[index];
    const uint64_t isEnd = byte == delimiter || byte == '\n' || byte == '\r';
    ends |= isEnd << index;
  }
  return ends;
#endif
}

/* Tells the processor that this thread waits for another. */
static inline void wait_a_moment(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* Asks for a line of memory that will soon be read; the address need not be valid. */
static inline void prefetch_line(const void *address) { __builtin_prefetch(address, 0, 3); }
