#pragma once

/* What Swift cannot reach in Graphviz: function-like macros, `char *` parameters that are never
   written, and the error callback, which takes no context. */

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

/* Reads a graph from text; NULL when it cannot be parsed. */
Agraph_t *render_read(const char *text);
/* Sets an attribute of the whole graph. */
void render_set(Agraph_t *graph, const char *name, const char *value);
int render_layout(GVC_t *context, Agraph_t *graph, const char *engine);
int render_data(GVC_t *context, Agraph_t *graph, const char *format, char **data,
                unsigned int *length);
/* Width and height of a laid-out node in points; 0 when there is no such node. */
int render_node_size(Agraph_t *graph, const char *name, double *width, double *height);

/* Collects messages until render_messages is called; what it returns stays valid until then. */
void render_collect_messages(void);
const char *render_messages(void);

/* Bounds on processor seconds and bytes of address space; 0 leaves one alone. */
void render_limit(unsigned long cpu_seconds, unsigned long bytes);
