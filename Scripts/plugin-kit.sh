#!/bin/sh
# Writes Sources/CPluginKit/plugin_kit.c: the list of the files of 'sdk' that are compiled into the program.
set -eu
cd "$(dirname "$0")/.."
out=Sources/CPluginKit/plugin_kit.c
files=$(cd sdk && find python/sociogram r/sociogram.R templates -type f \
  ! -path '*/__pycache__/*' ! -path '*/.build/*' ! -path '*/tests/*' | LC_ALL=C sort)
{
  echo '// Written by Scripts/plugin-kit.sh: the files of `sdk`.'
  echo
  echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
  echo
  echo '#include "plugin_kit.h"'
  number=0
  for file in $files; do
    printf '\nstatic const unsigned char file%d[] = {\n' "$number"
    printf '#embed "../../sdk/%s" if_empty(0)\n};\n' "$file"
    number=$((number + 1))
  done
  printf '\nstatic const struct sociogram_kit_file files[] = {\n'
  number=0
  for file in $files; do
    size="sizeof file$number"
    [ -s "sdk/$file" ] || size=0
    printf '    {"%s", file%d, %s},\n' "$file" "$number" "$size"
    number=$((number + 1))
  done
  printf '};\n\n'
  echo 'const struct sociogram_kit_file *sociogram_kit_files(long *count) {'
  echo '  *count = sizeof files / sizeof files[0];'
  echo '  return files;'
  echo '}'
} > "$out"
