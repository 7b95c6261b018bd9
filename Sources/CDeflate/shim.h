// Packing and unpacking by deflate, and the checksum that a trace file ends with.
#include <libdeflate.h>
