// Where the decoder puts its pictures: luma planes side by side in large pages, chroma nowhere in
// particular.
//
// Luma of the last quarter of a second is held while the decoder goes on, so its pictures outgrow the
// processor's caches. In H.264 and HEVC no luma depends on chroma, and nobody looks at chroma here: all
// pictures share one pair of chroma planes, whose content means nothing.
#include "internal.h"

#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
  planes_per_slab = 8,
  large_page = 2 << 20,
  read_behind = 128, // decoders may read so much behind a plane; also keeps planes off equal addresses
};

/// Memory of several planes. Each of them, and the pictures while they hand out from it, keep it.
typedef struct slab {
  void *start;
  size_t size;
} slab;

struct cvs_pictures {
  pthread_mutex_t lock;
  enum AVPixelFormat format;
  int width, height; ///< of the planes below, aligned
  int strides[4];
  AVBufferPool *luma;
  AVBufferRef *chroma; ///< both planes
  size_t chroma_size;  ///< of one of them
  AVBufferRef *slab;   ///< planes are handed out from it
  size_t used;         ///< bytes of it
};

static void free_slab(void *unused, uint8_t *data) {
  slab *s = (slab *)data;
  munmap(s->start, s->size);
  free(s);
}

static AVBufferRef *make_slab(size_t least) {
  slab *s = malloc(sizeof *s);
  if (!s) return NULL;
  s->size = (least + large_page - 1) / large_page * large_page;
  // Large pages begin at multiples of their size: what lies around the part wanted goes back.
  size_t room = s->size + large_page;
  uint8_t *start = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) {
    cvs_note_failed_allocation();
    free(s);
    return NULL;
  }
  size_t in_front = -(uintptr_t)start % large_page;
  if (in_front > 0) munmap(start, in_front);
  if (in_front < large_page) munmap(start + in_front + s->size, large_page - in_front);
  s->start = start + in_front;
#ifdef MADV_HUGEPAGE
  madvise(s->start, s->size, MADV_HUGEPAGE); // where the system has none, small ones do
#endif
  AVBufferRef *buffer = av_buffer_create((uint8_t *)s, sizeof *s, free_slab, NULL, 0);
  if (!buffer) free_slab(NULL, (uint8_t *)s);
  return buffer;
}

static void leave_slab(void *kept, uint8_t *data) {
  AVBufferRef *buffer = kept;
  av_buffer_unref(&buffer);
}

/// A plane for the pool, all zero. Called with the lock held.
static AVBufferRef *make_plane(void *opaque, size_t size) {
  cvs_pictures *p = opaque;
  size_t step = (size + 63) / 64 * 64;
  if (p->slab && p->used + step > ((slab *)p->slab->data)->size) av_buffer_unref(&p->slab);
  if (!p->slab) {
    p->slab = make_slab(planes_per_slab * step);
    p->used = 0;
  }
  AVBufferRef *kept = p->slab ? av_buffer_ref(p->slab) : NULL;
  if (!kept) return NULL;
  uint8_t *data = (uint8_t *)((slab *)kept->data)->start + p->used;
  AVBufferRef *plane = av_buffer_create(data, size, leave_slab, kept, 0);
  if (!plane) {
    av_buffer_unref(&kept);
    return NULL;
  }
  p->used += step;
  return plane;
}

static void clear(cvs_pictures *p) {
  av_buffer_pool_uninit(&p->luma);
  av_buffer_unref(&p->chroma);
  av_buffer_unref(&p->slab);
  p->width = p->height = 0;
}

cvs_pictures *cvs_pictures_create(void) {
  cvs_pictures *p = av_mallocz(sizeof *p);
  if (p) pthread_mutex_init(&p->lock, NULL);
  return p;
}

void cvs_pictures_free(cvs_pictures **pictures) {
  if (!*pictures) return;
  clear(*pictures);
  pthread_mutex_destroy(&(*pictures)->lock);
  av_freep(pictures);
}

/// Lays out planes for pictures of a format and size as libav does. Called with the lock held.
static int prepare(cvs_pictures *p, AVCodecContext *codec, const AVFrame *frame) {
  int width = frame->width, height = frame->height, alignment[AV_NUM_DATA_POINTERS];
  avcodec_align_dimensions2(codec, &width, &height, alignment);
  if (p->luma && p->format == frame->format && p->width == width && p->height == height) return 0;
  clear(p);
  int strides[4], misaligned, wider = width;
  do {
    int code = av_image_fill_linesizes(strides, frame->format, wider);
    if (code < 0) return code;
    wider += wider & ~(wider - 1);
    misaligned = 0;
    for (int i = 0; i < 3; i++) misaligned |= strides[i] % alignment[i];
  } while (misaligned);
  ptrdiff_t long_strides[4];
  size_t sizes[4];
  for (int i = 0; i < 4; i++) long_strides[i] = strides[i];
  int code = av_image_fill_plane_sizes(sizes, frame->format, height, long_strides);
  if (code < 0) return code;
  p->luma = av_buffer_pool_init2(sizes[0] + read_behind, p, make_plane, NULL);
  p->chroma_size = sizes[1] + read_behind;
  p->chroma = av_buffer_allocz(2 * p->chroma_size);
  if (!p->luma || !p->chroma) {
    clear(p);
    return AVERROR(ENOMEM);
  }
  memcpy(p->strides, strides, sizeof strides);
  p->format = frame->format;
  p->width = width;
  p->height = height;
  return 0;
}

/// Whether the pictures of a decoder can do without chroma of their own.
static bool needs_luma_alone(const AVCodecContext *codec, const AVFrame *frame) {
  if (codec->codec_id != AV_CODEC_ID_H264 && codec->codec_id != AV_CODEC_ID_HEVC) return false;
  return (codec->codec->capabilities & AV_CODEC_CAP_DR1) && !codec->hw_frames_ctx &&
         frame->format == codec->pix_fmt && cvs_luma_in_place(frame->format) &&
         av_pix_fmt_count_planes(frame->format) == 3;
}

int cvs_give_buffers(AVCodecContext *codec, AVFrame *frame, int flags) {
  const cvs_shared *shared = codec->opaque;
  if (!needs_luma_alone(codec, frame)) {
    int code = avcodec_default_get_buffer2(codec, frame, flags);
    if (code == AVERROR(ENOMEM)) cvs_note_failed_allocation();
    return code;
  }
  cvs_pictures *p = shared->pictures;
  pthread_mutex_lock(&p->lock);
  int code = prepare(p, codec, frame);
  if (code >= 0) {
    frame->buf[0] = av_buffer_pool_get(p->luma);
    frame->buf[1] = av_buffer_ref(p->chroma);
    if (frame->buf[0] && frame->buf[1]) {
      frame->data[0] = frame->buf[0]->data;
      frame->data[1] = frame->buf[1]->data;
      frame->data[2] = frame->buf[1]->data + p->chroma_size;
      for (int i = 0; i < 3; i++) frame->linesize[i] = p->strides[i];
      frame->extended_data = frame->data;
    } else {
      av_buffer_unref(&frame->buf[0]);
      av_buffer_unref(&frame->buf[1]);
      code = AVERROR(ENOMEM);
    }
  }
  pthread_mutex_unlock(&p->lock);
  if (code == AVERROR(ENOMEM)) cvs_note_failed_allocation();
  return code;
}
