// Reads damaged copies of recordings through the C shim's own interface and watches for crashes,
// hangs, leaks, sanitizer reports and broken promises of CVideoShim.h.
//
//   fuzz_reader --cases N --seconds S --seed K --work FOLDER [--only CASE] FILE...
//
// Case n is decided by the seed and n alone. Cases run in batches, each in a child process: a child
// that dies costs one case, which is kept in FOLDER, and the run goes on behind it.
// Exit status: 0 clean, 1 findings, 2 the run itself went wrong.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>

#include "CVideoShim.h"
#include "mutation.h"

enum {
  cases_per_batch = 50,
  seconds_per_case = 20,
  most_frames = 200,
  most_findings = 20,
  held_planes = 4,
};

// What a child's exit status says. The sanitizers' own is set in ASAN_OPTIONS by Scripts/fuzz.
enum { status_leak = 71, status_hang = 72, status_broken_promise = 73, status_trouble = 74 };

// --- One case -------------------------------------------------------------------------------------

// Written by the child, read by the parent after the child's death.
typedef struct {
  long current_case;
  long frames;
  long opened;
} progress;

static progress *shared;

// Ends the child: the shim did not do what its header says.
#define PROMISE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "broken promise of CVideoShim.h, line %d: %s\n", __LINE__, #condition);      \
      __sanitizer_print_stack_trace();                                                             \
      _exit(status_broken_promise);                                                                \
    }                                                                                              \
  } while (0)

static void on_alarm(int signal_number) {
  (void)signal_number;
  // Should printing the stack hang too, the second alarm ends the process.
  signal(SIGALRM, SIG_DFL);
  alarm(5);
  static const char text[] = "hang: this case did not end in time; the reading thread stands here\n";
  ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
  (void)written;
  __sanitizer_print_stack_trace();
  _exit(status_hang);
}

// Read so that the address sanitizer sees every pixel touched.
static volatile uint32_t luma_sum;

static void touch(const cvs_frame *frame) {
  uint32_t sum = 0;
  for (int32_t row = 0; row < frame->height; row++) {
    const uint8_t *pixels = frame->luma + (int64_t)row * frame->stride;
    for (int32_t column = 0; column < frame->width; column++) {
      sum += pixels[column];
    }
  }
  luma_sum += sum;
}

static int64_t random_tick(random_source *random, const cvs_info *info, int64_t last_tick) {
  static const int64_t extremes[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
  switch (random_below(random, 4)) {
  case 0: return extremes[random_below(random, sizeof extremes / sizeof *extremes)];
  case 1: return (int64_t)random_below(random, (size_t)1 << random_below(random, 40));
  default: {
    // Up to ten seconds further on.
    const int64_t second =
        info->time_base_num > 0 && info->time_base_den > 0
            ? info->time_base_den / info->time_base_num
            : 1;
    const uint64_t ahead = second > 0 ? random_bits(random) % ((uint64_t)second * 10 + 1) : 0;
    return last_tick > INT64_MAX / 2 ? last_tick : last_tick + (int64_t)(ahead % INT32_MAX);
  }
  }
}

static void read_frames(cvs_reader *reader, random_source *random, int64_t max_pixels) {
  const cvs_info *info = cvs_get_info(reader);
  PROMISE(info != NULL);
  PROMISE(info->container != NULL && info->codec != NULL && info->pixel_format != NULL);
  PROMISE(info->rotation_degrees % 90 == 0 && info->rotation_degrees >= 0 &&
          info->rotation_degrees < 360);
  PROMISE(info->time_base_num > 0 && info->time_base_den > 0);

  // Some planes stay held while reading goes on, and past the end of the reader.
  cvs_plane *held[held_planes] = {NULL};
  const size_t limit = 1 + random_below(random, most_frames);
  const size_t scan_at = random_below(random, 8) == 0 ? random_below(random, limit) : SIZE_MAX;
  const size_t skip_at = random_below(random, 3) == 0 ? random_below(random, limit / 4 + 1) : SIZE_MAX;
  bool any = false, scanned = false;
  int64_t last_tick = 0, last_index = -1, asked_for = INT64_MIN;
  int64_t delivered = 0;
  cvs_status status = CVS_FRAME;
  for (size_t i = 0; i < limit && status == CVS_FRAME; i++) {
    if (i == skip_at) {
      asked_for = random_tick(random, info, last_tick);
      cvs_skip_to(reader, asked_for);
    }
    if (i == scan_at) {
      cvs_scan_to_end(reader);
      scanned = true;
    }
    cvs_frame frame;
    memset(&frame, 0, sizeof frame);
    status = cvs_read_frame(reader, &frame);
    if (status != CVS_FRAME) {
      break;
    }
    PROMISE(!scanned);
    PROMISE(frame.luma != NULL && frame.plane != NULL);
    PROMISE(frame.width > 0 && frame.height > 0);
    PROMISE((int64_t)frame.width * frame.height <= max_pixels);
    PROMISE(!any || frame.tick > last_tick);
    PROMISE(frame.tick >= asked_for);
    PROMISE(frame.index > last_index);
    touch(&frame);
    any = true;
    delivered++;
    last_tick = frame.tick;
    last_index = frame.index;
    const size_t slot = random_below(random, held_planes);
    cvs_plane_release(&held[slot]);
    PROMISE(held[slot] == NULL);
    held[slot] = frame.plane;
  }
  PROMISE(status == CVS_FRAME || status == CVS_END || status < 0);
  shared->frames += (long)delivered;

  if (status != CVS_FRAME) {
    // An end and an error are for good, whatever is asked.
    if (random_below(random, 2) == 0) {
      cvs_skip_to(reader, random_tick(random, info, last_tick));
    }
    cvs_frame frame;
    PROMISE(cvs_read_frame(reader, &frame) == status);
  } else if (random_below(random, 4) == 0) {
    cvs_scan_to_end(reader);
    cvs_frame frame;
    PROMISE(cvs_read_frame(reader, &frame) != CVS_FRAME);
  }
  if (random_below(random, 2) == 0) {
    cvs_finish(reader);
    cvs_frame frame;
    const cvs_status after = cvs_read_frame(reader, &frame);
    PROMISE(after == (status == CVS_FRAME ? CVS_END : status));
  }
  const cvs_statistics statistics = cvs_get_statistics(reader);
  PROMISE(statistics.frames == delivered);
  PROMISE(statistics.frames_skipped >= 0 && statistics.frames_discarded >= 0);
  PROMISE(statistics.decode_errors >= 0 && statistics.timestamps_filled >= 0);
  PROMISE(cvs_last_message(reader) != NULL);

  const bool close_first = random_below(random, 2) == 0;
  if (close_first) {
    cvs_close(&reader);
    PROMISE(reader == NULL);
  }
  for (size_t i = 0; i < held_planes; i++) {
    cvs_plane_release(&held[i]);
  }
  if (!close_first) {
    cvs_close(&reader);
    PROMISE(reader == NULL);
  }
}

static void run_case(random_source *random, const char *path) {
  static const int32_t thread_counts[] = {1, 1, 2, 4, 0};
  static const int64_t pixel_limits[] = {4000000, 4000000, 4000000, 0, 100};
  static const size_t message_sizes[] = {512, 512, 16, 1};
  const int32_t threads = thread_counts[random_below(random, 5)];
  const int64_t asked_pixels = pixel_limits[random_below(random, 5)];
  const size_t message_size = message_sizes[random_below(random, 4)];
  // On the heap, so that a write past its end is seen.
  char *message = malloc(message_size);
  if (message == NULL) {
    _exit(status_trouble);
  }
  memset(message, '?', message_size);
  if (random_below(random, 8) == 0) {
    uint8_t digest[32];
    PROMISE(cvs_sha256(path, digest) == CVS_OK);
  }
  cvs_reader *reader = NULL;
  const cvs_status status = cvs_open(&reader, path, threads, asked_pixels, message, message_size);
  if (status == CVS_OK) {
    PROMISE(reader != NULL);
    shared->opened++;
    read_frames(reader, random, asked_pixels == 0 ? 67108864 : asked_pixels);
  } else {
    PROMISE(status < 0);
    PROMISE(reader == NULL);
    PROMISE(memchr(message, 0, message_size) != NULL);
    cvs_close(&reader);
    cvs_close(NULL);
    cvs_plane_release(NULL);
  }
  free(message);
}

// --- The corpus -----------------------------------------------------------------------------------

typedef struct {
  const char *path;
  const char *suffix; // with its dot; "" when there is none
  file_bytes original;
} sample_file;

static sample_file *samples;
static size_t sample_count;

static _Noreturn void fail(const char *what, const char *name) {
  fprintf(stderr, "fuzz_reader: %s: %s: %s\n", name, what, strerror(errno));
  exit(2);
}

static file_bytes read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  struct stat about;
  if (file == NULL || fstat(fileno(file), &about) != 0) {
    fail("cannot read", path);
  }
  const size_t length = (size_t)about.st_size;
  file_bytes read = {malloc(length + 1), length};
  if (read.bytes == NULL || fread(read.bytes, 1, length, file) != length) {
    fail("cannot read", path);
  }
  fclose(file);
  return read;
}

static void write_file(const char *path, const file_bytes *file) {
  FILE *out = fopen(path, "wb");
  if (out == NULL || fwrite(file->bytes, 1, file->length, out) != file->length ||
      fclose(out) != 0) {
    fail("cannot write", path);
  }
}

static uint64_t seed_of_case(uint64_t seed, long number) {
  random_source random = {seed ^ ((uint64_t)number * 0xD1B54A32D192ED03u)};
  return random_bits(&random);
}

static const sample_file *sample_of_case(uint64_t seed, long number) {
  random_source random = {seed_of_case(seed, number) ^ 0x5A5A5A5A5A5A5A5Au};
  return &samples[random_below(&random, sample_count)];
}

static const char *path_of_case(const char *work, uint64_t seed, long number) {
  static char path[4096];
  snprintf(path, sizeof path, "%s/case%s", work, sample_of_case(seed, number)->suffix);
  return path;
}

// --- Batches --------------------------------------------------------------------------------------

typedef struct {
  long cases;
  double seconds;
  uint64_t seed;
  const char *work;
  long only;
} settings;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// In the child: cases `first` to `last` - 1, then the question for leaks.
static _Noreturn void run_batch(const settings *set, long first, long last, double deadline) {
  signal(SIGALRM, on_alarm);
  long number = first;
  for (; number < last && now() < deadline; number++) {
    shared->current_case = number;
    const uint64_t seed = seed_of_case(set->seed, number);
    file_bytes damaged = mutated_copy(&sample_of_case(set->seed, number)->original, seed);
    const char *path = path_of_case(set->work, set->seed, number);
    write_file(path, &damaged);
    free(damaged.bytes);
    random_source random = {~seed};
    alarm(seconds_per_case);
    run_case(&random, path);
    alarm(0);
    unlink(path);
  }
  shared->current_case = number;
  alarm(seconds_per_case);
  _exit(__lsan_do_recoverable_leak_check() != 0 ? status_leak : 0);
}

typedef enum { ended_well, ended_in_leak, ended_in_crash, ended_in_hang, ended_otherwise } ending;

static const char *name_of(ending how) {
  switch (how) {
  case ended_in_leak: return "leak";
  case ended_in_hang: return "hang";
  case ended_otherwise: return "broken-promise";
  default: return "crash";
  }
}

static void log_path(char *path, size_t size, const settings *set) {
  snprintf(path, size, "%s/log", set->work);
}

static ending run_child(const settings *set, long first, long last, double deadline) {
  char log[4096];
  log_path(log, sizeof log, set);
  fflush(NULL);
  const pid_t child = fork();
  if (child < 0) {
    fail("cannot fork", "child");
  }
  if (child == 0) {
    const int file = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
    if (file < 0 || dup2(file, STDERR_FILENO) < 0 || dup2(file, STDOUT_FILENO) < 0) {
      _exit(status_trouble);
    }
    run_batch(set, first, last, deadline);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      fail("cannot wait", "child");
    }
  }
  if (WIFEXITED(status)) {
    switch (WEXITSTATUS(status)) {
    case 0: return ended_well;
    case status_leak: return ended_in_leak;
    case status_hang: return ended_in_hang;
    case status_broken_promise: return ended_otherwise;
    case status_trouble: fail("cannot go on", "child");
    default: return ended_in_crash;
    }
  }
  return WTERMSIG(status) == SIGALRM ? ended_in_hang : ended_in_crash;
}

// Keeps the damaged file and the child's last words.
static void keep_finding(const settings *set, long number, ending how) {
  const sample_file *sample = sample_of_case(set->seed, number);
  char base[2048], name[4096], log[4096];
  snprintf(base, sizeof base, "%s/findings/%s-seed%llu-case%ld", set->work, name_of(how),
           (unsigned long long)set->seed, number);
  file_bytes damaged = mutated_copy(&sample->original, seed_of_case(set->seed, number));
  snprintf(name, sizeof name, "%s%s", base, sample->suffix);
  write_file(name, &damaged);
  free(damaged.bytes);
  printf("FOUND %s: seed %llu case %ld, made from %s, kept as %s\n", name_of(how),
         (unsigned long long)set->seed, number, sample->path, name);
  log_path(log, sizeof log, set);
  snprintf(name, sizeof name, "%s.log", base);
  if (rename(log, name) != 0) {
    fail("cannot rename", log);
  }
  fflush(stdout);
}

static int run(const settings *set) {
  const double started = now(), deadline = started + set->seconds;
  const long first = set->only >= 0 ? set->only : 0;
  const long end = set->only >= 0 ? set->only + 1 : set->cases;
  long findings = 0, number = first;
  double reported = started;
  while (number < end && now() < deadline && findings < most_findings) {
    const long last = number + cases_per_batch < end ? number + cases_per_batch : end;
    const ending how = run_child(set, number, last, deadline);
    const long reached = shared->current_case;
    if (how == ended_well) {
      number = last;
    } else if (how == ended_in_leak) {
      // Once more, one case at a time, to learn which one it was.
      long guilty = 0;
      for (long suspect = number; suspect < last && findings < most_findings; suspect++) {
        if (run_child(set, suspect, suspect + 1, now() + 60) == ended_in_leak) {
          keep_finding(set, suspect, ended_in_leak);
          guilty++;
          findings++;
        }
      }
      if (guilty == 0) {
        printf("FOUND leak: seed %llu, in one of the cases %ld to %ld, not seen again alone\n",
               (unsigned long long)set->seed, number, last - 1);
        findings++;
      }
      number = last;
    } else {
      keep_finding(set, reached, how);
      unlink(path_of_case(set->work, set->seed, reached));
      findings++;
      number = reached + 1;
    }
    if (now() - reported > 30) {
      reported = now();
      printf("%ld cases after %.0f s\n", number - first, now() - started);
      fflush(stdout);
    }
  }
  printf("%ld cases of %zu files in %.0f s: %ld opened, %ld frames read, %ld findings (seed %llu)\n",
         shared->current_case - first, sample_count, now() - started, shared->opened,
         shared->frames, findings, (unsigned long long)set->seed);
  return findings == 0 ? 0 : 1;
}

int main(int argc, char **argv) {
  settings set = {.cases = 5000, .seconds = 1200, .seed = 1, .work = NULL, .only = -1};
  int i = 1;
  for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
    if (strcmp(argv[i], "--cases") == 0) {
      set.cases = atol(argv[i + 1]);
    } else if (strcmp(argv[i], "--seconds") == 0) {
      set.seconds = atof(argv[i + 1]);
    } else if (strcmp(argv[i], "--seed") == 0) {
      set.seed = strtoull(argv[i + 1], NULL, 10);
    } else if (strcmp(argv[i], "--work") == 0) {
      set.work = argv[i + 1];
    } else if (strcmp(argv[i], "--only") == 0) {
      set.only = atol(argv[i + 1]);
    } else {
      break;
    }
  }
  if (set.work == NULL || i >= argc || strncmp(argv[i], "--", 2) == 0) {
    fprintf(stderr, "usage: fuzz_reader --work FOLDER [--cases N] [--seconds S] [--seed K]"
                    " [--only CASE] FILE...\n");
    return 2;
  }
  sample_count = (size_t)(argc - i);
  samples = calloc(sample_count, sizeof *samples);
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (samples == NULL || shared == MAP_FAILED) {
    fail("no memory", "start");
  }
  for (size_t s = 0; s < sample_count; s++, i++) {
    const char *name = strrchr(argv[i], '/');
    const char *suffix = strrchr(name != NULL ? name : argv[i], '.');
    samples[s] = (sample_file){argv[i], suffix != NULL ? suffix : "", read_file(argv[i])};
  }
  return run(&set);
}
