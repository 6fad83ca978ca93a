#pragma once

/* What a plug-in and the program that loads it must have in common. */

/* The version of the module interface: of all that GraphCore and ModuleKit offer to modules, and of how it lies in
   memory. Raised when a plug-in that was built before would no longer work. */
#define SOCIOGRAM_PLUGIN_ABI 1

/* The kind of the note among those of Sociogram. */
#define SOCIOGRAM_NOTE_TYPE 1

/* The compiler that has built this code, by its own account: it names the very revision. */
const char *sociogram_stamp_compiler(void) __attribute__((visibility("hidden")));
