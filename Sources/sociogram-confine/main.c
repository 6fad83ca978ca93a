/* Starts a plug-in under limits and, where the system allows it without privileges, without a network; ends it with
   all that it has started when the host says so or is gone.

   This process is the supervisor. It outlives the plug-in and is outlived by nothing. Below it, in namespaces of their
   own where there are any, stand a process that reaps orphans and the plug-in itself. */
#define _GNU_SOURCE
#include "confine.h"
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the processes below tell the supervisor. */
struct news {
  enum { NO_FOLDER, NOT_STARTED, ENDED } kind;
  int value; /* errno, or what waitpid says */
};

static void tell(int pipe, int kind, int value) {
  struct news news = {kind, value};
  if (write(pipe, &news, sizeof news) < 0) { }
}

static void mask_signals(int how) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(how, &all, NULL);
}

static bool parse(int count, char **words, struct options *options) {
  static const struct option known[] = {
    {"memory", required_argument, NULL, 'm'},  {"files", required_argument, NULL, 'n'},
    {"folder", required_argument, NULL, 'f'},  {"scratch", required_argument, NULL, 's'},
    {"control", required_argument, NULL, 'c'}, {"plain", no_argument, NULL, 'p'},
    {NULL, 0, NULL, 0},
  };
  for (int name; (name = getopt_long(count, words, "+", known, NULL)) != -1;) {
    switch (name) {
    case 'm': options->memory = atoll(optarg); break;
    case 'n': options->files = atoll(optarg); break;
    case 'f': options->folder = optarg; break;
    case 's': options->scratch = optarg; break;
    case 'c': options->control = atoi(optarg); break;
    case 'p': options->plain = true; break;
    default: return false;
    }
  }
  options->program = words + optind;
  return optind < count;
}

/* Becomes the plug-in. */
static _Noreturn void become(const struct options *options, int news) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC */);
  fcntl(news, F_SETFD, FD_CLOEXEC);
  if (options->folder != NULL && chdir(options->folder) != 0) {
    tell(news, NO_FOLDER, errno);
    _exit(127);
  }
  restrict_self(options);
  mask_signals(SIG_UNBLOCK);
  execvp(options->program[0], options->program);
  tell(news, NOT_STARTED, errno);
  _exit(127);
}

/* The first process of its namespaces: everything below it ends with it. */
static _Noreturn void stand_between(
    const struct options *options, const struct isolation *isolation, uid_t user, gid_t group,
    int news) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  settle(isolation, user, group, options->memory);
  if (!(isolation->flags & CLONE_NEWPID)) become(options, news);
  pid_t plugin = fork();
  if (plugin == 0) become(options, news);
  /* The streams are the plug-in's alone: that they close must mean that it is gone. */
  close(0), close(1), close(2);
  for (int status;;) {
    pid_t id = waitpid(-1, &status, 0);
    if (id == plugin) {
      tell(news, ENDED, status);
      _exit(0);
    }
    if (id < 0 && errno != EINTR) _exit(0);
  }
}

/* Whether the first process has ended; reaps others that were left to this one. */
static bool has_ended(pid_t child) {
  for (;;) {
    siginfo_t ended = {0};
    if (waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) != 0) return true;
    if (ended.si_pid == 0) return false;
    if (ended.si_pid == child) return true;
    waitpid(ended.si_pid, NULL, WNOHANG);
  }
}

/* Removes the private folder. The host is not kept waiting for one in which hundreds of thousands of files are: another
   process, which has nothing of the plug-in's, goes on then. */
static void remove_scratch(const struct options *options) {
  if (options->scratch == NULL || remove_folder(options->scratch, 2)) return;
  if (fork() != 0) return;
  setsid();
  if (options->control >= 0) close(options->control);
  remove_folder(options->scratch, 600);
  _exit(0);
}

/* How often the memory of all processes together is looked at, in milliseconds. Each has a limit of its own besides,
   which the system keeps. */
enum { LOOK = 100 };

/* Waits until the plug-in has ended or has to go; tells whether it has to for its memory. */
static bool watch(pid_t child, const struct options *options) {
  sigset_t all;
  sigfillset(&all);
  struct pollfd sources[] = {
    {signalfd(-1, &all, SFD_CLOEXEC), POLLIN, 0}, {options->control, POLLIN, 0}};
  for (long long looked = milliseconds();;) {
    sources[0].revents = sources[1].revents = 0;
    int ready = poll(sources, 2, options->memory > 0 ? LOOK : -1);
    if (options->memory > 0 && milliseconds() - looked >= LOOK) {
      if (descendants_exceed(options->memory)) return true;
      looked = milliseconds();
    }
    if (ready <= 0) continue;
    if (sources[1].revents != 0) return false;
    struct signalfd_siginfo signal;
    if (read(sources[0].fd, &signal, sizeof signal) != sizeof signal) continue;
    if (signal.ssi_signo == SIGTERM || signal.ssi_signo == SIGINT || signal.ssi_signo == SIGHUP)
      return false;
    if (has_ended(child)) return false;
  }
}

/* Ends as the plug-in has. */
static int pass_on(int status) {
  if (!WIFSIGNALED(status)) return WEXITSTATUS(status);
  prctl(PR_SET_DUMPABLE, 0);
  signal(WTERMSIG(status), SIG_DFL);
  mask_signals(SIG_UNBLOCK);
  raise(WTERMSIG(status));
  return 128 + WTERMSIG(status);
}

int main(int count, char **words) {
  struct options options = {.control = -1};
  if (count == 2 && strcmp(words[1], "--report") == 0) return report();
  if (!parse(count, words, &options)) {
    fprintf(stderr, "usage: sociogram-confine [--report] [--memory BYTES] [--files N] [--folder DIR] "
                    "[--scratch DIR] [--control FD] [--plain] PROGRAM ARGUMENT…\n");
    return 2;
  }
  mask_signals(SIG_BLOCK);
  if (options.control >= 0) fcntl(options.control, F_SETFD, FD_CLOEXEC);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  int news[2];
  if (pipe2(news, O_CLOEXEC) != 0) return 127;
  uid_t user = geteuid();
  gid_t group = getegid();
  struct isolation isolation;
  pid_t child = options.plain ? fork_plain(&isolation) : fork_isolated(&isolation);
  if (child == 0) stand_between(&options, &isolation, user, group, news[1]);
  if (child < 0) return 127;
  close(news[1]);
  for (int stream = 0; stream < 3; stream++)
    if (stream != options.control) close(stream);
  bool outgrown = watch(child, &options);

  kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
  end_descendants();
  if (outgrown && options.control >= 0) dprintf(options.control, "memory\n");
  for (struct news item; read(news[0], &item, sizeof item) == sizeof item;) {
    if (item.kind == ENDED) status = item.value;
    else if (options.control >= 0)
      dprintf(options.control, "%s %d\n", item.kind == NO_FOLDER ? "folder" : "program", item.value);
  }
  remove_scratch(&options);
  return pass_on(status);
}
