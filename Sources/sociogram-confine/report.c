/* Which protections hold here, as "name, yes or no, why not", with tabs between. */
#define _GNU_SOURCE
#include "confine.h"
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void line(const char *name, bool holds, const char *reason) {
  printf("%s\t%s\t%s\n", name, holds ? "yes" : "no", holds ? "" : reason);
}

int report(void) {
  struct isolation isolation;
  fflush(stdout);
  pid_t id = fork_isolated(&isolation);
  if (id == 0) _exit(0);
  if (id < 0) return 1;
  waitpid(id, NULL, 0);
  const char *reason = strerror(isolation.error);
  line("no-network", isolation.flags & CLONE_NEWNET, reason);
  line("own-processes", isolation.flags & CLONE_NEWPID, reason);
  line("no-shared-memory", isolation.flags & CLONE_NEWIPC, reason);
  line("memory-limit", true, "");
  line("no-core-file", true, "");
  line("no-new-privileges", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "the system is too old");
  line("process-group", true, "");
  line("private-folder", true, "");
  line("clean-environment", true, "");
  return 0;
}
