#define _GNU_SOURCE
#include "CStreams.h"
#include <fcntl.h>
#include <unistd.h>

int open_pipe(int *ends, int bytes) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  if (bytes > 0) fcntl(ends[0], F_SETPIPE_SZ, bytes);
  return 0;
}
