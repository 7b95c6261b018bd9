// Opening a local file: demuxer, best video stream, decoder; and the refusals.
#include "internal.h"

#include <errno.h>
#include <libavutil/avstring.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/// The demuxers that may open a file: those of containers and streams that cameras, recorders and converters
/// write, each of which was read for further files that it opens. Any other, of this libav or a later one, opens
/// nothing here: subtitles that look for a file beside them, scripts, lists, games, single images.
static bool is_recording(const AVInputFormat *format) {
  static const char recordings[] =
      "mov,matroska,avi,mpeg,mpegts,mpegvideo,asf,flv,kux,ogg,nut,mxf,gxf,dv,dhav,ivf,rm,wtv,cine,gif,apng,"
      "h261,h263,h264,hevc,vvc,evc,m4v,mjpeg,mpjpeg,mjpeg_2000,smjpeg,ingenient,av1,obu,vc1,vc1test,dirac,"
      "dnxhd,cavsvideo,yuv4mpegpipe,"
      // Sounds: so that it can be said that there is no picture.
      "wav,w64,mp3,aac,flac,aiff,caf,amr";
  return !(format->flags & AVFMT_NOFILE) && av_match_list(format->name, recordings, ',');
}

/// Demuxers whose input names other files or addresses.
static bool names_others(const AVInputFormat *format) {
  static const char others[] =
      "hls,applehttp,dash,concat,concatf,imf,sdp,rtsp,rtp,sap,image2,image2pipe,webm_dash_manifest,"
      "vobsub,vapoursynth,avisynth,mlv";
  return (format->flags & AVFMT_NOFILE) || av_match_list(format->name, others, ',');
}

/// Stands in for the function with which demuxers open further files.
static int refuse_to_open(AVFormatContext *format, AVIOContext **io, const char *url, int flags,
                          AVDictionary **options) {
  av_log(format, AV_LOG_ERROR, "it names another file or address (%s), which is never opened", url);
  return AVERROR(EPERM);
}

static cvs_status check_file(const char *path) {
  struct stat facts;
  if (stat(path, &facts) != 0) {
    switch (errno) {
    case ENOENT:
    case ENOTDIR: return CVS_ERROR_NOT_FOUND;
    case EACCES: return CVS_ERROR_DENIED;
    default: return CVS_ERROR_READ;
    }
  }
  if (!S_ISREG(facts.st_mode)) return CVS_ERROR_NOT_A_FILE;
  return facts.st_size == 0 ? CVS_ERROR_EMPTY : CVS_OK;
}

static cvs_status open_demuxer(cvs_reader *r) {
  size_t length = strlen(r->path) + sizeof "file:";
  char *url = av_malloc(length);
  if (!url) return CVS_ERROR_MEMORY;
  snprintf(url, length, "file:%s", r->path);

  cvs_status status = CVS_OK;
  AVDictionary *options = NULL;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  int code = avio_open2(&r->io, url, AVIO_FLAG_READ, NULL, &options);
  av_dict_free(&options);
  if (code < 0) {
    status = code == AVERROR(ENOENT) ? CVS_ERROR_NOT_FOUND
             : code == AVERROR(EACCES) ? CVS_ERROR_DENIED : CVS_ERROR_READ;
    goto done;
  }
  const AVInputFormat *demuxer = NULL;
  code = av_probe_input_buffer2(r->io, &demuxer, r->path, NULL, 0, 0);
  if (code < 0) {
    status = code == AVERROR(ENOMEM) ? CVS_ERROR_MEMORY : CVS_ERROR_FORMAT;
    goto done;
  }
  if (!is_recording(demuxer)) {
    status = names_others(demuxer) ? CVS_ERROR_REFUSED : CVS_ERROR_KIND;
    if (status == CVS_ERROR_KIND) av_log(NULL, AV_LOG_ERROR, "it looks like '%s'", demuxer->name);
    goto done;
  }
  r->format = avformat_alloc_context();
  if (!r->format) {
    status = CVS_ERROR_MEMORY;
    goto done;
  }
  r->format->pb = r->io;
  r->format->io_open = refuse_to_open;
  r->format->opaque = r->log;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  code = avformat_open_input(&r->format, url, demuxer, &options);
  av_dict_free(&options);
  if (code < 0) {
    status = code == AVERROR(EPERM) ? CVS_ERROR_REFUSED
             : code == AVERROR(ENOMEM) ? CVS_ERROR_MEMORY : CVS_ERROR_FORMAT;
    goto done;
  }

  // The demuxer's own look at the first packets obeys the picture limit too.
  unsigned streams = r->format->nb_streams;
  AVDictionary **decoder_options = streams ? av_calloc(streams, sizeof *decoder_options) : NULL;
  if (streams && !decoder_options) {
    status = CVS_ERROR_MEMORY;
    goto done;
  }
  for (unsigned i = 0; i < streams; i++)
    av_dict_set_int(&decoder_options[i], "max_pixels", r->max_pixels, 0);
  code = avformat_find_stream_info(r->format, decoder_options);
  for (unsigned i = 0; i < streams; i++) av_dict_free(&decoder_options[i]);
  av_freep(&decoder_options);
  if (code < 0) status = code == AVERROR(ENOMEM) ? CVS_ERROR_MEMORY : CVS_ERROR_FORMAT;

done:
  av_free(url);
  return status;
}

bool cvs_makes_times_up(const AVFormatContext *format) {
  // Those that can be told a rate need one.
  return (format->iformat->priv_class &&
          av_opt_find(format->priv_data, "framerate", NULL, 0, 0)) ||
         av_match_list(format->iformat->name, "mpjpeg", ',');
}

/// A cover or a preview, not the recording.
static bool is_picture(const AVStream *s) {
  return s->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS);
}

static cvs_status choose_stream(cvs_reader *r, const AVCodec **decoder) {
  int32_t videos = 0;
  for (unsigned i = 0; i < r->format->nb_streams; i++) {
    AVStream *s = r->format->streams[i];
    if (s->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !is_picture(s)) videos++;
  }
  if (videos == 0) return CVS_ERROR_NO_VIDEO;
  r->info.video_streams = videos;
  int best = av_find_best_stream(r->format, AVMEDIA_TYPE_VIDEO, -1, -1, decoder, 0);
  if (best == AVERROR_DECODER_NOT_FOUND) return CVS_ERROR_NO_DECODER;
  if (best < 0 || !*decoder) return CVS_ERROR_NO_VIDEO;
  // libav prefers a cover picture to a video that it cannot decode.
  for (unsigned i = 0; is_picture(r->format->streams[best]); i++) {
    if (i == r->format->nb_streams) return CVS_ERROR_NO_DECODER;
    if (is_picture(r->format->streams[i])) continue;
    int other = av_find_best_stream(r->format, AVMEDIA_TYPE_VIDEO, (int)i, -1, decoder, 0);
    if (other >= 0) best = other;
  }
  r->stream = best;
  r->info.video_stream = 0;
  for (int i = 0; i < best; i++)
    r->info.video_stream += r->format->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO;
  for (unsigned i = 0; i < r->format->nb_streams; i++)
    if ((int)i != best) r->format->streams[i]->discard = AVDISCARD_ALL;
  return CVS_OK;
}

static const int32_t *display_matrix(const AVStream *stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
  const AVPacketSideData *side =
      av_packet_side_data_get(stream->codecpar->coded_side_data,
                              stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
  return side && side->size >= 9 * sizeof(int32_t) ? (const int32_t *)side->data : NULL;
#else
  size_t size = 0;
  uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data && size >= 9 * sizeof(int32_t) ? (const int32_t *)data : NULL;
#endif
}

/// Display rotation as quarter turns. A turn that is no multiple of 90 degrees is not used.
static void read_rotation(cvs_info *info, const AVStream *stream) {
  const int32_t *side = display_matrix(stream);
  if (!side) return;
  int32_t matrix[9];
  memcpy(matrix, side, sizeof matrix);
  double determinant = (double)matrix[0] * matrix[4] - (double)matrix[1] * matrix[3];
  info->mirrored = determinant < 0;
  // Undone in front of the turn: the first row says what becomes of the coded columns. (libav's own
  // flip follows the turn, which is another picture after a turn of 90 or 270 degrees.)
  for (int i = 0; info->mirrored && i < 2; i++)
    matrix[i] = matrix[i] == INT32_MIN ? INT32_MAX : -matrix[i];
  double turn = -av_display_rotation_get(matrix); // libav counts counter-clockwise
  double quarters = turn / 90;
  if (isnan(turn) || fabs(quarters - round(quarters)) > 0.02) {
    info->rotation_unusable = true;
    info->mirrored = false;
    return;
  }
  info->rotation_degrees = (int32_t)(((lround(quarters) % 4) + 4) % 4 * 90);
}

static void describe(cvs_reader *r) {
  cvs_info *info = &r->info;
  const AVStream *s = r->format->streams[r->stream];
  const AVCodecParameters *p = s->codecpar;
  const char *format_name = av_get_pix_fmt_name(r->codec->pix_fmt);
  info->container = r->format->iformat->name;
  info->codec = avcodec_get_name(p->codec_id);
  info->pixel_format = format_name ? format_name : "unknown";
  info->width = r->codec->width;
  info->height = r->codec->height;
  info->luma_in_place = cvs_luma_in_place(r->codec->pix_fmt);
  AVRational aspect = s->sample_aspect_ratio.num ? s->sample_aspect_ratio : p->sample_aspect_ratio;
  info->sample_aspect_num = aspect.num;
  info->sample_aspect_den = aspect.den ? aspect.den : 1;
  info->full_range = p->color_range == AVCOL_RANGE_JPEG   ? 1
                     : p->color_range == AVCOL_RANGE_MPEG ? 0 : -1;
  info->interlaced = p->field_order > AV_FIELD_PROGRESSIVE;
  info->time_base_num = s->time_base.num;
  info->time_base_den = s->time_base.den;
  AVRational rate = s->avg_frame_rate.num > 0 ? s->avg_frame_rate : s->r_frame_rate;
  info->nominal_rate_num = rate.num > 0 && rate.den > 0 ? rate.num : 0;
  info->nominal_rate_den = rate.num > 0 && rate.den > 0 ? rate.den : 1;
  // The stream's own claim. The container's covers the other streams too, and may count from before
  // the first frame, so it serves only where there is nothing else in the file.
  info->announced_duration_us = -1;
  if (s->duration > 0) {
    info->announced_duration_us = av_rescale_q(s->duration, s->time_base, AV_TIME_BASE_Q);
  } else if (r->format->nb_streams == 1 && r->format->duration > 0) {
    int64_t start = r->format->start_time;
    info->announced_duration_us = r->format->duration;
    if (start != AV_NOPTS_VALUE && start > 0 && start < r->format->duration)
      info->announced_duration_us -= start;
  }
  info->announced_frames = s->nb_frames > 0 ? s->nb_frames : 0;
  read_rotation(info, s);
}

cvs_status cvs_open_streams(cvs_reader *r) {
  cvs_status status = check_file(r->path);
  if (status != CVS_OK) return status;
  status = open_demuxer(r);
  if (status != CVS_OK) return status;
  const AVCodec *decoder = NULL;
  status = choose_stream(r, &decoder);
  if (status != CVS_OK) return status;

  const AVStream *s = r->format->streams[r->stream];
  const AVCodecParameters *p = s->codecpar;
  if (p->width > 0 && p->height > 0 && (int64_t)p->width * p->height > r->max_pixels)
    return CVS_ERROR_LIMIT;
  r->codec = avcodec_alloc_context3(decoder);
  r->packet = av_packet_alloc();
  r->frame = av_frame_alloc();
  if (!r->codec || !r->packet || !r->frame) return CVS_ERROR_MEMORY;
  if (avcodec_parameters_to_context(r->codec, p) < 0) return CVS_ERROR_MEMORY;
  r->begins = true;
  r->may_skip_frames = cvs_h264_may_skip_frames(p);
  r->codec->pkt_timebase = s->time_base;
  r->codec->framerate = (AVRational){0, 1}; // what the pictures say themselves, not a demuxer's guess
  r->codec->thread_count = r->threads;
  r->codec->thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
  r->codec->max_pixels = r->max_pixels;
  // Crop to the very pixel: else libav leaves columns on the left to keep rows aligned.
  r->codec->flags |= AV_CODEC_FLAG_UNALIGNED;
  r->shared.log = r->log;
  r->shared.pictures = cvs_pictures_create();
  if (!r->shared.pictures) return CVS_ERROR_MEMORY;
  r->codec->opaque = &r->shared;
  r->codec->get_buffer2 = cvs_give_buffers;
#if LIBAVCODEC_VERSION_MAJOR < 60 // later versions take it for granted
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  r->codec->thread_safe_callbacks = 1;
#pragma GCC diagnostic pop
#endif
  int code = avcodec_open2(r->codec, decoder, NULL);
  // EAGAIN: no room for a thread's stack.
  if (code == AVERROR(EAGAIN) || code == AVERROR(ENOMEM)) return CVS_ERROR_MEMORY;
  if (code < 0) return CVS_ERROR_DECODER;
  if (s->time_base.num <= 0 || s->time_base.den <= 0) return CVS_ERROR_FORMAT;
  describe(r);
  cvs_log_forget_errors(r->log); // what probing met says nothing about the decoding to come
  return CVS_OK;
}

void cvs_close_streams(cvs_reader *r) {
  avcodec_free_context(&r->codec);
  avformat_close_input(&r->format);
  avio_closep(&r->io);
  av_packet_free(&r->packet);
  av_frame_free(&r->frame);
  cvs_pictures_free(&r->shared.pictures);
  sws_freeContext(r->scaler);
  r->scaler = NULL;
  av_buffer_pool_uninit(&r->grey_pool);
  cvs_queue_clear(&r->queue);
}
