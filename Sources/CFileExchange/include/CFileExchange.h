#pragma once

/* Lets two paths change places in one step; 0, or the system's error number.
   The call is an extension that Swift's view of the C library does not show. */
int file_exchange(const char *first, const char *second);
