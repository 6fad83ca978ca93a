// The files of `sdk`, compiled in, so that the program stays one file.

#pragma once

#include <stddef.h>

struct sociogram_kit_file {
  const char *_Nonnull path;
  const unsigned char *_Nonnull bytes;
  long count;
};

/// All files, and how many.
const struct sociogram_kit_file *_Nullable sociogram_kit_files(long *_Nonnull count);
