/* For asprintf. */
#define _GNU_SOURCE
#include "CGraphvizShim.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/* fontconfig is there wherever Graphviz draws text, its headers are not: what is needed of it is
   declared here and looked up by name. The layout of FcFontSet is part of its stable interface. */
typedef struct {
  int count, room;
  void **fonts;
} font_set;

static struct {
  font_set *sets[2];
  void *config;
  int (*get_string)(void *, const char *, int, unsigned char **);
  int (*get_integer)(void *, const char *, int, int *);
  int (*get_charset)(void *, const char *, int, void **);
  int (*has_char)(void *, unsigned int);
  void *(*parse)(const unsigned char *);
  int (*substitute)(void *, void *, int);
  void (*defaults)(void *);
  void *(*match)(void *, void *, int *);
  int (*remove)(void *, const char *);
  unsigned char *(*unparse)(void *);
} fc;

static int open_fonts(void) {
  static int state = -1;
  if (state >= 0) return state;
  state = 0;
  void *library = dlopen("libfontconfig.so.1", RTLD_NOW);
  if (!library) return 0;
  void *(*load)(void) = (void *(*)(void))dlsym(library, "FcInitLoadConfigAndFonts");
  font_set *(*fonts)(void *, int) = (font_set * (*)(void *, int)) dlsym(library, "FcConfigGetFonts");
  int ok = load && fonts;
#define FIND(member, name) ok &= (*(void **)&fc.member = dlsym(library, name)) != NULL
  FIND(get_string, "FcPatternGetString");
  FIND(get_integer, "FcPatternGetInteger");
  FIND(get_charset, "FcPatternGetCharSet");
  FIND(has_char, "FcCharSetHasChar");
  FIND(parse, "FcNameParse");
  FIND(substitute, "FcConfigSubstitute");
  FIND(defaults, "FcDefaultSubstitute");
  FIND(match, "FcFontMatch");
  FIND(remove, "FcPatternDel");
  FIND(unparse, "FcNameUnparse");
#undef FIND
  if (!ok || !(fc.config = load())) return 0;
  for (int set = 0; set < 2; set++) fc.sets[set] = fonts(fc.config, set);
  return state = 1;
}

static void *font_at(int index) {
  for (int set = 0; set < 2; set++) {
    if (!fc.sets[set]) continue;
    if (index < fc.sets[set]->count) return fc.sets[set]->fonts[index];
    index -= fc.sets[set]->count;
  }
  return NULL;
}

int gvx_font_count(void) {
  if (!open_fonts()) return 0;
  return (fc.sets[0] ? fc.sets[0]->count : 0) + (fc.sets[1] ? fc.sets[1]->count : 0);
}

char *gvx_font_name(int index) {
  void *font = open_fonts() ? font_at(index) : NULL;
  if (!font) return NULL;
  unsigned char *family = (unsigned char *)"", *style = (unsigned char *)"";
  int version = 0;
  fc.get_string(font, "family", 0, &family);
  fc.get_string(font, "style", 0, &style);
  fc.get_integer(font, "fontversion", 0, &version);
  char *text = NULL;
  return asprintf(&text, "%s|%s|%d", family, style, version) < 0 ? NULL : text;
}

int gvx_font_has(unsigned int scalar) {
  int count = gvx_font_count();
  for (int index = 0; index < count; index++) {
    void *characters = NULL;
    void *font = font_at(index);
    if (font && fc.get_charset(font, "charset", 0, &characters) == 0 &&
        fc.has_char(characters, scalar))
      return 1;
  }
  return 0;
}

char *gvx_font_match(const char *pattern) {
  if (!open_fonts()) return NULL;
  void *wanted = fc.parse((const unsigned char *)pattern);
  if (!wanted) return NULL;
  fc.substitute(fc.config, wanted, 0);
  fc.defaults(wanted);
  int result = 0;
  void *found = fc.match(fc.config, wanted, &result);
  if (!found) return NULL;
  /* Where the font lies, and what it could show, say nothing on how it looks. */
  fc.remove(found, "file");
  fc.remove(found, "charset");
  fc.remove(found, "lang");
  return (char *)fc.unparse(found);
}

const char *gvx_library_version(const char *library, const char *function) {
  void *handle = dlopen(library, RTLD_NOW);
  if (!handle) return NULL;
  const char *(*version)(void) = (const char *(*)(void))dlsym(handle, function);
  return version ? version() : NULL;
}
