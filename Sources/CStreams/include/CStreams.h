#ifndef CSTREAMS_H
#define CSTREAMS_H

/// Opens a pipe of which neither end outlives an exec, not even in a program that another thread starts meanwhile.
///
/// - ends: set to the end that is read and the end that is written.
/// - bytes: that it should hold; the system may allow less. 0 leaves that to the system.
/// Returns 0, or -1 with errno.
int open_pipe(int *ends, int bytes);

#endif
