#include "CVideoShim.h"
#include <libavcodec/avcodec.h>
const char *cvs_library_versions(void) { return ""; }
