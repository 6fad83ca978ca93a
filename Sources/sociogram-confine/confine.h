/* What the parts of sociogram-confine have in common. */
#ifndef CONFINE_H
#define CONFINE_H

#include <stdbool.h>
#include <sys/types.h>

/* What a plug-in is started with. */
struct options {
  long long memory;     /* bytes of memory for all processes together; 0: no limit */
  long long files;      /* open files for each process; 0: no limit */
  const char *folder;   /* the working folder */
  const char *scratch;  /* a folder to remove at the end; NULL: none */
  int control;          /* closed by the host when the plug-in has to go; -1: none */
  bool plain;           /* do without namespaces, as where none can be had */
  char **program;       /* the plug-in and its arguments */
};

/* Namespaces that could be had without privileges, as CLONE_NEW… flags. */
struct isolation {
  int flags;
  int error; /* why there are not more; 0 when there are all */
};

/* Starts a process as fork does, in as many namespaces of its own as the system allows. */
pid_t fork_isolated(struct isolation *isolation);
/* The same in none. */
pid_t fork_plain(struct isolation *isolation);
/* What the first process in its namespaces has to do before anything else. */
void settle(const struct isolation *isolation, uid_t user, gid_t group, long long memory);
/* Sets limits and gives up privileges, as the last thing before the plug-in begins. */
void restrict_self(const struct options *options);
/* Since some time in the past. */
long long milliseconds(void);
/* Kills and reaps every descendant of this process, which must be their subreaper. */
void end_descendants(void);
/* Whether all descendants together hold more memory than that, files aside. */
bool descendants_exceed(long long bytes);
/* Removes a folder with all that is in it, following no link, in as many seconds at most; false when it is still there. */
bool remove_folder(const char *path, int seconds);
/* Prints which protections hold here. */
int report(void);

#endif
