// Keeps libav's last warning or error of each reader.
//
// libav logs through one process-wide callback, from any of its threads. The callback finds the
// reader in the context's `opaque` field, which libav copies to its threads' contexts; contexts
// without that field belong to the reader whose function this thread is in.
#include "internal.h"

#include <libavutil/log.h>
#include <libavutil/mem.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static _Thread_local cvs_log *current;
static pthread_once_t installed = PTHREAD_ONCE_INIT;

static bool is_decoder(void *context) {
  const AVClass *class = context ? *(const AVClass **)context : NULL;
  return class && class->class_name && !strcmp(class->class_name, "AVCodecContext");
}

static cvs_log *log_of(void *context) {
  if (context) {
    const AVClass *class = *(const AVClass **)context;
    if (class && class->class_name) {
      if (!strcmp(class->class_name, "AVCodecContext")) {
        const cvs_shared *shared = ((AVCodecContext *)context)->opaque;
        if (shared) return shared->log;
      } else if (!strcmp(class->class_name, "AVFormatContext")) {
        void *opaque = ((AVFormatContext *)context)->opaque;
        if (opaque) return opaque;
      }
    }
  }
  return current;
}

/// Whether a message of the H.264 or HEVC decoder says that a part of the picture will be invented. Their other
/// errors may be harmless (user data that cameras write carelessly).
static bool is_patch(const char *text) {
  return strstr(text, "error while decoding MB") || strstr(text, "decode_slice_header error") ||
         strstr(text, "Missing reference picture") || strstr(text, "Could not find ref with POC");
}

/// The H.264 decoder fills in frames that others refer to and that were lost, and hardly mentions it.
static bool is_gap(int level, const char *format) {
  return level == AV_LOG_DEBUG && !strncmp(format, "Frame num gap", 13);
}

static void keep(void *context, int level, const char *format, va_list arguments) {
  bool gap = is_gap(level, format);
  if (level > AV_LOG_WARNING && !gap) return;
  cvs_log *log = log_of(context);
  if (!log) return;
  if (gap) {
    pthread_mutex_lock(&log->lock);
    if (is_decoder(context) && !cvs_begins(context)) log->gaps++;
    pthread_mutex_unlock(&log->lock);
    return;
  }
  char text[sizeof log->text];
  vsnprintf(text, sizeof text, format, arguments);
  size_t length = strlen(text);
  while (length > 0 && (unsigned char)text[length - 1] <= ' ') text[--length] = 0;
  for (size_t i = 0; i < length; i++)
    if ((unsigned char)text[i] < ' ' || text[i] == 0x7f) text[i] = ' ';
  if (length == 0) return;
  pthread_mutex_lock(&log->lock);
  // An error says more than the warnings that follow it.
  bool error = level <= AV_LOG_ERROR;
  if (error && is_decoder(context)) {
    log->errors++;
    if (is_patch(text)) log->patches++;
  }
  if (error || log->level > AV_LOG_ERROR) {
    log->level = level;
    memcpy(log->text, text, length + 1);
  }
  pthread_mutex_unlock(&log->lock);
}

static void install(void) {
  av_log_set_callback(keep);
  av_max_alloc((size_t)1 << 30);
}

cvs_log *cvs_log_create(void) {
  pthread_once(&installed, install);
  cvs_log *log = av_mallocz(sizeof *log);
  if (!log) return NULL;
  pthread_mutex_init(&log->lock, NULL);
  log->level = INT_MAX;
  return log;
}

void cvs_log_free(cvs_log **log) {
  if (!*log) return;
  pthread_mutex_destroy(&(*log)->lock);
  av_freep(log);
}

void cvs_log_enter(cvs_log *log) { current = log; }

void cvs_log_leave(void) { current = NULL; }

void cvs_log_copy(cvs_log *log, char *out, size_t size) {
  if (size == 0) return;
  pthread_mutex_lock(&log->lock);
  snprintf(out, size, "%s", log->text);
  pthread_mutex_unlock(&log->lock);
}

static int64_t locked(cvs_log *log, const int64_t *number) {
  pthread_mutex_lock(&log->lock);
  int64_t value = *number;
  pthread_mutex_unlock(&log->lock);
  return value;
}

int64_t cvs_log_errors(cvs_log *log) { return locked(log, &log->errors); }

int64_t cvs_log_patches(cvs_log *log) { return locked(log, &log->patches); }

int64_t cvs_log_gaps(cvs_log *log) { return locked(log, &log->gaps); }

void cvs_log_forget_errors(cvs_log *log) {
  pthread_mutex_lock(&log->lock);
  log->errors = 0;
  log->patches = 0;
  log->gaps = 0;
  pthread_mutex_unlock(&log->lock);
}
