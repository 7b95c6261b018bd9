// ZIP archives; their fast unpacking, and the checksum that a trace file ends with.
#include <libdeflate.h>
#include <zip.h>
