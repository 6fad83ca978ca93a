/* The end of everything that a plug-in has started. */
#define _GNU_SOURCE
#include "confine.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct process {
  pid_t id;
  pid_t parent;
};

/* The parent of a process; -1 when it is gone. */
static pid_t parent_of(pid_t id) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)id);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return -1;
  text[count] = 0;
  /* The name stands in brackets, and may hold brackets. */
  char *end = strrchr(text, ')');
  int parent;
  return end != NULL && sscanf(end + 1, " %*c %d", &parent) == 1 ? (pid_t)parent : -1;
}

/* All processes that there are; the caller frees the list. */
static size_t all_processes(struct process **list) {
  size_t count = 0, room = 0;
  *list = NULL;
  DIR *folder = opendir("/proc");
  if (folder == NULL) return 0;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    pid_t id = (pid_t)atoi(entry->d_name);
    if (id <= 0) continue;
    if (count == room) {
      room = room * 2 + 256;
      struct process *larger = realloc(*list, room * sizeof **list);
      if (larger == NULL) break;
      *list = larger;
    }
    (*list)[count++] = (struct process){id, parent_of(id)};
  }
  closedir(folder);
  return count;
}

/* Sends a signal to every descendant. */
static void signal_descendants(int number) {
  struct process *list;
  size_t count = all_processes(&list);
  bool *ours = calloc(count + 1, sizeof *ours);
  /* A parent may stand behind its child in the list: numbers start again from the beginning. */
  for (bool changed = ours != NULL; changed;) {
    changed = false;
    for (size_t i = 0; i < count; i++) {
      if (ours[i]) continue;
      bool is = list[i].parent == getpid();
      for (size_t j = 0; j < count && !is; j++) is = ours[j] && list[j].id == list[i].parent;
      if (is) ours[i] = changed = true;
    }
  }
  for (size_t i = 0; ours != NULL && i < count; i++)
    if (ours[i]) kill(list[i].id, number);
  free(ours);
  free(list);
}

/* Reaps those that have ended; false when no child is left. */
static bool reap(void) {
  for (;;) {
    pid_t id = waitpid(-1, NULL, WNOHANG);
    if (id == 0) return true;
    if (id < 0 && errno != EINTR) return false;
  }
}

void end_descendants(void) {
  if (!reap()) return;
  /* Stopped first, so that none starts another while the list is read; again and again, as one may have. */
  for (int i = 0; i < 3; i++) signal_descendants(SIGSTOP);
  while (reap()) {
    signal_descendants(SIGKILL);
    usleep(500);
  }
}
