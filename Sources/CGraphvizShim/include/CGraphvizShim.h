#pragma once
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

/* What Swift cannot import from Graphviz: `char *` parameters that are never written to, and
   function-like macros. */

static inline Agraph_t *gvx_read(const char *text) { return agmemread((char *)text); }

static inline void gvx_set(Agraph_t *graph, const char *key, const char *value) {
  agsafeset(graph, (char *)key, (char *)value, "");
}

/* Whether Graphviz reported an error since the last call. A label it cannot read is an error,
   yet gvLayout returns 0. */
static inline int gvx_had_error(void) { return agreseterrors() >= AGERR; }

/* Size of a laid-out node in points. */
static inline double gvx_node_width(Agnode_t *node) { return ND_lw(node) + ND_rw(node); }
static inline double gvx_node_height(Agnode_t *node) { return ND_ht(node); }

/* From now on the first allocation that fails ends the process with `exit_code`: Graphviz and
   the libraries below it rarely check, and would crash without telling why. */
void gvx_exit_when_out_of_memory(int exit_code);

/* Limits of this process: processor seconds and address space; no core dump; no file open but the
   three standard ones; the process ends
   when its parent does, and at once if `parent` (0: not known) has ended already. Returns 0 on
   success. */
int gvx_limit_process(unsigned long cpu_seconds, unsigned long address_space_bytes, int parent);

/* The fonts that text can be drawn with. All answer 0 or NULL when there is no fontconfig. */
int gvx_font_count(void);
/* "family|style|version" of a font, or NULL; to be freed. */
char *gvx_font_name(int index);
/* Whether any font has the character. */
int gvx_font_has(unsigned int scalar);
/* The font that a pattern such as "Inter,sans-serif:bold" stands for, with all that fontconfig
   says on how to draw it, but not where it lies; to be freed. */
char *gvx_font_match(const char *pattern);
/* The version of a library that Graphviz draws with, by the function that tells it; NULL when it
   is not there. */
const char *gvx_library_version(const char *library, const char *function);
