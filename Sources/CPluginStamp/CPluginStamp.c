#include "CPluginStamp.h"

#include <stdint.h>

/* A note of an ELF file, which the host of plug-ins reads from the file before it loads it. Linking this target is what
   marks a library as a plug-in. */
#define NOTE_ALIGNED __attribute__((aligned(4)))

static const struct {
  uint32_t name_size, content_size, type;
  char name[12]; /* "Sociogram", its end, and what fills it up to a multiple of four */
  struct {
    uint32_t interface;
    uint32_t pointer_bytes;
    char compiler[sizeof(__VERSION__)];
  } NOTE_ALIGNED content;
} NOTE_ALIGNED stamp __attribute__((used, retain, section(".note.sociogram"))) = {
    sizeof("Sociogram"),
    sizeof(stamp.content),
    SOCIOGRAM_NOTE_TYPE,
    "Sociogram",
    {SOCIOGRAM_PLUGIN_ABI, sizeof(void *), __VERSION__},
};

const char *sociogram_stamp_compiler(void) { return __VERSION__; }
