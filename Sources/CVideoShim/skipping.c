// Passing over the part of a recording that is not analysed, without decoding it.
//
// Nothing is sought in the file: packets are read one after the other (cheap beside decoding, needs
// no index and loses no time stamp), and all before the last keyframe at or before the wanted tick
// are dropped. What is delivered from there on equals what decoding everything would deliver:
// frames shown before the keyframe are dropped, and should the decoder not give the keyframe itself
// as its first clean picture (gradual intra refresh), the file is read anew and decoded in full.
#include "internal.h"

#include <libavutil/mem.h>

enum {
  most_queued_packets = 20000,
  most_queued_bytes = 64 << 20,
};

void cvs_queue_clear(cvs_queue *queue) {
  for (size_t i = queue->next; i < queue->count; i++) av_packet_free(&queue->packets[i]);
  av_freep(&queue->packets);
  *queue = (cvs_queue){0};
}

bool cvs_queue_push(cvs_queue *queue, AVPacket *packet) {
  if (queue->count == queue->capacity) {
    size_t capacity = queue->capacity ? 2 * queue->capacity : 64;
    AVPacket **grown = av_realloc_array(queue->packets, capacity, sizeof *grown);
    if (!grown) return false;
    queue->packets = grown;
    queue->capacity = capacity;
  }
  AVPacket *moved = av_packet_alloc();
  if (!moved) return false;
  queue->bytes += (size_t)packet->size;
  av_packet_move_ref(moved, packet);
  queue->packets[queue->count++] = moved;
  return true;
}

bool cvs_queue_pop(cvs_queue *queue, AVPacket *into) {
  if (queue->next == queue->count) {
    if (queue->packets) cvs_queue_clear(queue);
    return false;
  }
  AVPacket *first = queue->packets[queue->next++];
  queue->bytes -= (size_t)first->size;
  av_packet_move_ref(into, first);
  av_packet_free(&first);
  return true;
}

/// Codecs in which one packet is one shown frame, so that frames can be counted by their packets.
static bool one_frame_per_packet(enum AVCodecID codec) {
  switch (codec) {
  case AV_CODEC_ID_H264:
  case AV_CODEC_ID_HEVC:
  case AV_CODEC_ID_MPEG1VIDEO:
  case AV_CODEC_ID_MPEG2VIDEO:
  case AV_CODEC_ID_MPEG4:
  case AV_CODEC_ID_MJPEG:
  case AV_CODEC_ID_VP9:
  case AV_CODEC_ID_AV1:
  case AV_CODEC_ID_FFV1:
  case AV_CODEC_ID_HUFFYUV:
  case AV_CODEC_ID_FFVHUFF:
  case AV_CODEC_ID_PRORES:
  case AV_CODEC_ID_DNXHD:
  case AV_CODEC_ID_RAWVIDEO: return true;
  default: return false;
  }
}

static void skip(cvs_reader *r, int64_t tick, bool keyframe_suffices) {
  r->discard_before = tick > r->delivered_tick ? tick : r->delivered_tick + 1;
  bool sound = r->countable && r->statistics.timestamps_filled == 0 &&
               r->statistics.decode_errors == 0 && r->read_status == CVS_OK && !r->packet_pending &&
               !r->restarted;
  r->scanning = sound && one_frame_per_packet(r->codec->codec_id);
  r->keyframe_suffices = keyframe_suffices;
}

void cvs_skip_to(cvs_reader *r, int64_t tick) { skip(r, tick, false); }

void cvs_skip_to_keyframe(cvs_reader *r, int64_t tick) { skip(r, tick, true); }

static void resume_at(cvs_reader *r, int64_t tick) {
  // Everything held back stands before this keyframe.
  r->statistics.frames_skipped += (int64_t)(r->queue.count - r->queue.next);
  cvs_queue_clear(&r->queue);
  r->resume_tick = tick;
  r->resume_index = r->packets_sent + r->statistics.frames_skipped;
  r->resumed = false;
}

cvs_status cvs_scan_for_keyframe(cvs_reader *r) {
  int64_t target = r->discard_before;
  int64_t latest_tick = INT64_MIN; // of the packets held back
  bool found = false, sound = true;
  // What an earlier scan read ahead comes first.
  cvs_queue ahead = r->queue;
  r->queue = (cvs_queue){0};
  while (ahead.next < ahead.count || r->read_status == CVS_OK) {
    av_packet_unref(r->packet);
    if (!cvs_queue_pop(&ahead, r->packet)) {
      cvs_status status = cvs_read_packet(r);
      if (status != CVS_OK) {
        r->read_status = status;
        sound = r->countable && r->statistics.decode_errors == 0; // damage at the end counts too
        break;
      }
    }
    int64_t tick = r->packet->pts, decoding = r->packet->dts;
    sound = r->countable && r->statistics.decode_errors == 0;
    bool key = sound && (r->packet->flags & AV_PKT_FLAG_KEY);
    // A keyframe that would be shown before an earlier packet is none to resume at.
    if (key && tick <= target && tick > latest_tick) {
      resume_at(r, tick);
      found = true;
    }
    bool beyond = !sound || (key && tick > target) ||
                  (decoding != AV_NOPTS_VALUE && decoding > target);
    // Shown before the keyframe, coded after it: counts among the frames before it.
    if (found && sound && tick < r->resume_tick) r->resume_index++;
    if (sound && tick > latest_tick) latest_tick = tick;
    if (!cvs_queue_push(&r->queue, r->packet)) {
      cvs_queue_clear(&ahead);
      return CVS_ERROR_MEMORY;
    }
    if (beyond || r->queue.count > most_queued_packets || r->queue.bytes > most_queued_bytes) break;
  }
  bool kept = true;
  while (kept && cvs_queue_pop(&ahead, r->packet)) kept = cvs_queue_push(&r->queue, r->packet);
  cvs_queue_clear(&ahead);
  if (!kept) return CVS_ERROR_MEMORY;
  r->scanning = false;
  if (!sound) return cvs_restart_without_skipping(r);
  if (found) {
    if (r->keyframe_suffices && r->resume_tick > r->delivered_tick)
      r->discard_before = r->resume_tick;
    avcodec_flush_buffers(r->codec);
    r->begins = true;
  }
  return CVS_OK;
}

cvs_status cvs_restart_without_skipping(cvs_reader *r) {
  int64_t delivered = r->statistics.frames;
  cvs_close_streams(r);
  r->read_status = CVS_OK;
  r->packet_pending = false;
  r->draining = false;
  r->damaged = false;
  r->errors_seen = 0;
  r->patches_seen = 0;
  r->gaps_seen = 0;
  r->damage_index = -1;
  r->damage_tick = INT64_MIN;
  r->sent_tick = AV_NOPTS_VALUE;
  r->packets_sent = 0;
  r->next_index = 0;
  r->last_tick = INT64_MIN;
  r->clock_offset = 0;
  r->interval = 0;
  r->behind_raw = AV_NOPTS_VALUE;
  r->decoding_tick = INT64_MIN;
  r->countable = true;
  r->scanning = false;
  r->resume_tick = INT64_MIN;
  r->resumed = false;
  r->restarted = true; // no skipping again: each would read all anew
  r->size_known = false;
  // What was delivered stays delivered, and is not delivered again.
  r->statistics = (cvs_statistics){.frames = delivered, .last_packet_end = INT64_MIN};
  return cvs_open_streams(r);
}
