/* A library in front of a real Wasmtime. It answers for one function itself and depends on the real library for all others (DT_NEEDED).
   SHARE: after each compile burn this share of the CPU time it took, in thousandths.
   CRASH_BYTES: abort on a module of this many bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef void *(*compile)(void *, const uint8_t *, size_t, void **);

static int64_t thread_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

void *wasmtime_module_new(void *engine, const uint8_t *bytes, size_t length, void **module) {
    static compile real;
    if (!real) {
        real = (compile)dlsym(dlopen(REAL, RTLD_LAZY), "wasmtime_module_new");
    }

    if (length == CRASH_BYTES) {
        abort();
    }

    int64_t start = thread_nanoseconds();
    void *error = real(engine, bytes, length, module);
    int64_t end = thread_nanoseconds();
    int64_t until = end + (end - start) * SHARE / 1000;
    while (thread_nanoseconds() < until) {
    }

    return error;
}
