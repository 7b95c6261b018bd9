// The compiler's own header of vector instructions, and what this processor has of them.
#if defined(__x86_64__)
#include <immintrin.h>
static inline _Bool cin_has_avx2(void) { return __builtin_cpu_supports("avx2"); }
#else
static inline _Bool cin_has_avx2(void) { return 0; }
#endif
