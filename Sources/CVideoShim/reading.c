// The reader: frames in presentation order, with true time stamps and nothing lost at the end.
#include "internal.h"

#include <libavutil/cpu.h>
#include <libavutil/mem.h>
#include <libavutil/pixdesc.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum {
  default_max_pixels = 67108864,
  most_threads = 64,
  most_automatic_threads = 16, // more cost memory for each and hardly gain
  most_read_errors = 64,    // in a row; then the file counts as unreadable from there on
  most_futile_calls = 4096, // in a row, without a packet taken or a frame given
};

cvs_status cvs_open(cvs_reader **out, const char *path, int32_t threads, int64_t max_pixels,
                    char *message, size_t message_size) {
  *out = NULL;
  if (message_size) message[0] = 0;
  long failed_allocations = cvs_failed_allocations();
  cvs_log *log = cvs_log_create();
  cvs_reader *r = av_mallocz(sizeof *r);
  char *copy = av_strdup(path);
  if (!log || !r || !copy) {
    if (log) cvs_log_free(&log);
    av_free(r);
    av_free(copy);
    return CVS_ERROR_MEMORY;
  }
  if (threads <= 0) {
    threads = av_cpu_count();
    if (threads > most_automatic_threads) threads = most_automatic_threads;
  }
  r->path = copy;
  r->threads = threads < most_threads ? threads : most_threads;
  r->max_pixels = max_pixels > 0 ? max_pixels : default_max_pixels;
  r->log = log;
  r->failed_allocations = failed_allocations;
  r->final = CVS_OK;
  r->read_status = CVS_OK;
  r->last_tick = INT64_MIN;
  r->behind_raw = AV_NOPTS_VALUE;
  r->decoding_tick = INT64_MIN;
  r->statistics.last_packet_end = INT64_MIN;
  r->countable = true;
  r->discard_before = INT64_MIN;
  r->delivered_tick = INT64_MIN;
  r->resume_tick = INT64_MIN;
  r->damage_index = -1;
  r->damage_tick = INT64_MIN;
  r->sent_tick = AV_NOPTS_VALUE;

  cvs_log_enter(log);
  cvs_status status = cvs_open_streams(r);
  cvs_log_leave();
  // A header that was read without enough memory, or not wholly, is not believed, whatever came of it.
  cvs_status machine = cvs_machine_failure(r);
  if (machine != CVS_OK) status = machine;
  if (status != CVS_OK) {
    cvs_log_copy(log, message, message_size);
    cvs_close(&r);
    return status;
  }
  *out = r;
  return CVS_OK;
}

void cvs_close(cvs_reader **reader) {
  if (!reader || !*reader) return;
  cvs_reader *r = *reader;
  cvs_log_enter(r->log);
  cvs_close_streams(r);
  cvs_log_leave();
  cvs_log_free(&r->log);
  av_free(r->path);
  av_free(r);
  *reader = NULL;
}

/// Whether the file's bytes could not be had, whatever a demuxer made of that.
static bool is_unreadable(const cvs_reader *r) {
  return r->io && r->io->error < 0 && r->io->error != AVERROR_EOF;
}

cvs_status cvs_machine_failure(const cvs_reader *r) {
  if (cvs_failed_allocations() != r->failed_allocations) return CVS_ERROR_MEMORY;
  return is_unreadable(r) ? CVS_ERROR_READ : CVS_OK;
}

const cvs_info *cvs_get_info(const cvs_reader *reader) { return &reader->info; }

cvs_statistics cvs_get_statistics(const cvs_reader *reader) { return reader->statistics; }

const char *cvs_last_message(cvs_reader *reader) {
  cvs_log_copy(reader->log, reader->message, sizeof reader->message);
  return reader->message;
}

const char *cvs_library_versions(void) {
  static char text[128];
  unsigned f = avformat_version(), c = avcodec_version(), s = swscale_version();
  char local[sizeof text];
  snprintf(local, sizeof local, "libavformat %u.%u.%u, libavcodec %u.%u.%u, libswscale %u.%u.%u",
           f >> 16, f >> 8 & 255, f & 255, c >> 16, c >> 8 & 255, c & 255, s >> 16, s >> 8 & 255,
           s & 255);
  memcpy(text, local, sizeof text); // the same bytes whoever calls
  return text;
}

/// Ticks beyond this, either way, and durations longer are no measurement but damage. Sums and
/// differences of two of them fit.
static const int64_t latest = INT64_MAX / 4;

static int64_t usable_duration(int64_t duration) {
  return duration > 0 && duration <= latest ? duration : 0;
}

/// From here on nothing is trusted until a keyframe that is shown after `tick`, the time stamp of the
/// damaged packet or frame.
static void distrust(cvs_reader *r, int64_t tick) {
  r->damaged = true;
  if (tick != AV_NOPTS_VALUE) {
    if (tick > r->damage_tick) r->damage_tick = tick;
    return;
  }
  // Without one: the decoder gives frames up to this many later than it takes their packets.
  int64_t last = r->next_index + (r->codec->has_b_frames > 0 ? r->codec->has_b_frames : 0);
  if (last > r->damage_index) r->damage_index = last;
}

void cvs_note_damage(cvs_reader *r, int64_t tick) {
  r->statistics.decode_errors++;
  distrust(r, tick);
}

cvs_status cvs_read_packet(cvs_reader *r) {
  int errors = 0;
  for (;;) {
    av_packet_unref(r->packet);
    int code = av_read_frame(r->format, r->packet);
    if (code == AVERROR(ENOMEM)) {
      // libav has a limit of its own for what a damaged header may ask for: that is damage.
      if (cvs_machine_failure(r) == CVS_ERROR_MEMORY) return CVS_ERROR_MEMORY;
    }
    if (code < 0 && is_unreadable(r)) return CVS_ERROR_READ;
    if (code == AVERROR_EOF) return CVS_END;
    if (code < 0) {
      // A damaged packet is passed over; a file that gives nothing but errors has ended.
      cvs_note_damage(r, AV_NOPTS_VALUE);
      if (++errors >= most_read_errors) return CVS_ERROR_DAMAGED;
      continue;
    }
    errors = 0;
    if (r->packet->stream_index != r->stream) continue;
    // An empty packet says that nothing changed (and would tell the decoder to drain).
    if (r->packet->size == 0 && r->packet->side_data_elems == 0) continue;
    if (r->packet->flags & AV_PKT_FLAG_CORRUPT) {
      // Cut off or damaged in transport: what a decoder made of the rest would be invented.
      cvs_note_damage(r, r->packet->pts);
      continue;
    }
    int64_t tick = r->packet->pts != AV_NOPTS_VALUE ? r->packet->pts : r->packet->dts;
    // Without a time stamp, or cut away by an edit list, a packet does not count as a shown frame.
    bool shown = !(r->packet->flags & AV_PKT_FLAG_DISCARD);
    if (r->packet->pts == AV_NOPTS_VALUE || !shown) r->countable = false;
    // A clock that was set back: what it does to the times of later frames is told from each of them.
    if (r->packet->dts != AV_NOPTS_VALUE) {
      if (r->packet->dts < r->decoding_tick) r->countable = false;
      r->decoding_tick = r->packet->dts;
    }
    if (shown && tick != AV_NOPTS_VALUE && tick <= latest) {
      int64_t end = tick + usable_duration(r->packet->duration);
      if (end > r->statistics.last_packet_end) r->statistics.last_packet_end = end;
    }
    return CVS_OK;
  }
}

/// The packet to decode next: from the queue that skipping left, else from the file.
static cvs_status next_packet(cvs_reader *r) {
  if (r->scanning) {
    cvs_status status = cvs_scan_for_keyframe(r);
    if (status != CVS_OK) return status;
  }
  av_packet_unref(r->packet);
  if (cvs_queue_pop(&r->queue, r->packet)) return CVS_OK;
  if (r->read_status != CVS_OK) return r->read_status;
  return cvs_read_packet(r);
}

static bool is_open(const cvs_reader *r) { return r->codec && avcodec_is_open(r->codec); }

/// H.264 marks the frame that it patched up, but frames shown before it may be predicted from it and are
/// delivered first: the packet tells in time. HEVC marks none. With several threads cvs_finish tells.
static bool is_partly_invented(cvs_reader *r) {
  enum AVCodecID codec = r->codec->codec_id;
  if ((codec != AV_CODEC_ID_H264 && codec != AV_CODEC_ID_HEVC) || r->codec->thread_count != 1)
    return false;
  int64_t patches = cvs_log_patches(r->log);
  bool more = patches > r->patches_seen;
  r->patches_seen = patches;
  return more;
}

/// Whether frames were lost in front of the packet that others refer to.
static bool follows_lost_frames(cvs_reader *r) {
  if (r->may_skip_frames || r->codec->thread_count != 1) return false;
  int64_t gaps = cvs_log_gaps(r->log);
  bool more = gaps > r->gaps_seen;
  r->gaps_seen = gaps;
  return more;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
// libav hands the field on from thread to thread together with the packet.
#if LIBAVCODEC_VERSION_MAJOR < 61
static void mark_beginning(AVCodecContext *codec, bool begins) { codec->reordered_opaque = begins; }

bool cvs_begins(const AVCodecContext *codec) { return codec->reordered_opaque == 1; }
#else
static void mark_beginning(AVCodecContext *codec, bool begins) { (void)codec, (void)begins; }

// Then a recording that begins so is decoded once more with one thread.
bool cvs_begins(const AVCodecContext *codec) { return (void)codec, false; }
#endif
#pragma GCC diagnostic pop

/// Gives the decoder one packet, or the sign to drain. CVS_OK or an error that ends the recording.
static cvs_status feed(cvs_reader *r) {
  if (!r->packet_pending) {
    cvs_status status = next_packet(r);
    // Without a decoder the file could not be opened anew: nothing can be drained.
    if (status == CVS_ERROR_MEMORY || (status != CVS_OK && !is_open(r))) return status;
    if (status != CVS_OK) {
      r->read_status = status;
      r->draining = true;
      avcodec_send_packet(r->codec, NULL);
      return CVS_OK;
    }
  }
  bool keyframe = r->packet->flags & AV_PKT_FLAG_KEY;
  mark_beginning(r->codec, keyframe && r->begins);
  int code = avcodec_send_packet(r->codec, r->packet);
  r->packet_pending = code == AVERROR(EAGAIN);
  if (r->packet_pending) return CVS_OK;
  r->packets_sent++;
  r->begins = false;
  r->sent_tick = r->packet->pts;
  av_packet_unref(r->packet);
  if (code < 0) cvs_note_damage(r, r->sent_tick);
  if (is_partly_invented(r)) {
    // The frame that H.264 patched up will be counted itself.
    if (r->codec->codec_id == AV_CODEC_ID_H264) distrust(r, r->sent_tick);
    else cvs_note_damage(r, r->sent_tick);
  }
  if (follows_lost_frames(r)) {
    // A keyframe needs none of them, unlike frames shown before it.
    bool whole = keyframe && r->sent_tick != AV_NOPTS_VALUE;
    cvs_note_damage(r, whole ? r->sent_tick - 1 : r->sent_tick);
  }
  return CVS_OK;
}

static int64_t frame_duration(const AVFrame *f) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  return usable_duration(f->duration);
#else
  return usable_duration(f->pkt_duration);
#endif
}

static bool is_keyframe(const AVFrame *f) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 29, 100)
  return f->flags & AV_FRAME_FLAG_KEY;
#else
  return f->key_frame;
#endif
}

static bool is_usable(int64_t tick) {
  return tick != AV_NOPTS_VALUE && tick <= latest && tick >= -latest;
}

/// The tick after the last one for a frame whose own is missing or `behind` ticks too early.
static int64_t filled_tick(const cvs_reader *r, bool missing, int64_t behind) {
  if (r->last_tick == INT64_MIN) return 0;
  const AVRational tick_length = {(int)r->info.time_base_num, (int)r->info.time_base_den};
  int64_t step = frame_duration(r->frame);
  if (step <= 0 && r->info.nominal_rate_num > 0) {
    AVRational frame = {(int)r->info.nominal_rate_den, (int)r->info.nominal_rate_num};
    step = av_rescale_q(1, frame, tick_length);
  }
  if (step < 1 || step > latest || r->last_tick > latest - step) step = 1;
  // Doubled or a little out of order: the stamps to come are true, so only the least is added, else
  // each such frame would delay all that follow.
  if (!missing && av_compare_ts(behind, tick_length, 1, (AVRational){1, 1}) < 0) step = 1;
  return r->last_tick + step;
}

/// Whether the recorder's clock was set back: this frame's stamp (`raw`) is too early like that of the frame
/// before, and later than it. From then on its time goes on where it was, one frame's interval after
/// the last true stamp for the first of both.
static bool clock_was_set_back(cvs_reader *r, int64_t raw) {
  if (r->behind_raw == AV_NOPTS_VALUE) return false;
  int64_t interval = raw - r->behind_raw;
  if (interval <= 0 || interval > latest / 4) return false;
  int64_t offset = r->true_tick + interval - r->behind_raw;
  int64_t tick = raw + offset;
  if (tick <= r->last_tick || tick > latest) return false;
  r->clock_offset = offset;
  return true;
}

/// Whether a clock that was set back was set right again: the stamp itself (`raw`) is where the next frame
/// is expected.
static bool clock_is_right_again(const cvs_reader *r, int64_t raw) {
  if (r->clock_offset == 0 || raw <= r->last_tick) return false;
  int64_t off = raw - r->last_tick - r->interval;
  return off >= -r->interval && off <= r->interval;
}

/// The frame's time stamp. Rule for a missing one: the decoding time stamp; for one that is then
/// still missing, or not later than the frame before: that frame's plus the frame's duration, or
/// plus one nominal frame, or plus one tick. A stamp that is less than a second too early: one tick.
/// Where the next one is too early as well the clock was set back, and its steps are added from there on; that
/// is told from presentation time stamps alone, for only these have to increase.
static int64_t timestamp(cvs_reader *r, uint32_t *flags) {
  int64_t raw = r->frame->pts;
  const bool shown = is_usable(raw);
  bool filled = !shown;
  if (!shown) raw = r->frame->pkt_dts;
  bool missing = !is_usable(raw);
  if (shown && clock_is_right_again(r, raw)) r->clock_offset = 0;
  int64_t tick = missing ? AV_NOPTS_VALUE : raw + r->clock_offset;
  if (!is_usable(tick)) missing = true;
  if (missing || (r->last_tick != INT64_MIN && tick <= r->last_tick)) {
    filled = true;
    if (shown && !missing && clock_was_set_back(r, raw)) {
      tick = raw + r->clock_offset;
      r->interval = raw - r->behind_raw;
      r->behind_raw = AV_NOPTS_VALUE;
    } else {
      if (r->behind_raw == AV_NOPTS_VALUE) r->true_tick = r->last_tick;
      r->behind_raw = shown && !missing ? raw : AV_NOPTS_VALUE;
      tick = filled_tick(r, missing, missing ? 0 : r->last_tick - tick);
    }
  } else {
    if (r->last_tick != INT64_MIN) r->interval = tick - r->last_tick;
    r->behind_raw = AV_NOPTS_VALUE;
  }
  if (filled) {
    *flags |= CVS_FLAG_TIMESTAMP_FILLED;
    r->statistics.timestamps_filled++;
  }
  r->last_tick = tick;
  return tick;
}

/// Decoders of single pictures (MJPEG) and FFV1 patch a damaged one up and only log it. With one
/// thread it is known which one; with several, cvs_finish tells that there was one.
static bool is_patched_up(cvs_reader *r) {
  const AVCodecDescriptor *codec = avcodec_descriptor_get(r->codec->codec_id);
  bool single = codec && (codec->props & AV_CODEC_PROP_INTRA_ONLY);
  if ((!single && r->codec->codec_id != AV_CODEC_ID_FFV1) || r->codec->thread_count != 1)
    return false;
  int64_t errors = cvs_log_errors(r->log);
  bool more = errors > r->errors_seen;
  r->errors_seen = errors;
  return more;
}

/// Checks the picture's size and describes the first frame's format.
static cvs_status check_picture(cvs_reader *r) {
  const AVFrame *f = r->frame;
  if (f->width <= 0 || f->height <= 0 || (int64_t)f->width * f->height > r->max_pixels)
    return CVS_ERROR_LIMIT;
  if (!r->size_known) {
    r->size_known = true;
    r->info.width = f->width;
    r->info.height = f->height;
    const char *name = av_get_pix_fmt_name(f->format);
    r->info.pixel_format = name ? name : "unknown";
    r->info.luma_in_place = cvs_luma_in_place(f->format);
    r->info.rate_assumed = cvs_makes_times_up(r->format) && r->codec->framerate.num <= 0;
    if (f->color_range == AVCOL_RANGE_JPEG) r->info.full_range = 1;
    if (f->color_range == AVCOL_RANGE_MPEG) r->info.full_range = 0;
  }
  return f->width == r->info.width && f->height == r->info.height ? CVS_OK : CVS_ERROR_SIZE_CHANGED;
}

/// Turns the decoder's frame into `out`: CVS_FRAME, CVS_OK (not delivered) or an error.
static cvs_status deliver(cvs_reader *r, cvs_frame *out) {
  AVFrame *f = r->frame;
  if (r->resume_tick != INT64_MIN && !r->resumed) {
    // The frames in front of the keyframe may lack their references: they are not wanted.
    if (f->pts != AV_NOPTS_VALUE && f->pts < r->resume_tick) return CVS_OK;
    if (f->pts != r->resume_tick || r->statistics.decode_errors > 0)
      return cvs_restart_without_skipping(r);
    r->resumed = true;
    r->next_index = r->resume_index;
  }
  cvs_status status = check_picture(r);
  if (status != CVS_OK) return status;
  memset(out, 0, sizeof *out);
  out->width = f->width;
  out->height = f->height;
  out->index = r->next_index;
  out->duration = frame_duration(f);
  if (is_keyframe(f)) out->flags |= CVS_FLAG_KEYFRAME;
  out->tick = timestamp(r, &out->flags);
  if ((f->flags & AV_FRAME_FLAG_CORRUPT) || f->decode_error_flags)
    cvs_note_damage(r, out->tick);
  else if (is_keyframe(f) && r->next_index > r->damage_index && out->tick > r->damage_tick)
    r->damaged = false;
  if (is_patched_up(r) && !r->damaged) cvs_note_damage(r, out->tick);
  if (r->damaged) out->flags |= CVS_FLAG_DECODE_ERROR;
  r->next_index++;
  if (out->tick < r->discard_before) {
    r->statistics.frames_discarded++;
    return CVS_OK;
  }
  status = cvs_take_luma(r, out);
  if (status != CVS_OK) return status;
  r->statistics.frames++;
  r->delivered_tick = out->tick;
  return CVS_FRAME;
}

static cvs_status read_frame(cvs_reader *r, cvs_frame *out) {
  int errors = 0;
  for (;;) {
    int code = avcodec_receive_frame(r->codec, r->frame);
    cvs_status status = CVS_OK;
    if (code == 0) {
      errors = 0;
      status = deliver(r, out);
      if (r->frame) av_frame_unref(r->frame);
      if (status != CVS_OK) return status;
    } else if (code == AVERROR_EOF) {
      return r->read_status == CVS_OK ? CVS_END : r->read_status;
    } else {
      if (code != AVERROR(EAGAIN)) cvs_note_damage(r, r->sent_tick);
      bool stuck = r->packet_pending; // the decoder takes no packet and gives no frame
      if (!r->draining && !stuck) errors = 0;
      else if (++errors > most_futile_calls) return stuck ? CVS_ERROR_DECODER : r->read_status;
      if (!r->draining) {
        status = feed(r);
        if (status != CVS_OK) return status;
      }
    }
  }
}

cvs_status cvs_read_frame(cvs_reader *r, cvs_frame *out) {
  if (r->final != CVS_OK) return r->final;
  cvs_log_enter(r->log);
  cvs_status status = read_frame(r, out);
  cvs_log_leave();
  if (status != CVS_ERROR_MEMORY && cvs_machine_failure(r) == CVS_ERROR_MEMORY) {
    if (status == CVS_FRAME) cvs_plane_release(&out->plane);
    status = CVS_ERROR_MEMORY;
  }
  if (status != CVS_FRAME) r->final = status;
  return status;
}

void cvs_scan_to_end(cvs_reader *r) {
  cvs_log_enter(r->log);
  while (r->read_status == CVS_OK) {
    cvs_status status = cvs_read_packet(r);
    if (status != CVS_OK) r->read_status = status;
  }
  av_packet_unref(r->packet);
  cvs_log_leave();
  if (r->final == CVS_OK) r->final = CVS_END;
}

bool cvs_finish(cvs_reader *r) {
  cvs_log_enter(r->log);
  // Waits for the frames that the decoder's threads still work at.
  if (!r->draining && is_open(r)) avcodec_flush_buffers(r->codec);
  cvs_log_leave();
  if (r->final == CVS_OK) r->final = CVS_END;
  return r->statistics.decode_errors > 0 || cvs_log_errors(r->log) > 0 ||
         (!r->may_skip_frames && cvs_log_gaps(r->log) > 0);
}
