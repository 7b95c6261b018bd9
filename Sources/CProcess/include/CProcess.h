// CProcess: what a worker process asks the system for and Swift cannot call, because the functions
// take variable arguments or the constants are macros it does not read. Nothing is allocated.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// From now on this process is killed when the thread that started it ends. 0; 1 when `parent` is
/// gone already; an errno where the system refuses.
int cps_die_with_parent(pid_t parent);

/// Lets the address space of this process grow by `bytes` and no more. 0 or an errno.
int cps_limit_memory(uint64_t bytes);

/// Takes the lock of an open file without waiting. 0; EWOULDBLOCK when another holds it; an errno.
/// The system releases it when the last descriptor of this opening is closed, also by a death.
int cps_lock(int descriptor);

/// Makes a pipe whose ends, to read from and to write to, no started program inherits. 0 or an errno.
/// The caller closes both.
int cps_pipe(int ends[2]);

#ifdef __cplusplus
}
#endif

#endif
