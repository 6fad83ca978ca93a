/* The function is in the header, so that it becomes part of the loops that call it. */
#include "CTextComparison.h"
