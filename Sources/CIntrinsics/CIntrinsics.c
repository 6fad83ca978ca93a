/* The functions are in the header, so that they become part of the loops that call them. */
#include "CIntrinsics.h"
