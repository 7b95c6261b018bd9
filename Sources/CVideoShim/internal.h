// What the files of this target share. Not visible outside it.
#ifndef CVIDEOSHIM_INTERNAL_H
#define CVIDEOSHIM_INTERNAL_H

#include "CVideoShim.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
#include <pthread.h>

/// libav's last message about one reader's file. Written from any of libav's threads.
typedef struct cvs_log {
  pthread_mutex_t lock;
  int level;       ///< of the message kept; INT_MAX when there is none
  int64_t errors;  ///< the decoder's messages of error level since opening
  int64_t patches; ///< those among them after which H.264 or HEVC invents a part of the picture
  int64_t gaps;    ///< frames that the H.264 decoder filled in for others to refer to
  char text[512];
} cvs_log;

/// Packets held back while cvs_skip_to looks for the last usable keyframe.
typedef struct cvs_queue {
  AVPacket **packets;
  size_t count, capacity;
  size_t next; ///< the first packet not handed on yet
  size_t bytes;
} cvs_queue;

// allocation.c
/// How many allocations have failed in this process, of whichever of its parts.
long cvs_failed_allocations(void);
/// Counts one that failed in another way than through the C library's allocators.
void cvs_note_failed_allocation(void);

/// Where the decoder puts its pictures. Asked from any of libav's threads.
typedef struct cvs_pictures cvs_pictures;

/// What libav's threads find of a reader, in the decoder's `opaque` field.
typedef struct cvs_shared {
  cvs_log *log;
  cvs_pictures *pictures;
} cvs_shared;

struct cvs_reader {
  char *path;
  int32_t threads;
  int64_t max_pixels;
  cvs_log *log;
  long failed_allocations; ///< of the process when this reader was opened
  cvs_shared shared;
  char message[512]; ///< copy handed out by cvs_last_message

  AVFormatContext *format;
  AVIOContext *io;
  AVCodecContext *codec;
  int stream;
  AVPacket *packet;
  bool packet_pending; ///< `packet` was read but the decoder had no room for it
  AVFrame *frame;
  struct SwsContext *scaler;
  enum AVPixelFormat scaler_format;
  AVBufferPool *grey_pool;
  int grey_stride;

  cvs_info info;
  cvs_statistics statistics;
  cvs_status final;       ///< CVS_OK while frames may follow
  cvs_status read_status; ///< what ended demultiplexing: CVS_OK (running), CVS_END or an error
  bool size_known;        ///< the first frame has fixed the picture's size
  bool draining;          ///< the decoder was told that no packet follows
  bool damaged;           ///< from a damaged packet or frame on, to the next clean keyframe
  int64_t errors_seen;    ///< error messages before the last frame
  int64_t patches_seen;   ///< messages about invented parts before the last packet
  bool begins;            ///< the decoder holds nothing from before
  bool may_skip_frames;   ///< H.264: that frames are not there means no loss
  int64_t gaps_seen;      ///< frames filled in before the last packet
  int64_t damage_tick;    ///< the latest time stamp of anything damaged; INT64_MIN: none
  int64_t damage_index;   ///< where no time stamp was known, the last frame it may stand in; -1: none
  int64_t sent_tick;      ///< time stamp of the last packet sent
  int64_t packets_sent;
  int64_t next_index;
  int64_t last_tick;      ///< INT64_MIN before the first frame
  int64_t interval;       ///< between the last two frames with true time stamps, ticks
  int64_t behind_raw;     ///< the last frame's stamp if it was too early; AV_NOPTS_VALUE: it was not
  int64_t true_tick;      ///< of the frame before that one
  int64_t clock_offset;   ///< what is added to time stamps since the clock was set back
  int64_t decoding_tick;  ///< decoding time stamp of the last packet read; INT64_MIN: none

  int64_t delivered_tick; ///< of the last frame delivered; INT64_MIN: none
  bool countable;        ///< every packet so far had a time stamp and is shown
  bool scanning;         ///< cvs_skip_to is looking for its keyframe
  bool keyframe_suffices; ///< what follows the keyframe is wanted, before the tick asked for too
  bool restarted;        ///< the file was opened anew because skipping had failed
  int64_t discard_before; ///< frames before this tick are not delivered; INT64_MIN: all are
  int64_t resume_tick;   ///< the keyframe decoding resumes at; INT64_MIN: none
  int64_t resume_index;  ///< that keyframe's position in the recording
  bool resumed;          ///< its frame was seen
  cvs_queue queue;
};

// messages.c
cvs_log *cvs_log_create(void);
void cvs_log_free(cvs_log **log);
/// Messages of contexts that name no log go to `log` while this thread is inside the shim.
void cvs_log_enter(cvs_log *log);
void cvs_log_leave(void);
void cvs_log_copy(cvs_log *log, char *out, size_t size);
/// The decoder's messages of error level since the last call of cvs_log_forget_errors.
int64_t cvs_log_errors(cvs_log *log);
void cvs_log_forget_errors(cvs_log *log);
/// Those among them after which the H.264 or HEVC decoder invents a part of the picture.
int64_t cvs_log_patches(cvs_log *log);
/// The frames that the H.264 decoder filled in meanwhile for others to refer to, but for those in front of a
/// keyframe that it begins with.
int64_t cvs_log_gaps(cvs_log *log);

// buffers.c
cvs_pictures *cvs_pictures_create(void);
/// Planes that are still held stay valid.
void cvs_pictures_free(cvs_pictures **pictures);
/// libav's get_buffer2: pictures without chroma of their own where luma does without.
int cvs_give_buffers(AVCodecContext *codec, AVFrame *frame, int flags);

// sequence.c
/// Whether an H.264 stream says that frames may have been left out which nothing refers to.
bool cvs_h264_may_skip_frames(const AVCodecParameters *parameters);

// opening.c
/// Opens file, demuxer and decoder of `reader->path`; on an error everything stays closable.
cvs_status cvs_open_streams(cvs_reader *reader);
/// Whether a demuxer makes up time stamps for files that hold none, at a rate of its own unless the bitstream
/// states one.
bool cvs_makes_times_up(const AVFormatContext *format);
/// Closes what cvs_open_streams opened.
void cvs_close_streams(cvs_reader *reader);

// luma.c
/// Whether the luma plane of a pixel format can be read in place.
bool cvs_luma_in_place(enum AVPixelFormat format);
/// Fills `out`'s luma, stride, plane and conversion flag from `reader->frame`.
cvs_status cvs_take_luma(cvs_reader *reader, cvs_frame *out);

// skipping.c
/// Reads packets until the decoder's next packet is known. CVS_OK, CVS_END, or an error.
cvs_status cvs_scan_for_keyframe(cvs_reader *reader);
/// Opens the file anew and decodes everything, because the keyframe gave no clean picture.
cvs_status cvs_restart_without_skipping(cvs_reader *reader);
void cvs_queue_clear(cvs_queue *queue);
bool cvs_queue_push(cvs_queue *queue, AVPacket *packet);
bool cvs_queue_pop(cvs_queue *queue, AVPacket *into);

// reading.c
/// Notes that a packet was refused or a frame damaged (its time stamp; AV_NOPTS_VALUE: unknown);
/// what follows is not trusted until the next keyframe that is shown after it.
void cvs_note_damage(cvs_reader *reader, int64_t tick);
/// Whether a decoder's context, which may be one of a thread's, is at the keyframe that decoding begins with.
bool cvs_begins(const AVCodecContext *codec);
/// Reads the video stream's next packet into `reader->packet`: CVS_OK, CVS_END or CVS_ERROR_READ.
cvs_status cvs_read_packet(cvs_reader *reader);

#endif
