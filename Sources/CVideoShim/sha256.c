// SHA-256 of a file or of bytes, through libavutil.
#include "CVideoShim.h"

#include <errno.h>
#include <fcntl.h>
#include <libavutil/mem.h>
#include <libavutil/sha.h>
#include <sys/stat.h>
#include <unistd.h>

cvs_status cvs_sha256(const char *path, uint8_t digest[32]) {
  enum { block_size = 1 << 18 };
  cvs_status status = CVS_OK;
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe shall not hold us up
  if (file < 0) return errno == ENOENT ? CVS_ERROR_NOT_FOUND : CVS_ERROR_READ;
  struct stat facts;
  if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    close(file);
    return CVS_ERROR_NOT_A_FILE;
  }
  struct AVSHA *sha = av_sha_alloc();
  uint8_t *block = av_malloc(block_size);
  if (!sha || !block || av_sha_init(sha, 256) < 0) {
    status = CVS_ERROR_MEMORY;
  } else {
    for (;;) {
      ssize_t length = read(file, block, block_size);
      if (length < 0 && errno == EINTR) continue;
      if (length < 0) status = CVS_ERROR_READ;
      if (length <= 0) break;
      av_sha_update(sha, block, (size_t)length);
    }
    av_sha_final(sha, digest);
  }
  av_free(block);
  av_free(sha);
  close(file);
  return status;
}

cvs_status cvs_sha256_bytes(const uint8_t *bytes, size_t size, uint8_t digest[32]) {
  struct AVSHA *sha = av_sha_alloc();
  if (!sha || av_sha_init(sha, 256) < 0) {
    av_free(sha);
    return CVS_ERROR_MEMORY;
  }
  if (size > 0) av_sha_update(sha, bytes, size);
  av_sha_final(sha, digest);
  av_free(sha);
  return CVS_OK;
}
