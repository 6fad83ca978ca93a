/* The memory of everything that a plug-in has started. */
#define _GNU_SOURCE
#include "confine.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Enough for any file of /proc that is read here. */
enum { TEXT = 8192 };

static bool read_text(const char *path, char *text) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t count = 0;
  for (ssize_t more; count < TEXT - 1 && (more = read(file, text + count, TEXT - 1 - (size_t)count)) > 0;)
    count += more;
  close(file);
  text[count] = 0;
  return count > 0;
}

/* A line of a file about a process, in bytes; 0 where there is none. */
static long long line_of(const char *text, const char *name) {
  const char *line = strstr(text, name);
  return line == NULL ? 0 : atoll(line + strlen(name)) * 1024;
}

/* Memory that holds no file: as told at once, which counts pages that processes share for each of them. */
static long long resident(pid_t id) {
  char path[64], text[TEXT];
  snprintf(path, sizeof path, "/proc/%d/status", (int)id);
  return read_text(path, text) ? line_of(text, "\nRssAnon:") + line_of(text, "\nRssShmem:") : 0;
}

/* The same with shared pages divided among those that share them, which the system has to look through page by page. */
static long long proportional(pid_t id) {
  char path[64], text[TEXT];
  snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)id);
  return read_text(path, text) ? line_of(text, "\nPss_Anon:") + line_of(text, "\nPss_Shmem:") : 0;
}

/* Adds what a measure says of all descendants of a process. */
static long long sum_below(pid_t id, long long (*measure)(pid_t), int depth) {
  if (depth > 64) return 0;
  long long sum = 0;
  char path[64], text[TEXT];
  snprintf(path, sizeof path, "/proc/%d/task", (int)id);
  DIR *threads = opendir(path);
  if (threads == NULL) return 0;
  for (struct dirent *entry; (entry = readdir(threads)) != NULL;) {
    int thread = atoi(entry->d_name);
    if (thread <= 0) continue;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)id, thread);
    if (!read_text(path, text)) continue;
    char *rest = text;
    for (long child; (child = strtol(rest, &rest, 10)) > 0;)
      sum += measure((pid_t)child) + sum_below((pid_t)child, measure, depth + 1);
  }
  closedir(threads);
  return sum;
}

bool descendants_exceed(long long bytes) {
  return sum_below(getpid(), resident, 0) > bytes && sum_below(getpid(), proportional, 0) > bytes;
}
