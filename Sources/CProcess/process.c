// Death with the parent, limits and locks.
#define _GNU_SOURCE // pipe2
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int cps_die_with_parent(pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, (unsigned long)SIGKILL, 0UL, 0UL, 0UL) != 0) return errno;
  // It may have died before the call.
  return getppid() == parent ? 0 : 1;
}

uint64_t cps_memory_limit(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? limit.rlim_cur : 0;
}

int cps_limit_memory(uint64_t bytes) {
  long pages = 0;
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return errno;
  int found = fscanf(file, "%ld", &pages);
  fclose(file);
  if (found != 1) return EIO;
  bytes += (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0) return errno;
  // Whoever started all this may allow less.
  if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > bytes) limit.rlim_max = (rlim_t)bytes;
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > limit.rlim_max)
    limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_AS, &limit) == 0 ? 0 : errno;
}

static int limit(int what, uint64_t most) {
  struct rlimit limit = {.rlim_cur = (rlim_t)most, .rlim_max = (rlim_t)most};
  return setrlimit((__rlimit_resource_t)what, &limit) == 0 ? 0 : errno;
}

int cps_limit_processor(uint64_t seconds) {
  // The hard limit kills; the soft one says why.
  struct rlimit limit = {.rlim_cur = (rlim_t)seconds, .rlim_max = (rlim_t)seconds + 2};
  return setrlimit(RLIMIT_CPU, &limit) == 0 ? 0 : errno;
}

void cps_limit_rest(void) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
}

int cps_memory_file(void) { return memfd_create("stillwater", MFD_CLOEXEC); }

int cps_lock(int descriptor) {
  int code;
  do code = flock(descriptor, LOCK_EX | LOCK_NB);
  while (code != 0 && errno == EINTR);
  return code == 0 ? 0 : errno;
}

int cps_close_from(posix_spawn_file_actions_t *actions, int first) {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 34)
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
#else
  (void)actions, (void)first; // all that this program opens is closed on its own
  return 0;
#endif
}

int cps_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }
