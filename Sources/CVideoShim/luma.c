// From a decoded frame to a grey plane: in place where the format has one, by libswscale elsewhere.
#include "internal.h"

#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>

bool cvs_luma_in_place(enum AVPixelFormat format) {
  const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(format);
  if (!d || d->nb_components < 1) return false;
  const uint64_t other = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM |
                         AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_FLOAT;
  const AVComponentDescriptor *luma = &d->comp[0];
  return !(d->flags & other) && luma->plane == 0 && luma->step == 1 && luma->offset == 0 &&
         luma->shift == 0 && luma->depth == 8;
}

/// A converter for the frame's format that keeps its grey levels' range: limited stays limited, so
/// that a pixel threshold means the same for an 8-bit and a 10-bit recording of one camera. RGB and
/// palettes become full-range luma (Rec. 601).
///
/// libswscale counts GRAY8 as full range and would stretch limited levels to it; calling both ends
/// full range, before initialisation, is how it is told to leave them alone.
static cvs_status prepare_scaler(cvs_reader *r) {
  const AVFrame *f = r->frame;
  if (r->scaler && r->scaler_format == f->format) return CVS_OK;
  sws_freeContext(r->scaler);
  r->scaler = NULL;
  if (!sws_isSupportedInput(f->format)) return CVS_ERROR_CONVERSION;
  struct SwsContext *scaler = sws_alloc_context();
  if (!scaler) return CVS_ERROR_MEMORY;
  const struct {
    const char *name;
    int64_t value;
  } options[] = {
      {"srcw", f->width},
      {"srch", f->height},
      {"dstw", f->width},
      {"dsth", f->height},
      {"src_format", f->format},
      {"dst_format", AV_PIX_FMT_GRAY8},
      // Bit-exact flags: the same bytes on every processor.
      {"sws_flags", SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT},
      {"src_range", 1},
      {"dst_range", 1},
  };
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    if (av_opt_set_int(scaler, options[i].name, options[i].value, 0) < 0) {
      sws_freeContext(scaler);
      return CVS_ERROR_CONVERSION;
    }
  }
  if (sws_init_context(scaler, NULL, NULL) < 0) {
    sws_freeContext(scaler);
    return CVS_ERROR_CONVERSION;
  }
  r->scaler = scaler;
  r->scaler_format = f->format;
  return CVS_OK;
}

static cvs_status convert(cvs_reader *r, cvs_frame *out) {
  AVFrame *f = r->frame;
  cvs_status status = prepare_scaler(r);
  if (status != CVS_OK) return status;
  if (!r->grey_pool) {
    r->grey_stride = (f->width + 63) & ~63;
    // Rows to spare: libswscale may write past the last pixel of a row.
    r->grey_pool = av_buffer_pool_init((size_t)r->grey_stride * (f->height + 1) + 64, NULL);
    if (!r->grey_pool) return CVS_ERROR_MEMORY;
  }
  AVBufferRef *buffer = av_buffer_pool_get(r->grey_pool);
  if (!buffer) return CVS_ERROR_MEMORY;
  uint8_t *planes[4] = {buffer->data};
  int strides[4] = {r->grey_stride};
  int rows = sws_scale(r->scaler, (const uint8_t *const *)f->data, f->linesize, 0, f->height,
                       planes, strides);
  if (rows < f->height) {
    av_buffer_unref(&buffer);
    return CVS_ERROR_CONVERSION;
  }
  out->luma = buffer->data;
  out->stride = r->grey_stride;
  out->flags |= CVS_FLAG_CONVERTED;
  out->plane = (cvs_plane *)buffer;
  return CVS_OK;
}

cvs_status cvs_take_luma(cvs_reader *r, cvs_frame *out) {
  AVFrame *f = r->frame;
  if (!cvs_luma_in_place(f->format)) return convert(r, out);
  // Only the luma plane's buffer is held: chroma goes back to the decoder's pool at once.
  AVBufferRef *plane = av_frame_get_plane_buffer(f, 0);
  AVBufferRef *buffer = plane ? av_buffer_ref(plane) : NULL;
  if (!buffer) return CVS_ERROR_MEMORY;
  out->luma = f->data[0];
  out->stride = f->linesize[0];
  out->plane = (cvs_plane *)buffer;
  return CVS_OK;
}

void cvs_plane_release(cvs_plane **plane) {
  if (!plane || !*plane) return;
  AVBufferRef *buffer = (AVBufferRef *)*plane;
  av_buffer_unref(&buffer);
  *plane = NULL;
}

bool cvs_same_luma(const uint8_t *first, int64_t stride, const uint8_t *other_first,
                   int64_t other_stride, int32_t width, int32_t height) {
  for (int32_t row = 0; row < height; row++) {
    if (memcmp(first + row * stride, other_first + row * other_stride, (size_t)width) != 0)
      return false;
  }
  return true;
}
