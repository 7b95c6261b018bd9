// CProcess: what a worker process asks the system for and Swift cannot call, because the functions
// take variable arguments or the constants are macros it does not read. Nothing is allocated.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// From now on this process is killed when the thread that started it ends. 0; 1 when `parent` is
/// gone already; an errno where the system refuses.
int cps_die_with_parent(pid_t parent);

/// The most address space that this process may have, bytes; 0 for no limit.
uint64_t cps_memory_limit(void);

/// Lets the address space of this process grow by `bytes` and no more. 0 or an errno.
int cps_limit_memory(uint64_t bytes);

/// Lets this process use so many seconds of processor time; SIGXCPU ends it then. 0 or an errno.
int cps_limit_processor(uint64_t seconds);

/// No core files, and few descriptors, for a process that decodes foreign files.
void cps_limit_rest(void);

/// A file in memory without a name, which started programs do not inherit. The descriptor, which the caller
/// closes, or -1.
int cps_memory_file(void);

/// What of the cage a kernel has, or has closed around this process.
typedef struct cps_cage {
  bool privileges; ///< no new privileges
  int landlock;    ///< the version of Landlock; 0: none
  bool filter;     ///< the filter of system calls
} cps_cage;

/// What of the cage this kernel has.
cps_cage cps_cage_of_kernel(void);

/// Closes the cage around this process, which must have one thread: from now on it reads the files and folders
/// named and its open descriptors, writes its open descriptors, and starts threads; it opens nothing else and
/// nothing for writing, gets no socket, and ends (SIGSYS) when it asks for a program, a process or a signal to
/// another process. What the kernel does not have is left out. Returns what has taken hold.
cps_cage cps_enter_cage(const char *const *readable, size_t count);

/// Ways out of the cage, for the proof that there are none.
typedef enum cps_escape {
  CPS_ESCAPE_OPEN,    ///< reads another file
  CPS_ESCAPE_WRITE,   ///< makes a file
  CPS_ESCAPE_CONNECT, ///< makes a socket
  CPS_ESCAPE_FORK,    ///< starts a process
  CPS_ESCAPE_EXEC,    ///< starts a program
  CPS_ESCAPE_KILL,    ///< sends a signal to the parent
} cps_escape;

/// Tries one. 0 where that was possible, else the errno that refused it.
int cps_try_to_escape(cps_escape way);

/// Takes the lock of an open file without waiting. 0; EWOULDBLOCK when another holds it; an errno.
/// The system releases it when the last descriptor of this opening is closed, also by a death.
int cps_lock(int descriptor);

/// Has a started program inherit no descriptor from `first` on. 0 or an errno.
int cps_close_from(posix_spawn_file_actions_t *actions, int first);

/// Makes a pipe whose ends, to read from and to write to, no started program inherits. 0 or an errno.
/// The caller closes both.
int cps_pipe(int ends[2]);

#ifdef __cplusplus
}
#endif

#endif
