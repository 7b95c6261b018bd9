// CVideoShim: one opaque reader over libavformat, libavcodec and libswscale.
//
// The only place in the product that sees libav types. Every symbol starts with cvs_.
// Ownership: what a function hands out through a pointer-to-pointer belongs to the caller, who
// gives it back with the call named there; that call takes the address of the pointer and sets it
// to NULL. Strings belong to the reader (or are static) and live until the reader's next call.
// A reader belongs to one thread at a time. A luma plane may outlive its reader and may be
// released on any thread.
#ifndef CVIDEOSHIM_H
#define CVIDEOSHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a call came to. Everything below zero is an error.
typedef enum cvs_status {
  CVS_FRAME = 1,             ///< cvs_read_frame: a frame was delivered
  CVS_OK = 0,                ///< done
  CVS_END = 2,               ///< cvs_read_frame: no more frames; every delayed frame was drained
  CVS_ERROR_NOT_FOUND = -1,  ///< no such file
  CVS_ERROR_NOT_A_FILE = -2, ///< a folder, pipe, socket or device
  CVS_ERROR_EMPTY = -3,      ///< zero bytes
  CVS_ERROR_DENIED = -4,     ///< no permission to read
  CVS_ERROR_FORMAT = -5,     ///< no demuxer recognises the file, or its header is damaged
  CVS_ERROR_REFUSED = -6,    ///< a playlist, image sequence or script that names other files
  CVS_ERROR_NO_VIDEO = -7,   ///< no video stream (cover pictures do not count)
  CVS_ERROR_NO_DECODER = -8, ///< this libav has no decoder for the codec
  CVS_ERROR_LIMIT = -9,      ///< picture larger than the limit, or its size is not known
  CVS_ERROR_SIZE_CHANGED = -10, ///< the picture's size changed in mid-recording
  CVS_ERROR_CONVERSION = -11,   ///< libswscale cannot make GRAY8 of the pixel format
  CVS_ERROR_MEMORY = -12,       ///< out of memory
  CVS_ERROR_READ = -13,         ///< the file could not be read further (I/O error)
  CVS_ERROR_DECODER = -14,      ///< the decoder failed to start
  CVS_ERROR_DAMAGED = -15,      ///< damaged so that nothing behind it can be read
  CVS_ERROR_KIND = -16,         ///< a kind of file that is no recording
} cvs_status;

/// What the container and the decoder say about the video stream. Counts and durations of headers
/// are announcements, not facts.
typedef struct cvs_info {
  const char *container;    ///< demuxer's short name, such as "mov,mp4,m4a,3gp,3g2,mj2"
  const char *codec;        ///< codec's short name, such as "h264"
  const char *pixel_format; ///< such as "yuv420p"
  int32_t width;            ///< coded picture, pixels, before the display rotation
  int32_t height;
  int32_t rotation_degrees; ///< clockwise turn that displays the picture upright: 0, 90, 180, 270
  bool mirrored;            ///< the picture is flipped left to right before that turn
  bool rotation_unusable;   ///< a display matrix that is no quarter turn was found and ignored
  int32_t sample_aspect_num, sample_aspect_den; ///< 0/1 when not known
  int32_t full_range;       ///< 1 full (0-255), 0 limited (16-235), -1 not stated
  bool luma_in_place;       ///< the luma plane is read without conversion (as far as known at opening)
  bool interlaced;          ///< the stream says its pictures are interlaced
  int64_t time_base_num, time_base_den; ///< one tick in seconds
  int64_t nominal_rate_num, nominal_rate_den; ///< average frames per second announced; 0/1 unknown
  int64_t announced_duration_us; ///< stream's or container's, microseconds; -1 unknown
  int64_t announced_frames;      ///< container's frame count; 0 unknown
  bool rate_assumed;        ///< the file holds neither time stamps nor a rate; known from the first frame on
  int32_t video_streams;    ///< video streams in the file, cover pictures aside; one is read
  int32_t video_stream;     ///< that one's place among all video streams, from 0
} cvs_info;

/// What reading met so far.
typedef struct cvs_statistics {
  int64_t frames;             ///< frames delivered
  int64_t frames_skipped;     ///< packets passed over by cvs_skip_to without decoding
  int64_t frames_discarded;   ///< frames decoded but before the time asked for by cvs_skip_to
  int64_t decode_errors;      ///< packets that the decoder refused and frames it marked as damaged
  int64_t timestamps_filled;  ///< frames without a usable time stamp, filled by rule
  int64_t last_packet_end;    ///< latest end (tick, PTS + duration) of any packet read; INT64_MIN none
} cvs_statistics;

/// Bits of cvs_frame.flags.
typedef enum cvs_frame_flags {
  CVS_FLAG_KEYFRAME = 1,         ///< coded without reference to other frames
  CVS_FLAG_DECODE_ERROR = 2,     ///< damaged, or damage before it and no clean keyframe since
  CVS_FLAG_TIMESTAMP_FILLED = 4, ///< the time stamp was missing or not later than the one before
  CVS_FLAG_CONVERTED = 8,        ///< luma made by libswscale, not read in place
} cvs_frame_flags;

typedef struct cvs_reader cvs_reader;
typedef struct cvs_plane cvs_plane;

/// One frame. `plane` belongs to the caller: cvs_plane_release.
typedef struct cvs_frame {
  const uint8_t *luma; ///< first pixel of the first row; valid until the plane is released
  int64_t stride;      ///< bytes from one row to the next; may be negative
  int32_t width, height;
  int64_t index;       ///< position in the recording, from 0, frames passed over included
  int64_t tick;        ///< presentation time stamp in ticks of the time base; strictly increasing
  int64_t duration;    ///< announced duration in ticks; 0 unknown
  uint32_t flags;      ///< cvs_frame_flags
  cvs_plane *plane;
} cvs_frame;

/// Opens the local file at `path` (UTF-8, NUL-terminated; never a URL) with `threads` decoding
/// threads (0: one per core, 16 at most), no picture of more than `max_pixels` pixels (0: 67,108,864).
/// On CVS_OK `*out` is a reader that the caller closes with cvs_close. On an error `*out` is NULL
/// and `message` (of `message_size` bytes, always terminated) says what libav said last.
cvs_status cvs_open(cvs_reader **out, const char *path, int32_t threads, int64_t max_pixels,
                    char *message, size_t message_size);

/// Stops decoding and frees everything but the planes still held. NULL and pointer to NULL are fine.
void cvs_close(cvs_reader **reader);

/// The stream's description; valid until the reader is closed.
const cvs_info *cvs_get_info(const cvs_reader *reader);

/// Where the earliest of the file's streams starts, sound among them, microseconds of the container's
/// clock: what a player shows as 0. INT64_MIN where the file does not say.
int64_t cvs_earliest_start_us(const cvs_reader *reader);

/// What reading met so far.
cvs_statistics cvs_get_statistics(const cvs_reader *reader);

/// libav's last warning or error about this reader's file; "" when there was none.
const char *cvs_last_message(cvs_reader *reader);

/// Reads the next frame in presentation order.
/// CVS_FRAME: `*out` is filled and its plane is the caller's. CVS_END: all frames were delivered.
/// Damaged packets are counted and passed over. An error ends the recording: every later call
/// returns the same status. CVS_ERROR_MEMORY also where an allocation has failed anywhere meanwhile,
/// whatever the decoder made of that.
cvs_status cvs_read_frame(cvs_reader *reader, cvs_frame *out);

/// Asks that the next frame delivered be the first one at or after `tick` (and after the last one
/// delivered: nothing is delivered twice). Packets that the
/// decoder can do without (all before the last keyframe at or before `tick`) are demultiplexed but
/// not decoded; the frames that follow are the same as if everything had been decoded. Where time
/// stamps or keyframe marks give no such certainty everything is decoded and the frames before
/// `tick` are discarded.
void cvs_skip_to(cvs_reader *reader, int64_t tick);

/// Like cvs_skip_to, but frames from the last keyframe at or before `tick` on are delivered, if there
/// is one after the last frame delivered: for those who want some frames of about that time and not
/// to pay for a whole group of pictures.
void cvs_skip_to_keyframe(cvs_reader *reader, int64_t tick);

/// Reads the remaining packets without decoding them, so that statistics.last_packet_end covers
/// the whole file. After it cvs_read_frame returns CVS_END.
void cvs_scan_to_end(cvs_reader *reader);

/// What of the machine has ended or spoiled reading so far: CVS_ERROR_MEMORY when any allocation of this
/// process has failed since opening, CVS_ERROR_READ when the disk failed, else CVS_OK. What was read until
/// then must not be taken for a short recording.
cvs_status cvs_machine_failure(const cvs_reader *reader);

/// Writes CVS_OUT_OF_MEMORY and a line end to `descriptor` when the next allocation fails, once: whoever
/// runs out of memory may die of it. -1: nowhere.
void cvs_tell_failed_allocations(int descriptor);

/// The address space that this process may have, bytes; 0 for no limit.
uint64_t cvs_memory_limit(void);

/// The words of cvs_tell_failed_allocations.
#define CVS_OUT_OF_MEMORY "out of memory"

/// Ends reading: waits for the decoder's threads and tells whether anything read so far was damaged
/// (a packet refused, a frame marked, an error logged), in frames not delivered yet as well. What a
/// decoder makes of damaged packets depends on its number of threads; with one it is reproducible.
bool cvs_finish(cvs_reader *reader);

/// Gives the frame's luma back. Thread-safe. NULL and pointer to NULL are fine.
void cvs_plane_release(cvs_plane **plane);

/// Whether two luma planes of one size, pixels, are the same byte by byte; each `first` points at the
/// first pixel of the first row, strides are bytes from one row to the next.
bool cvs_same_luma(const uint8_t *first, int64_t stride, const uint8_t *other_first,
                   int64_t other_stride, int32_t width, int32_t height);

/// Makes a PNG file of a picture of `width` x `height` pixels, each of 3 bytes (red, green, blue, 8
/// bits), rows `stride` bytes apart. On CVS_OK `*bytes` holds `*size` bytes that the caller gives back
/// with cvs_bytes_free. CVS_ERROR_LIMIT: no such size; CVS_ERROR_NO_DECODER: this libav has no PNG
/// encoder; CVS_ERROR_MEMORY; CVS_ERROR_CONVERSION: the encoder failed. On an error `*bytes` is NULL.
cvs_status cvs_encode_png(const uint8_t *rgb, int32_t width, int32_t height, int64_t stride,
                          uint8_t **bytes, size_t *size);

/// Frees what cvs_encode_png handed out. NULL and pointer to NULL are fine.
void cvs_bytes_free(uint8_t **bytes);

/// SHA-256 of the file at `path` into 32 bytes. CVS_OK or CVS_ERROR_NOT_FOUND, NOT_A_FILE,
/// READ or MEMORY.
cvs_status cvs_sha256(const char *path, uint8_t digest[32]);

/// SHA-256 of `size` bytes into 32 bytes. Always CVS_OK.
cvs_status cvs_sha256_bytes(const uint8_t *bytes, size_t size, uint8_t digest[32]);

/// Versions of the libav libraries in use, such as "libavformat 59.27.100, libavcodec 59.37.100".
const char *cvs_library_versions(void);

#ifdef __cplusplus
}
#endif
#endif
