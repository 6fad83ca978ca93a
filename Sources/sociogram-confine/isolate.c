/* Namespaces, limits and privileges. */
#define _GNU_SOURCE
#include "confine.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <linux/capability.h>

static pid_t clone_process(int flags) {
  /* Without a stack of its own the child goes on as after fork. */
  return (pid_t)syscall(SYS_clone, (unsigned long)(flags | SIGCHLD), 0, 0, 0, 0);
}

pid_t fork_isolated(struct isolation *isolation) {
  static const int wanted[] = {
    CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC,
    CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWNS,
    CLONE_NEWNET | CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWPID | CLONE_NEWNS,
  };
  isolation->error = 0;
  /* Who may do without a user namespace keeps the right to open the files of other users. */
  for (int base = geteuid() == 0 ? 0 : CLONE_NEWUSER;; base = CLONE_NEWUSER) {
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
      isolation->flags = base | wanted[i];
      pid_t id = clone_process(isolation->flags);
      if (id >= 0) {
        if (i == 0) isolation->error = 0;
        return id;
      }
      if (isolation->error == 0) isolation->error = errno;
    }
    if (base == CLONE_NEWUSER) break;
  }
  return fork_plain(isolation);
}

pid_t fork_plain(struct isolation *isolation) {
  isolation->flags = 0;
  return clone_process(0);
}

static void write_text(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  /* Where it is refused the plug-in sees itself as "nobody", and can do no more than before. */
  if (write(file, text, strlen(text)) < 0) { }
  close(file);
}

/* Files in memory that are the plug-in's own, go with it, and are no more than it may have. */
static void replace_shared_memory(long long memory) {
  char room[64];
  snprintf(room, sizeof room, "mode=1777,size=%lld", memory > 0 ? memory : 1LL << 32);
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0)
    mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, room);
}

void settle(const struct isolation *isolation, uid_t user, gid_t group, long long memory) {
  /* Away from the terminal, and from the host's process group. */
  setsid();
  if (isolation->flags & CLONE_NEWUSER) {
    char line[64];
    write_text("/proc/self/setgroups", "deny");
    snprintf(line, sizeof line, "%u %u 1\n", (unsigned)user, (unsigned)user);
    write_text("/proc/self/uid_map", line);
    snprintf(line, sizeof line, "%u %u 1\n", (unsigned)group, (unsigned)group);
    write_text("/proc/self/gid_map", line);
  }
  /* A view of /proc in which only the plug-in's own processes are; refused inside some containers. */
  if ((isolation->flags & CLONE_NEWNS) && (isolation->flags & CLONE_NEWPID) &&
      mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0)
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  if (isolation->flags & CLONE_NEWNS) replace_shared_memory(memory);
}

static void limit(int resource, unsigned long long value) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return;
  if (now.rlim_max == RLIM_INFINITY || value < now.rlim_max) now.rlim_max = value;
  now.rlim_cur = now.rlim_max;
  setrlimit(resource, &now);
}

void restrict_self(const struct options *options) {
  limit(RLIMIT_CORE, 0);
  if (options->memory > 0) {
    /* What is written to is what counts: virtual machines reserve address space by the dozen of gigabytes. */
    limit(RLIMIT_DATA, (unsigned long long)options->memory);
    limit(RLIMIT_AS, 16 * (unsigned long long)options->memory);
  }
  /* Where memory runs out on the whole machine, this goes rather than the host. */
  write_text("/proc/self/oom_score_adj", "1000");
  if (options->files > 0) limit(RLIMIT_NOFILE, (unsigned long long)options->files);
  /* Root stays the owner of its files, and loses the means to leave its namespaces. */
  for (int capability = 0; capability < 64; capability++)
    if (capability > CAP_FOWNER) prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
