#include "CGraphvizShim.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static char *messages;
static size_t messages_length;

/* Graphviz calls this with fragments: "Error", ": ", text. */
static int collect(char *fragment) {
  size_t length = strlen(fragment);
  char *grown = realloc(messages, messages_length + length + 1);
  if (!grown) return 0;
  memcpy(grown + messages_length, fragment, length + 1);
  messages = grown;
  messages_length += length;
  return 0;
}

void render_collect_messages(void) {
  messages_length = 0;
  if (messages) messages[0] = 0;
  agseterr(AGWARN);
  agseterrf(collect);
}

const char *render_messages(void) { return messages ? messages : ""; }

Agraph_t *render_read(const char *text) { return agmemread(text); }

void render_set(Agraph_t *graph, const char *name, const char *value) {
  agattr(graph, AGRAPH, (char *)name, (char *)value);
  agset(graph, (char *)name, (char *)value);
}

int render_layout(GVC_t *context, Agraph_t *graph, const char *engine) {
  return gvLayout(context, graph, engine);
}

int render_data(GVC_t *context, Agraph_t *graph, const char *format, char **data,
                unsigned int *length) {
  return gvRenderData(context, graph, format, data, length);
}

int render_node_size(Agraph_t *graph, const char *name, double *width, double *height) {
  Agnode_t *node = agnode(graph, (char *)name, 0);
  if (!node) return 0;
  *width = ND_width(node) * 72;
  *height = ND_height(node) * 72;
  return 1;
}

void render_limit(unsigned long cpu_seconds, unsigned long bytes) {
  struct rlimit limit;
  if (cpu_seconds) {
    limit.rlim_cur = limit.rlim_max = cpu_seconds;
    setrlimit(RLIMIT_CPU, &limit);
  }
  if (bytes) {
    limit.rlim_cur = limit.rlim_max = bytes;
    setrlimit(RLIMIT_AS, &limit);
  }
}
