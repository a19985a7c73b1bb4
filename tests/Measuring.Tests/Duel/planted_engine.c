/* A library in front of a real Wasmtime. It answers for one function itself and depends on the real library for all others (DT_NEEDED).
   SHARE: after each compile burn this share of the CPU time it took, in thousandths.
   CALL_SHARE: the same after each call of a function of an instance.
   NEEDS_CLEAR_UPPER_HALVES: abort where compiled code or the compiler is called while the upper halves of vector registers are in use.
   CRASH_BYTES: abort on a module of this many bytes.
   CRASH_ABOVE: abort on a module of more bytes.
   NANOSECONDS_PER_PAIR_OF_SELECTS: burn this time for every pair of bytes that are the opcode of select.
   ALONE: abort where the process has a second library called libwasmtime. */
#define _GNU_SOURCE
#if defined(__x86_64__)
#include <cpuid.h>
#endif
#include <dlfcn.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef CRASH_ABOVE
#define CRASH_ABOVE SIZE_MAX
#endif
#ifndef NANOSECONDS_PER_PAIR_OF_SELECTS
#define NANOSECONDS_PER_PAIR_OF_SELECTS 0
#endif
#ifndef NEEDS_CLEAR_UPPER_HALVES
#define NEEDS_CLEAR_UPPER_HALVES 0
#endif
#ifndef CALL_SHARE
#define CALL_SHARE 0
#endif
#define SELECT 0x1b

typedef void *(*compile)(void *, const uint8_t *, size_t, void **);
typedef void *(*instantiate)(const void *, void *, void *, void **);
typedef void *(*call)(void *, const void *, void *, size_t, void **);

static void check_upper_halves(void) {
#if NEEDS_CLEAR_UPPER_HALVES && defined(__x86_64__)
    uint32_t a, b, c, d;
    if (__get_cpuid_count(0xD, 1, &a, &b, &c, &d) && (a & 4)) {
        __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(1));
        if (a & 4) {
            abort();
        }
    }
#endif
}

static int64_t thread_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void work(int64_t rounds) {
    for (volatile int64_t left = rounds; left > 0; left--) {
    }
}

/* Reading the clock is a system call, and each is a place to be preempted: a thread that did nothing else would wait for a core far more often than
   one that compiles, and cost more wall time than CPU time. So most of the time is worked off blindly, half of what is left at a time. */
static void burn(int64_t nanoseconds) {
    static double rounds_per_nanosecond;
    if (rounds_per_nanosecond == 0) {
        int64_t start = thread_nanoseconds();
        work(1000000);
        rounds_per_nanosecond = 1000000.0 / (thread_nanoseconds() - start);
    }

    int64_t until = thread_nanoseconds() + nanoseconds;
    for (int64_t left = nanoseconds; left > 0; left = until - thread_nanoseconds()) {
        work((left > 2000 ? left / 2 : left) * rounds_per_nanosecond);
    }
}

static int count_wasmtime(struct dl_phdr_info *info, size_t size, void *count) {
    (void)size;
    *(int *)count += info->dlpi_name && strstr(info->dlpi_name, "libwasmtime") != NULL;
    return 0;
}

void *wasmtime_module_new(void *engine, const uint8_t *bytes, size_t length, void **module) {
    static compile real;
    if (!real) {
        real = (compile)dlsym(dlopen(REAL, RTLD_LAZY), "wasmtime_module_new");
    }

    check_upper_halves();
    int libraries = 0;
    dl_iterate_phdr(count_wasmtime, &libraries);
    if (length == CRASH_BYTES || length > CRASH_ABOVE || (ALONE && libraries > 1)) {
        abort();
    }

    int64_t start = thread_nanoseconds();
    void *error = real(engine, bytes, length, module);
    if (SHARE > 0) {
        burn((thread_nanoseconds() - start) * SHARE / 1000);
    }

    if (NANOSECONDS_PER_PAIR_OF_SELECTS > 0) {
        int64_t selects = 0;
        for (size_t i = 0; i < length; i++) {
            selects += bytes[i] == SELECT;
        }

        burn(selects * selects / 2 * NANOSECONDS_PER_PAIR_OF_SELECTS);
    }

    return error;
}

void *wasmtime_func_call_unchecked(void *context, const void *function, void *values, size_t count, void **trap) {
    static call real;
    if (!real) {
        real = (call)dlsym(dlopen(REAL, RTLD_LAZY), "wasmtime_func_call_unchecked");
    }

    check_upper_halves();
    int64_t start = thread_nanoseconds();
    void *error = real(context, function, values, count, trap);
    if (CALL_SHARE > 0) {
        burn((thread_nanoseconds() - start) * CALL_SHARE / 1000);
    }

    return error;
}

void *wasmtime_instance_pre_instantiate(const void *prepared, void *context, void *instance, void **trap) {
    static instantiate real;
    if (!real) {
        real = (instantiate)dlsym(dlopen(REAL, RTLD_LAZY), "wasmtime_instance_pre_instantiate");
    }

    check_upper_halves();
    return real(prepared, context, instance, trap);
}
