// Seeded damage to a file's bytes, and the random numbers behind it.
#ifndef MUTATION_H
#define MUTATION_H

#include <stddef.h>
#include <stdint.h>

/// A sequence of random numbers (splitmix64; Steele, Lea and Flood 2014).
typedef struct {
  uint64_t state;
} random_source;

/// The next 64 random bits.
uint64_t random_bits(random_source *random);

/// A number from 0 to `limit` - 1; 0 where `limit` is 0.
size_t random_below(random_source *random, size_t limit);

/// A file's bytes in memory; `bytes` is owned by whoever made it and freed with free().
typedef struct {
  uint8_t *bytes;
  size_t length;
} file_bytes;

/// A freshly allocated copy of `original` with one to eight random damages; at most twice as long.
/// `seed` alone decides what is damaged.
file_bytes mutated_copy(const file_bytes *original, uint64_t seed);

#endif
