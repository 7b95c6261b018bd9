#include "mutation.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

uint64_t random_bits(random_source *random) {
  uint64_t z = (random->state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

size_t random_below(random_source *random, size_t limit) {
  return limit == 0 ? 0 : (size_t)(random_bits(random) % limit);
}

static const size_t header_length = 4096;

// A place in the file; one time in four in its header, where the structure is dense.
static size_t random_position(random_source *random, const file_bytes *file) {
  const size_t limit =
      random_below(random, 4) == 0 && file->length > header_length ? header_length : file->length;
  return random_below(random, limit);
}

// A length that fits between `position` and the end; short ones are more likely.
static size_t random_run(random_source *random, const file_bytes *file, size_t position) {
  static const size_t limits[] = {2, 16, 256, 4096, 65536};
  const size_t limit = limits[random_below(random, sizeof limits / sizeof *limits)];
  const size_t run = 1 + random_below(random, limit);
  return run < file->length - position ? run : file->length - position;
}

static void flip_bits(random_source *random, file_bytes *file) {
  for (size_t flips = 1 + random_below(random, 16); flips > 0; flips--) {
    file->bytes[random_position(random, file)] ^= (uint8_t)(1u << random_below(random, 8));
  }
}

static void overwrite_run(random_source *random, file_bytes *file) {
  const size_t position = random_position(random, file);
  const size_t run = random_run(random, file, position);
  for (size_t i = 0; i < run; i++) {
    file->bytes[position + i] = (uint8_t)random_bits(random);
  }
}

static void cut_short(random_source *random, file_bytes *file) {
  file->length = 1 + random_position(random, file);
}

static void remove_chunk(random_source *random, file_bytes *file) {
  const size_t position = random_position(random, file);
  const size_t run = random_run(random, file, position);
  if (run < file->length) {
    memmove(file->bytes + position, file->bytes + position + run, file->length - position - run);
    file->length -= run;
  }
}

static void duplicate_chunk(random_source *random, file_bytes *file, size_t capacity) {
  const size_t position = random_position(random, file);
  const size_t run = random_run(random, file, position);
  if (file->length + run <= capacity) {
    memmove(file->bytes + position + run, file->bytes + position, file->length - position);
    file->length += run;
  }
}

static void swap_chunks(random_source *random, file_bytes *file) {
  const size_t first = random_position(random, file);
  const size_t second = random_position(random, file);
  const size_t late = first > second ? first : second;
  const size_t run = random_run(random, file, late);
  for (size_t i = 0; i < run; i++) {
    const uint8_t byte = file->bytes[first + i];
    file->bytes[first + i] = file->bytes[second + i];
    file->bytes[second + i] = byte;
  }
}

// A field of one, two, four or eight bytes set to an extreme; often in the header.
static void set_extreme(random_source *random, file_bytes *file) {
  static const uint8_t extremes[] = {0x00, 0xFF, 0x7F, 0x80, 0x01};
  const size_t width = (size_t)1 << random_below(random, 4);
  const size_t limit = file->length < header_length ? file->length : header_length;
  const size_t position = random_below(random, limit);
  const uint8_t extreme = extremes[random_below(random, sizeof extremes)];
  for (size_t i = 0; i < width && position + i < file->length; i++) {
    // The extreme leads a big-endian number: 0x7FFF, 0x8000, 0x0100 and the like.
    const uint8_t rest = extreme == 0x7F || extreme == 0xFF ? 0xFF : 0x00;
    file->bytes[position + i] = i == 0 ? extreme : rest;
  }
}

static void set_interesting_word(random_source *random, file_bytes *file) {
  static const uint32_t words[] = {
      0,          1,          0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0x80000001, 0x0000FFFF, 0x00010000,
      0x00007FFF, 0x00008000, 0x3FFFFFFF, 0x40000000, 0x10000000, 0x00FFFFFF, 0x01000000, 0xFFFFFFF0,
      0x00000010, 0x00001000, 0x55555555, 0x0000FFFE, 0xFFFFFFFE, 0x000000FF, 0x00000100, 0x7FFFFFFE};
  const uint32_t word = words[random_below(random, sizeof words / sizeof *words)];
  const bool little_endian = random_below(random, 2) == 0;
  const size_t position = random_position(random, file);
  for (size_t i = 0; i < 4 && position + i < file->length; i++) {
    const size_t shift = 8 * (little_endian ? i : 3 - i);
    file->bytes[position + i] = (uint8_t)(word >> shift);
  }
}

file_bytes mutated_copy(const file_bytes *original, uint64_t seed) {
  random_source random = {seed};
  const size_t capacity = original->length * 2 + 1;
  file_bytes file = {malloc(capacity), original->length};
  if (file.bytes == NULL) {
    abort();
  }
  memcpy(file.bytes, original->bytes, original->length);
  // Half of the copies carry one damage only: more would leave few that can be opened.
  const size_t most = random_below(&random, 2) == 0 ? 1 : 8;
  for (size_t damages = 1 + random_below(&random, most); damages > 0 && file.length > 0; damages--) {
    // Most weight on damage that leaves the file recognisable.
    switch (random_below(&random, 16)) {
    case 0: cut_short(&random, &file); break;
    case 1:
    case 2: remove_chunk(&random, &file); break;
    case 3:
    case 4: duplicate_chunk(&random, &file, capacity); break;
    case 5: swap_chunks(&random, &file); break;
    case 6:
    case 7:
    case 8: overwrite_run(&random, &file); break;
    case 9:
    case 10: set_extreme(&random, &file); break;
    case 11:
    case 12: set_interesting_word(&random, &file); break;
    default: flip_bits(&random, &file); break;
    }
  }
  return file;
}
