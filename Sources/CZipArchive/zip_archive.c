#include "zip_archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct zip_archive {
  /// Where the archive is written to; outlives `zip`.
  zip_source_t *memory;
  zip_t *zip;
  char problem[200];
};

static int fail(zip_archive *archive, const char *text) {
  snprintf(archive->problem, sizeof archive->problem, "%s", text);
  return 1;
}

zip_archive *zip_archive_begin(void) {
  zip_archive *archive = calloc(1, sizeof *archive);
  if (archive == NULL) return NULL;
  zip_error_t error;
  zip_error_init(&error);
  archive->memory = zip_source_buffer_create(NULL, 0, 0, &error);
  if (archive->memory != NULL) {
    zip_source_keep(archive->memory);
    archive->zip = zip_open_from_source(archive->memory, ZIP_TRUNCATE, &error);
    if (archive->zip == NULL) zip_source_free(archive->memory);
  }
  if (archive->zip == NULL) fail(archive, zip_error_strerror(&error));
  zip_error_fini(&error);
  return archive;
}

int zip_archive_add(
    zip_archive *archive, const char *name, const unsigned char *bytes, size_t length,
    int packed) {
  if (archive->zip == NULL) return 1;
  unsigned char *copy = malloc(length == 0 ? 1 : length);
  if (copy == NULL) return fail(archive, "no memory");
  memcpy(copy, bytes, length);
  zip_source_t *content = zip_source_buffer(archive->zip, copy, length, 1);
  if (content == NULL) {
    free(copy);
    return fail(archive, zip_strerror(archive->zip));
  }
  zip_int64_t index = zip_file_add(archive->zip, name, content, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(content);
    return fail(archive, zip_strerror(archive->zip));
  }
  zip_uint64_t place = (zip_uint64_t)index;
  zip_int32_t method = packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
  // The first of January 1980 at midnight, whatever the time zone.
  if (zip_set_file_compression(archive->zip, place, method, packed ? 9 : 0) != 0
      || zip_file_set_dostime(archive->zip, place, 0, (1 << 5) | 1, 0) != 0)
    return fail(archive, zip_strerror(archive->zip));
  return 0;
}

unsigned char *zip_archive_finish(zip_archive *archive, size_t *length) {
  *length = 0;
  if (archive->zip == NULL) return NULL;
  if (zip_close(archive->zip) != 0) {
    fail(archive, zip_strerror(archive->zip));
    return NULL;
  }
  archive->zip = NULL;
  zip_stat_t size;
  if (zip_source_open(archive->memory) != 0) {
    fail(archive, "the archive cannot be read back");
    return NULL;
  }
  unsigned char *bytes = NULL;
  if (zip_source_stat(archive->memory, &size) == 0 && (bytes = malloc(size.size)) != NULL
      && zip_source_read(archive->memory, bytes, size.size) == (zip_int64_t)size.size) {
    *length = size.size;
  } else {
    free(bytes);
    bytes = NULL;
    fail(archive, "the archive cannot be read back");
  }
  zip_source_close(archive->memory);
  return bytes;
}

const char *zip_archive_problem(const zip_archive *archive) { return archive->problem; }

const char *zip_archive_version(void) { return zip_libzip_version(); }

void zip_archive_end(zip_archive *archive) {
  if (archive == NULL) return;
  if (archive->zip != NULL) zip_discard(archive->zip);
  if (archive->memory != NULL) zip_source_free(archive->memory);
  free(archive);
}
