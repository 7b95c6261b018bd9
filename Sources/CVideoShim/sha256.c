// SHA-256 of a file or of bytes, through nettle: it uses the processor's own instructions where there are
// some, several times faster than libavutil's; libavformat brings it along on Debian.
#include "CVideoShim.h"

#include <errno.h>
#include <fcntl.h>
#include <libavutil/mem.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <sys/stat.h>
#include <unistd.h>

static void finish(struct sha256_ctx *hash, uint8_t digest[32]) {
#if NETTLE_VERSION_MAJOR >= 4
  sha256_digest(hash, digest);
#else
  sha256_digest(hash, SHA256_DIGEST_SIZE, digest);
#endif
}

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
  uint8_t *block = av_malloc(block_size);
  if (!block) {
    status = CVS_ERROR_MEMORY;
  } else {
    struct sha256_ctx hash;
    sha256_init(&hash);
    for (;;) {
      ssize_t length = read(file, block, block_size);
      if (length < 0 && errno == EINTR) continue;
      if (length < 0) status = CVS_ERROR_READ;
      if (length <= 0) break;
      sha256_update(&hash, (size_t)length, block);
    }
    finish(&hash, digest);
  }
  av_free(block);
  close(file);
  return status;
}

cvs_status cvs_sha256_bytes(const uint8_t *bytes, size_t size, uint8_t digest[32]) {
  struct sha256_ctx hash;
  sha256_init(&hash);
  if (size > 0) sha256_update(&hash, size, bytes);
  finish(&hash, digest);
  return CVS_OK;
}
