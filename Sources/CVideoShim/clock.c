// Which moment of the file a player shows as 0.
#include "internal.h"

int64_t cvs_earliest_start_us(const cvs_reader *reader) {
  int64_t start = reader->format ? reader->format->start_time : AV_NOPTS_VALUE;
  return start == AV_NOPTS_VALUE ? INT64_MIN : start;
}
