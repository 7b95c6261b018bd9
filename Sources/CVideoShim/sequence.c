// What an H.264 stream says of itself in front of its pictures. libav keeps it to itself.
#include "internal.h"

#include <string.h>

/// Reads bits of a NAL unit, without the bytes that keep start codes out of it. Behind its end all bits are 0.
typedef struct bits {
  const uint8_t *data;
  size_t size;
  size_t place; ///< the next byte
  int left;     ///< bits of the current byte
  int zeros;    ///< zero bytes in a row before `place`
  uint8_t byte;
} bits;

static uint32_t bit(bits *b) {
  if (b->left == 0) {
    if (b->zeros >= 2 && b->place < b->size && b->data[b->place] == 3) {
      b->place++;
      b->zeros = 0;
    }
    b->byte = b->place < b->size ? b->data[b->place] : 0;
    b->place++;
    b->zeros = b->byte == 0 ? b->zeros + 1 : 0;
    b->left = 8;
  }
  b->left--;
  return b->byte >> b->left & 1;
}

static uint32_t fixed(bits *b, int count) {
  uint32_t value = 0;
  while (count-- > 0) value = value << 1 | bit(b);
  return value;
}

/// An unsigned Exp-Golomb code (ITU-T H.264, 9.1).
static uint32_t golomb(bits *b) {
  int zeros = 0;
  while (zeros < 31 && !bit(b)) zeros++;
  return ((uint32_t)1 << zeros) - 1 + fixed(b, zeros);
}

static int32_t signed_golomb(bits *b) {
  uint32_t code = golomb(b);
  return code & 1 ? (int32_t)(code / 2 + 1) : -(int32_t)(code / 2);
}

static void pass_scaling_lists(bits *b, int count) {
  for (int list = 0; list < count; list++) {
    if (!bit(b)) continue;
    int last = 8, next = 8;
    for (int i = 0; i < (list < 6 ? 16 : 64) && next != 0; i++) {
      next = (last + signed_golomb(b) % 256 + 256) % 256;
      if (next != 0) last = next;
    }
  }
}

/// gaps_in_frame_num_value_allowed_flag of a sequence parameter set (ITU-T H.264, 7.3.2.1.1) behind its NAL
/// header.
static bool allows_gaps(const uint8_t *data, size_t size) {
  bits b = {.data = data, .size = size};
  uint32_t profile = fixed(&b, 8);
  fixed(&b, 16); // constraints, level
  golomb(&b);    // identity
  static const uint8_t high[] = {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135};
  if (memchr(high, (int)profile, sizeof high)) {
    uint32_t chroma = golomb(&b);
    if (chroma == 3) bit(&b);
    golomb(&b); // bit depths
    golomb(&b);
    bit(&b);
    if (bit(&b)) pass_scaling_lists(&b, chroma == 3 ? 12 : 8);
  }
  golomb(&b); // length of frame numbers
  uint32_t order = golomb(&b);
  if (order == 0) {
    golomb(&b);
  } else if (order == 1) {
    bit(&b);
    golomb(&b);
    golomb(&b);
    for (uint32_t left = golomb(&b); left > 0 && b.place < b.size; left--) golomb(&b);
  }
  golomb(&b); // reference frames
  return bit(&b);
}

bool cvs_h264_may_skip_frames(const AVCodecParameters *p) {
  const uint8_t *data = p->extradata;
  size_t size = p->extradata_size > 0 ? (size_t)p->extradata_size : 0;
  if (p->codec_id != AV_CODEC_ID_H264 || !data || size < 9) return false;
  // As MP4 and Matroska keep it: six bytes, the set's length in two, the set.
  if (data[0] == 1) return (data[8] & 31) == 7 && allows_gaps(data + 9, size - 9);
  // As it stands in a stream: behind a start code.
  for (size_t i = 0; i + 4 < size; i++)
    if (!memcmp(data + i, "\0\0\1", 3) && (data[i + 3] & 31) == 7)
      return allows_gaps(data + i + 4, size - i - 4);
  return false;
}
