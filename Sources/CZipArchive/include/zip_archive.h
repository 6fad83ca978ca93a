// Zip files in memory, by libzip.

#ifndef SOCIOGRAM_ZIP_ARCHIVE_H
#define SOCIOGRAM_ZIP_ARCHIVE_H

#include <stddef.h>

typedef struct zip_archive zip_archive;

/// NULL without memory; to be ended by `zip_archive_end`.
zip_archive *zip_archive_begin(void);

/// Adds a file with the earliest date there is, so that equal files give equal archives.
///
/// @param packed 0 for what is packed already, such as PNG.
/// @returns 0 when it was added.
int zip_archive_add(
    zip_archive *archive, const char *name, const unsigned char *bytes, size_t length,
    int packed);

/// Writes the archive.
///
/// @param length takes the number of bytes.
/// @returns the bytes, to be given to `free`; NULL on failure.
unsigned char *zip_archive_finish(zip_archive *archive, size_t *length);

/// What went wrong last.
const char *zip_archive_problem(const zip_archive *archive);

/// The version of libzip.
const char *zip_archive_version(void);

void zip_archive_end(zip_archive *archive);

#endif
