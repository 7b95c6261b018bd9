// Death with the parent, limits and locks.
#define _GNU_SOURCE // pipe2
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int cps_die_with_parent(pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, (unsigned long)SIGKILL, 0UL, 0UL, 0UL) != 0) return errno;
  // It may have died before the call.
  return getppid() == parent ? 0 : 1;
}

int cps_limit_memory(uint64_t bytes) {
  long pages = 0;
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return errno;
  int found = fscanf(file, "%ld", &pages);
  fclose(file);
  if (found != 1) return EIO;
  bytes += (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
  struct rlimit limit = {.rlim_cur = (rlim_t)bytes, .rlim_max = (rlim_t)bytes};
  return setrlimit(RLIMIT_AS, &limit) == 0 ? 0 : errno;
}

int cps_lock(int descriptor) {
  int code;
  do code = flock(descriptor, LOCK_EX | LOCK_NB);
  while (code != 0 && errno == EINTR);
  return code == 0 ? 0 : errno;
}

int cps_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }
