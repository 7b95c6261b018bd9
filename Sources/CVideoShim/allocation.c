// Counts the allocations that fail.
//
// Decoders and demuxers do not say so: many answer "invalid data" to a picture's buffer that could not be had,
// and some parsers pass over what they had no room for without a word. A recording that is read so looks damaged,
// or short. So the C library's allocators are wrapped: nothing but a failure is noticed, and whoever reads a
// recording takes it for the end (see cvs_read_frame).
//
// The wrappers stand in the program, in front of the C library's own functions for libav's libraries too.
#include "internal.h"

#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

static atomic_long failed;
static atomic_int told_to = -1;

long cvs_failed_allocations(void) { return atomic_load_explicit(&failed, memory_order_relaxed); }

uint64_t cvs_memory_limit(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? limit.rlim_cur : 0;
}

void cvs_tell_failed_allocations(int descriptor) { atomic_store(&told_to, descriptor); }

void cvs_note_failed_allocation(void) {
  atomic_fetch_add_explicit(&failed, 1, memory_order_relaxed);
  // Once: whoever runs out of memory may be about to die of it.
  int descriptor = atomic_exchange(&told_to, -1);
  if (descriptor < 0) return;
  static const char words[] = CVS_OUT_OF_MEMORY "\n";
  ssize_t written = write(descriptor, words, sizeof words - 1);
  (void)written;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define CVS_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CVS_SANITIZED 1
#endif

// Sanitizers have allocators of their own, and other C libraries no second name for theirs.
#if defined(__GLIBC__) && !defined(CVS_SANITIZED)
#include <errno.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void *noted(void *block, size_t size) {
  if (!block && size > 0) {
    int code = errno;
    cvs_note_failed_allocation();
    errno = code;
  }
  return block;
}

void *malloc(size_t size) { return noted(__libc_malloc(size), size); }

void *calloc(size_t count, size_t size) {
  return noted(__libc_calloc(count, size), count > 0 ? size : 0);
}

void *realloc(void *block, size_t size) { return noted(__libc_realloc(block, size), size); }

void *memalign(size_t alignment, size_t size) {
  return noted(__libc_memalign(alignment, size), size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  return noted(__libc_memalign(alignment, size), size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  // What the C library checks itself.
  if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0)
    return EINVAL;
  void *made = noted(__libc_memalign(alignment, size), size > 0 ? size : 1);
  if (!made) return ENOMEM;
  *block = made;
  return 0;
}
#endif
