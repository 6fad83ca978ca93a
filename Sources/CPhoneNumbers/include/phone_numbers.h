// Telephone numbers by libphonenumber, behind C so that no other code sees C++.

#ifndef SOCIOGRAM_PHONE_NUMBERS_H
#define SOCIOGRAM_PHONE_NUMBERS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Writes a number in international form ("+33199000000", without the extension) and tells its length.
///
/// @param text the number as written, UTF-8.
/// @param region where it is dialled when it has no country: two capitals, such as "FR".
/// @param out takes the number, ended by NUL.
/// @returns 0 when the text is no possible number, or does not fit.
size_t phone_number_international(
    const char *text, size_t length, const char *region, char *out, size_t capacity);

/// Whether there is a region of this name.
int phone_number_knows_region(const char *region);

#ifdef __cplusplus
}
#endif

#endif
