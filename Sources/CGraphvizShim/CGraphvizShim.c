/* For close_range. */
#define _GNU_SOURCE
#include "CGraphvizShim.h"

#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int gvx_limit_process(unsigned long cpu_seconds, unsigned long address_space_bytes, int parent) {
  struct rlimit cpu = {cpu_seconds, cpu_seconds + 1};
  struct rlimit space = {address_space_bytes, address_space_bytes};
  struct rlimit core = {0, 0};
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  /* A parent that ended before the line above sends no signal any more. */
  if (parent && getppid() != parent) _exit(143);
  /* What the parent had open is not ours, such as a socket that a browser waits at. */
  close_range(3, ~0U, 0);
  return setrlimit(RLIMIT_CORE, &core) | setrlimit(RLIMIT_CPU, &cpu) |
         setrlimit(RLIMIT_AS, &space);
}

static int memory_exit_code = 0;

void gvx_exit_when_out_of_memory(int exit_code) { memory_exit_code = exit_code; }

static void *checked(void *memory, size_t wanted) {
  if (!memory && wanted && memory_exit_code) {
    static const char message[] = "out of memory\n";
    if (write(STDERR_FILENO, message, sizeof message - 1)) {}
    _exit(memory_exit_code);
  }
  return memory;
}

/* These replace the C library's functions for every library in the process. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size) { return checked(__libc_malloc(size), size); }
void *calloc(size_t count, size_t size) { return checked(__libc_calloc(count, size), size); }
void *realloc(void *old, size_t size) { return checked(__libc_realloc(old, size), size); }
