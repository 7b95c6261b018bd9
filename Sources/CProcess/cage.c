// The cage: what a process that decodes foreign files may still ask the system for.
//
// Three walls, each by itself: no new privileges; Landlock, which decides about files by their place; a seccomp
// filter, which decides about system calls. Whatever a kernel does not have is left out and told.
#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CPS_SANITIZED 1 // sanitizers look into /proc and start processes of their own
#endif
#endif

#if defined(__x86_64__)
#define CPS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CPS_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// MARK: Landlock, in the words of its kernel interface (newer than many systems' headers).

enum {
  landlock_create = 444, ///< the same on every architecture
  landlock_add = 445,
  landlock_restrict = 446,
};

typedef struct ruleset_attributes {
  uint64_t files;
  uint64_t network; ///< from version 4 on
  uint64_t scopes;  ///< from version 6 on
} ruleset_attributes;

typedef struct __attribute__((packed)) path_attributes {
  uint64_t allowed;
  int32_t parent;
} path_attributes;

static const uint64_t read_file = 1u << 2, read_folder = 1u << 3;

static int landlock_version(void) {
#ifdef CPS_SANITIZED
  return 0;
#else
  long version = syscall(landlock_create, NULL, 0, 1u);
  return version > 0 ? (int)version : 0;
#endif
}

/// Every right to files that a version knows.
static uint64_t all_files(int version) {
  uint64_t rights = (1u << 13) - 1;
  if (version >= 2) rights |= 1u << 13; // moving between folders
  if (version >= 3) rights |= 1u << 14; // cutting off
  if (version >= 5) rights |= 1u << 15; // device control
  return rights;
}

static void allow_reading(int ruleset, const char *path) {
  path_attributes rule = {.parent = open(path, O_PATH | O_CLOEXEC)};
  if (rule.parent < 0) return; // what is not there needs no right
  struct stat facts;
  rule.allowed = read_file;
  if (fstat(rule.parent, &facts) == 0 && S_ISDIR(facts.st_mode)) rule.allowed |= read_folder;
  syscall(landlock_add, ruleset, 1, &rule, 0u);
  close(rule.parent);
}

static int enter_landlock(const char *const *readable, size_t count) {
  int version = landlock_version();
  if (version == 0) return ENOSYS;
  ruleset_attributes attributes = {.files = all_files(version)};
  size_t size = sizeof attributes.files;
  if (version >= 4) {
    attributes.network = 3; // neither to bind nor to connect
    size = offsetof(ruleset_attributes, scopes);
  }
  if (version >= 6) {
    attributes.scopes = 3; // no sockets nor signals beyond
    size = sizeof attributes;
  }
  long ruleset = syscall(landlock_create, &attributes, size, 0u);
  if (ruleset < 0) return errno;
  for (size_t i = 0; i < count; i++) allow_reading((int)ruleset, readable[i]);
  int code = syscall(landlock_restrict, (int)ruleset, 0u) == 0 ? 0 : errno;
  close((int)ruleset);
  return code;
}

// MARK: The filter of system calls.

/// What decoding, comparing and writing to open files needs.
static const int allowed_calls[] = {
    SYS_read, SYS_write, SYS_pread64, SYS_pwrite64, SYS_readv, SYS_writev, SYS_preadv, SYS_pwritev,
    SYS_lseek, SYS_close, SYS_close_range, SYS_dup, SYS_dup3, SYS_fstat, SYS_newfstatat, SYS_statx,
    SYS_statfs, SYS_fstatfs, SYS_readlinkat, SYS_faccessat, SYS_faccessat2, SYS_getdents64,
    SYS_getcwd, SYS_fcntl, SYS_fadvise64, SYS_readahead, SYS_fsync, SYS_fdatasync, SYS_ftruncate,
    SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_msync, SYS_mincore, SYS_brk,
    SYS_mlock, SYS_munlock, SYS_membarrier, SYS_futex, SYS_set_robust_list, SYS_get_robust_list,
    SYS_set_tid_address, SYS_exit, SYS_exit_group, SYS_restart_syscall, SYS_rt_sigaction,
    SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigpending, SYS_rt_sigtimedwait, SYS_sigaltstack,
    SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid,
    SYS_getpgid, SYS_getsid, SYS_getrusage, SYS_getrlimit, SYS_getpriority, SYS_times, SYS_uname,
    SYS_sysinfo, SYS_getcpu, SYS_sched_yield, SYS_sched_getaffinity, SYS_sched_getparam,
    SYS_sched_getscheduler, SYS_sched_get_priority_max, SYS_sched_get_priority_min,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday,
    SYS_getrandom, SYS_ppoll, SYS_pselect6, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait,
    SYS_eventfd2, SYS_timerfd_create, SYS_timerfd_settime, SYS_timerfd_gettime, SYS_pipe2,
    SYS_getitimer, SYS_setitimer,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_epoll_pwait2
    SYS_epoll_pwait2,
#endif
#ifdef SYS_futex_waitv
    SYS_futex_waitv,
#endif
#ifdef __x86_64__
    SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_poll, SYS_select, SYS_epoll_wait,
    SYS_epoll_create, SYS_eventfd, SYS_time, SYS_arch_prctl, SYS_getpgrp, SYS_dup2, SYS_pipe,
#endif
};

/// What no decoder ever asks for: who does ends. (Sockets are refused like all else: the C library may want one to
/// complain to the system's log.)
static const int deadly_calls[] = {
    SYS_execve, SYS_execveat, SYS_kill, SYS_tkill,
    SYS_rt_sigqueueinfo, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_unshare,
    SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_bpf, SYS_perf_event_open,
    SYS_keyctl, SYS_add_key, SYS_request_key, SYS_init_module, SYS_finit_module, SYS_kexec_load,
    SYS_reboot, SYS_swapon, SYS_setuid, SYS_setgid, SYS_setresuid, SYS_setresgid,
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
#endif
#ifdef SYS_pidfd_send_signal
    SYS_pidfd_send_signal,
#endif
#ifdef SYS_userfaultfd
    SYS_userfaultfd,
#endif
#ifdef __x86_64__
    SYS_fork, SYS_vfork,
#endif
};

#ifdef CPS_ARCHITECTURE
enum { most_instructions = 640 };

typedef struct filter {
  struct sock_filter instructions[most_instructions];
  unsigned short count;
} filter;

static void add(filter *f, struct sock_filter instruction) {
  if (f->count < most_instructions) f->instructions[f->count++] = instruction;
}

static void load(filter *f, size_t offset) {
  add(f, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void answer(filter *f, unsigned action) {
  add(f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

/// The next `count` instructions are for the call `number` alone.
static void only_for(filter *f, int number, unsigned char count) {
  add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, count));
}

static void rule(filter *f, int number, unsigned action) {
  only_for(f, number, 1);
  answer(f, action);
}

/// Arguments are 64 bits wide; here the lower half says all.
static size_t argument(int index) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  return offsetof(struct seccomp_data, args) + 8 * (size_t)index + 4;
#else
  return offsetof(struct seccomp_data, args) + 8 * (size_t)index;
#endif
}

/// Allows a call where the argument has one of these bits, or none of them, and answers otherwise.
static void rule_of_bits(filter *f, int number, int index, unsigned bits, bool wanted,
                         unsigned otherwise) {
  only_for(f, number, 4);
  load(f, argument(index));
  add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, wanted ? 0 : 1,
                                      wanted ? 1 : 0));
  answer(f, SECCOMP_RET_ALLOW);
  answer(f, otherwise);
}

/// Allows a call where the argument has this value.
static void rule_of_value(filter *f, int number, int index, unsigned value, unsigned otherwise) {
  only_for(f, number, 4);
  load(f, argument(index));
  add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
  answer(f, SECCOMP_RET_ALLOW);
  answer(f, otherwise);
}

static void make_filter(filter *f) {
  const unsigned no = SECCOMP_RET_ERRNO | EPERM, end = SECCOMP_RET_KILL_PROCESS;
  load(f, offsetof(struct seccomp_data, arch));
  add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CPS_ARCHITECTURE, 1, 0));
  answer(f, end);
  load(f, offsetof(struct seccomp_data, nr));
  // A tracer that leaves a call out asks for this one, which does nothing.
  rule(f, -1, SECCOMP_RET_ALLOW);
#ifdef __x86_64__
  // Calls of the 32-bit pointers' kind carry a bit of their own.
  add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1));
  answer(f, end);
#endif
  for (size_t i = 0; i < sizeof allowed_calls / sizeof *allowed_calls; i++)
    rule(f, allowed_calls[i], SECCOMP_RET_ALLOW);
  for (size_t i = 0; i < sizeof deadly_calls / sizeof *deadly_calls; i++)
    rule(f, deadly_calls[i], end);
  // Threads, no processes. What clone3 is asked for cannot be seen, so that the C library falls back on clone.
  rule_of_bits(f, SYS_clone, 0, CLONE_THREAD, true, end);
  rule(f, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
  const unsigned writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  const unsigned denied = SECCOMP_RET_ERRNO | EACCES;
  rule_of_bits(f, SYS_openat, 2, writing, false, denied);
#ifdef __x86_64__
  rule_of_bits(f, SYS_open, 1, writing, false, denied);
#endif
#ifdef SYS_openat2
  rule(f, SYS_openat2, SECCOMP_RET_ERRNO | ENOSYS);
#endif
  // Signals to itself: abort.
  rule_of_value(f, SYS_tgkill, 0, (unsigned)getpid(), end);
  rule_of_value(f, SYS_prctl, 0, PR_SET_NAME, no);
  // Threads of the runtime set their own.
  rule_of_value(f, SYS_setpriority, 1, 0, no);
  // Limits are read, not set: the third argument is where new ones stand.
  only_for(f, SYS_prlimit64, 6);
  load(f, argument(2));
  add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3));
  load(f, argument(2) + 4);
  add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1));
  answer(f, SECCOMP_RET_ALLOW);
  answer(f, no);
  rule(f, SYS_ioctl, SECCOMP_RET_ERRNO | ENOTTY);
  answer(f, no);
}
#endif

static bool has_filter(void) {
#if defined(CPS_SANITIZED) || !defined(CPS_ARCHITECTURE)
  return false;
#else
  unsigned action = SECCOMP_RET_KILL_PROCESS;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
#endif
}

static int enter_filter(void) {
#ifdef CPS_ARCHITECTURE
  if (!has_filter()) return ENOSYS;
  filter f = {.count = 0};
  make_filter(&f);
  if (f.count >= most_instructions) return E2BIG;
  struct sock_fprog program = {.len = f.count, .filter = f.instructions};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0
             ? 0
             : errno;
#else
  return ENOSYS;
#endif
}

cps_cage cps_cage_of_kernel(void) {
  return (cps_cage){
      .privileges = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) >= 0,
      .landlock = landlock_version(),
      .filter = has_filter(),
  };
}

cps_cage cps_enter_cage(const char *const *readable, size_t count) {
  cps_cage cage = {0};
  cage.privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  if (!cage.privileges) return cage;
  if (enter_landlock(readable, count) == 0) cage.landlock = landlock_version();
  cage.filter = enter_filter() == 0;
  return cage;
}

int cps_try_to_escape(cps_escape way) {
  switch (way) {
  case CPS_ESCAPE_OPEN: {
    int file = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    close(file);
    return 0;
  }
  case CPS_ESCAPE_WRITE: {
    int file = open("/tmp/stillwater-escaped", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return errno;
    close(file);
    return 0;
  }
  case CPS_ESCAPE_CONNECT: return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0 ? 0 : errno;
  case CPS_ESCAPE_FORK: {
    pid_t child = fork();
    while (child == 0) raise(SIGKILL);
    if (child > 0) waitpid(child, NULL, 0);
    return child >= 0 ? 0 : errno;
  }
  case CPS_ESCAPE_EXEC: {
    char *const none[] = {NULL};
    execve("/bin/true", none, none);
    return errno;
  }
  case CPS_ESCAPE_KILL: return kill(getppid(), 0) == 0 ? 0 : errno;
  }
  return EINVAL;
}
