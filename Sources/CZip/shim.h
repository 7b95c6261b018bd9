// ZIP archives, and the checksum that a trace file ends with.
#include <zip.h>
#include <zlib.h>
