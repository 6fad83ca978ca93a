// Written by Scripts/plugin-kit.sh: the files of `sdk`.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "plugin_kit.h"

static const unsigned char file0[] = {
#embed "../../sdk/python/sociogram/__init__.py" if_empty(0)
};

static const unsigned char file1[] = {
#embed "../../sdk/python/sociogram/_building.py" if_empty(0)
};

static const unsigned char file2[] = {
#embed "../../sdk/python/sociogram/_channel.py" if_empty(0)
};

static const unsigned char file3[] = {
#embed "../../sdk/python/sociogram/_columns.py" if_empty(0)
};

static const unsigned char file4[] = {
#embed "../../sdk/python/sociogram/_context.py" if_empty(0)
};

static const unsigned char file5[] = {
#embed "../../sdk/python/sociogram/_convert.py" if_empty(0)
};

static const unsigned char file6[] = {
#embed "../../sdk/python/sociogram/_decoding.py" if_empty(0)
};

static const unsigned char file7[] = {
#embed "../../sdk/python/sociogram/_errors.py" if_empty(0)
};

static const unsigned char file8[] = {
#embed "../../sdk/python/sociogram/_frames.py" if_empty(0)
};

static const unsigned char file9[] = {
#embed "../../sdk/python/sociogram/_ledger.py" if_empty(0)
};

static const unsigned char file10[] = {
#embed "../../sdk/python/sociogram/_listening.py" if_empty(0)
};

static const unsigned char file11[] = {
#embed "../../sdk/python/sociogram/_manual.py" if_empty(0)
};

static const unsigned char file12[] = {
#embed "../../sdk/python/sociogram/_network.py" if_empty(0)
};

static const unsigned char file13[] = {
#embed "../../sdk/python/sociogram/_parameters.py" if_empty(0)
};

static const unsigned char file14[] = {
#embed "../../sdk/python/sociogram/_received.py" if_empty(0)
};

static const unsigned char file15[] = {
#embed "../../sdk/python/sociogram/_results.py" if_empty(0)
};

static const unsigned char file16[] = {
#embed "../../sdk/python/sociogram/_seeding.py" if_empty(0)
};

static const unsigned char file17[] = {
#embed "../../sdk/python/sociogram/_session.py" if_empty(0)
};

static const unsigned char file18[] = {
#embed "../../sdk/python/sociogram/_version.py" if_empty(0)
};

static const unsigned char file19[] = {
#embed "../../sdk/python/sociogram/py.typed" if_empty(0)
};

static const unsigned char file20[] = {
#embed "../../sdk/python/sociogram/testing.py" if_empty(0)
};

static const unsigned char file21[] = {
#embed "../../sdk/r/sociogram.R" if_empty(0)
};

static const unsigned char file22[] = {
#embed "../../sdk/templates/python/README.md" if_empty(0)
};

static const unsigned char file23[] = {
#embed "../../sdk/templates/python/plugin.py" if_empty(0)
};

static const unsigned char file24[] = {
#embed "../../sdk/templates/python/plugin.yaml" if_empty(0)
};

static const unsigned char file25[] = {
#embed "../../sdk/templates/python/requirements.txt" if_empty(0)
};

static const unsigned char file26[] = {
#embed "../../sdk/templates/r/README.md" if_empty(0)
};

static const unsigned char file27[] = {
#embed "../../sdk/templates/r/plugin.R" if_empty(0)
};

static const unsigned char file28[] = {
#embed "../../sdk/templates/r/plugin.yaml" if_empty(0)
};

static const unsigned char file29[] = {
#embed "../../sdk/templates/swift/Package.swift" if_empty(0)
};

static const unsigned char file30[] = {
#embed "../../sdk/templates/swift/README.md" if_empty(0)
};

static const unsigned char file31[] = {
#embed "../../sdk/templates/swift/Sources/MyPlugin/NeighborDegree.swift" if_empty(0)
};

static const unsigned char file32[] = {
#embed "../../sdk/templates/swift/Sources/MyPlugin/Plugin.swift" if_empty(0)
};

static const unsigned char file33[] = {
#embed "../../sdk/templates/swift/plugin.yaml" if_empty(0)
};

static const struct sociogram_kit_file files[] = {
    {"python/sociogram/__init__.py", file0, sizeof file0},
    {"python/sociogram/_building.py", file1, sizeof file1},
    {"python/sociogram/_channel.py", file2, sizeof file2},
    {"python/sociogram/_columns.py", file3, sizeof file3},
    {"python/sociogram/_context.py", file4, sizeof file4},
    {"python/sociogram/_convert.py", file5, sizeof file5},
    {"python/sociogram/_decoding.py", file6, sizeof file6},
    {"python/sociogram/_errors.py", file7, sizeof file7},
    {"python/sociogram/_frames.py", file8, sizeof file8},
    {"python/sociogram/_ledger.py", file9, sizeof file9},
    {"python/sociogram/_listening.py", file10, sizeof file10},
    {"python/sociogram/_manual.py", file11, sizeof file11},
    {"python/sociogram/_network.py", file12, sizeof file12},
    {"python/sociogram/_parameters.py", file13, sizeof file13},
    {"python/sociogram/_received.py", file14, sizeof file14},
    {"python/sociogram/_results.py", file15, sizeof file15},
    {"python/sociogram/_seeding.py", file16, sizeof file16},
    {"python/sociogram/_session.py", file17, sizeof file17},
    {"python/sociogram/_version.py", file18, sizeof file18},
    {"python/sociogram/py.typed", file19, 0},
    {"python/sociogram/testing.py", file20, sizeof file20},
    {"r/sociogram.R", file21, sizeof file21},
    {"templates/python/README.md", file22, sizeof file22},
    {"templates/python/plugin.py", file23, sizeof file23},
    {"templates/python/plugin.yaml", file24, sizeof file24},
    {"templates/python/requirements.txt", file25, sizeof file25},
    {"templates/r/README.md", file26, sizeof file26},
    {"templates/r/plugin.R", file27, sizeof file27},
    {"templates/r/plugin.yaml", file28, sizeof file28},
    {"templates/swift/Package.swift", file29, sizeof file29},
    {"templates/swift/README.md", file30, sizeof file30},
    {"templates/swift/Sources/MyPlugin/NeighborDegree.swift", file31, sizeof file31},
    {"templates/swift/Sources/MyPlugin/Plugin.swift", file32, sizeof file32},
    {"templates/swift/plugin.yaml", file33, sizeof file33},
};

const struct sociogram_kit_file *sociogram_kit_files(long *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
