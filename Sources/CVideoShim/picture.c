// From pixels to a picture file, through libavcodec's PNG encoder.
#include "internal.h"

#include <libavutil/mem.h>
#include <string.h>

enum { most_side = 32768 };

static cvs_status encode(AVCodecContext *encoder, AVFrame *frame, AVPacket *packet,
                         const uint8_t *rgb, int64_t stride) {
  frame->format = encoder->pix_fmt;
  frame->width = encoder->width;
  frame->height = encoder->height;
  if (av_frame_get_buffer(frame, 0) < 0) return CVS_ERROR_MEMORY;
  for (int row = 0; row < frame->height; row++)
    memcpy(frame->data[0] + (ptrdiff_t)row * frame->linesize[0], rgb + row * stride,
           (size_t)frame->width * 3);
  int code = avcodec_send_frame(encoder, frame);
  if (code == 0) code = avcodec_send_frame(encoder, NULL);
  if (code == 0) code = avcodec_receive_packet(encoder, packet);
  if (code == AVERROR(ENOMEM)) return CVS_ERROR_MEMORY;
  return code == 0 ? CVS_OK : CVS_ERROR_CONVERSION;
}

cvs_status cvs_encode_png(const uint8_t *rgb, int32_t width, int32_t height, int64_t stride,
                          uint8_t **bytes, size_t *size) {
  *bytes = NULL;
  *size = 0;
  if (width <= 0 || height <= 0 || width > most_side || height > most_side) return CVS_ERROR_LIMIT;
  const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_PNG);
  if (!codec) return CVS_ERROR_NO_DECODER;
  cvs_log *log = cvs_log_create(); // so that libav prints nothing
  if (!log) return CVS_ERROR_MEMORY;
  cvs_log_enter(log);
  AVCodecContext *encoder = avcodec_alloc_context3(codec);
  AVFrame *frame = av_frame_alloc();
  AVPacket *packet = av_packet_alloc();
  cvs_status status = CVS_ERROR_MEMORY;
  if (encoder && frame && packet) {
    encoder->width = width;
    encoder->height = height;
    encoder->pix_fmt = AV_PIX_FMT_RGB24;
    encoder->time_base = (AVRational){1, 25};
    encoder->thread_count = 1;
    int code = avcodec_open2(encoder, codec, NULL);
    if (code == 0) status = encode(encoder, frame, packet, rgb, stride);
    else if (code != AVERROR(ENOMEM)) status = CVS_ERROR_CONVERSION;
  }
  if (status == CVS_OK) {
    *bytes = av_memdup(packet->data, (size_t)packet->size);
    if (*bytes) *size = (size_t)packet->size;
    else status = CVS_ERROR_MEMORY;
  }
  av_packet_free(&packet);
  av_frame_free(&frame);
  avcodec_free_context(&encoder);
  cvs_log_leave();
  cvs_log_free(&log);
  return status;
}

void cvs_bytes_free(uint8_t **bytes) {
  if (bytes) av_freep(bytes);
}
