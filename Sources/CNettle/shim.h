// SHA-256, with the processor's own instructions where there are some.
#include <nettle/sha2.h>
#include <nettle/version.h>
