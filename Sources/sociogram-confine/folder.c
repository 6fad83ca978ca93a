/* Removing a folder, whatever a plug-in has put there: folders that nobody may look into, and more of them inside each
   other than a path can name. */
#define _GNU_SOURCE
#include "confine.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

long long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Opens a folder to list, making it one that its owner may change; NULL when it is no folder. */
static DIR *open_folder(int parent, const char *name) {
  struct stat state;
  if (fstatat(parent, name, &state, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(state.st_mode)) return NULL;
  if ((state.st_mode & 0700) != 0700) fchmodat(parent, name, 0700, 0);
  int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *list = folder < 0 ? NULL : fdopendir(folder);
  if (list == NULL && folder >= 0) close(folder);
  return list;
}

/* What has been removed or moved so far: a round that does nothing would be followed by others for ever. */
static unsigned long steps;

static bool done(int result) {
  if (result == 0) steps++;
  return result == 0;
}

/* Moves a folder up, beside the one that it is in, under a name that nothing has. */
static void lift(int folder, const char *name, int top) {
  static unsigned long number;
  char lifted[32];
  struct stat state;
  do snprintf(lifted, sizeof lifted, "lifted-%lu", number++);
  while (fstatat(top, lifted, &state, AT_SYMLINK_NOFOLLOW) == 0);
  fchmodat(folder, name, 0700, 0);
  done(renameat(folder, name, top, lifted));
}

/* Removes a folder within `top`, whose own folders come up to stand beside it; false when time is up. */
static bool remove_level(int top, const char *name, long long end) {
  DIR *list = open_folder(top, name);
  if (list == NULL) {
    done(unlinkat(top, name, 0));
    return true;
  }
  for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (milliseconds() > end) {
      closedir(list);
      return false;
    }
    if (!done(unlinkat(dirfd(list), entry->d_name, 0))) lift(dirfd(list), entry->d_name, top);
  }
  closedir(list);
  done(unlinkat(top, name, AT_REMOVEDIR));
  return true;
}

bool remove_folder(const char *path, int seconds) {
  long long end = milliseconds() + seconds * 1000LL;
  for (;;) {
    unsigned long before = steps;
    DIR *list = open_folder(AT_FDCWD, path);
    if (list == NULL) return access(path, F_OK) != 0;
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
      if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
      if (!remove_level(dirfd(list), entry->d_name, end)) {
        closedir(list);
        return false;
      }
    }
    closedir(list);
    if (rmdir(path) == 0) return true;
    if (steps == before) return false;
  }
}
