/* Stand between a program and its disk (LD_PRELOAD), for the files below one folder; see disk.py.
 *
 * - Fail the n-th change, once or from then on, or end the process in the middle of it.
 * - Write every change down, in order, with its bytes: a power cut is then any beginning of that list of which the
 *   unsynced part reached the disk or did not.
 *
 * A change is: a file made, a write, a truncation, a sync, a rename, a folder made. A removal is written down and
 * never fails, so that a program can always clean up behind itself.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define DESCRIPTORS 4096
#define KILL -1

static char folder[4096];
static size_t folder_length;
static int log_file = -1;
static char *names[DESCRIPTORS];
static long changes, failing_change;
static int failing_errno, is_for_ever;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

static ssize_t real_write(int fd, const void *bytes, size_t count) {
    REAL(write);
    return real(fd, bytes, count);
}

static int is_watched(const char *path) {
    if (!folder_length || !path || strncmp(path, folder, folder_length)) return 0;
    return path[folder_length] == '/' || path[folder_length] == 0;
}

static const char *name_of(int fd) {
    return fd >= 0 && fd < DESCRIPTORS ? names[fd] : NULL;
}

/* One entry: kind, length of the name, length of the bytes, offset; then the name, then the bytes. */
static void note(char kind, const char *name, uint64_t offset, const void *bytes, uint32_t count) {
    if (log_file < 0 || !name) return;
    uint16_t length = strlen(name);
    char head[15];
    head[0] = kind;
    memcpy(head + 1, &length, 2);
    memcpy(head + 3, &count, 4);
    memcpy(head + 7, &offset, 8);
    struct iovec parts[] = {{head, sizeof head}, {(void *)name, length}, {(void *)bytes, count}};
    int saved = errno;
    pthread_mutex_lock(&turn);
    (void)!writev(log_file, parts, 3);
    pthread_mutex_unlock(&turn);
    errno = saved;
}

/* Say whether this change is the one to fail; errno is set then. */
static int fails(const char *name) {
    if (!name) return 0;
    pthread_mutex_lock(&turn);
    long number = ++changes;
    pthread_mutex_unlock(&turn);
    if (!failing_change || number < failing_change || (number > failing_change && !is_for_ever)) return 0;
    if (failing_errno == KILL) raise(SIGKILL);
    errno = failing_errno;
    return 1;
}

/* As `fails`; half of the bytes get through first. */
static int fails_half_written(int fd, const void *bytes, size_t count, off_t offset) {
    const char *name = name_of(fd);
    if (!name) return 0;
    long next = changes + 1;
    int is_struck = failing_change && next >= failing_change && (next == failing_change || is_for_ever);
    if (is_struck && count > 1) {
        if (offset < 0) real_write(fd, bytes, count / 2);
        else {
            REAL(pwrite);
            real(fd, bytes, count / 2, offset);
        }
    }
    return fails(name);
}

void disk_watch(const char *path, const char *log_path) {
    REAL(open);
    strncpy(folder, path, sizeof folder - 1);
    folder_length = strlen(folder);
    if (log_file >= 0) close(log_file);
    log_file = -1;
    if (log_path && *log_path) {
        int low = real(log_path, O_CREAT | O_APPEND | O_WRONLY, 0600);
        log_file = fcntl(low, F_DUPFD_CLOEXEC, 900);
        close(low);
    }
}

void disk_fail(long change, int number, int for_ever) {
    changes = 0;
    failing_change = change;
    failing_errno = number;
    is_for_ever = for_ever;
}

long disk_changes(void) { return changes; }

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("DISK_FOLDER");
    if (path) disk_watch(path, getenv("DISK_LOG"));
}

static void opened(int fd, const char *path, int is_new, int flags) {
    if (fd < 0 || fd >= DESCRIPTORS) return;
    free(names[fd]);
    names[fd] = is_watched(path) ? strdup(path) : NULL;
    if (names[fd] && is_new) note('c', path, 0, NULL, 0);
    if (names[fd] && (flags & O_TRUNC)) note('t', path, 0, NULL, 0);
}

static int is_making(const char *path, int flags) {
    return (flags & O_CREAT) && is_watched(path) && access(path, F_OK) != 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = va_arg(rest, mode_t); \
        va_end(rest); \
        int is_new = is_making(path, flags); \
        if (is_new && fails(path)) return -1; \
        int fd = real(path, flags, mode); \
        opened(fd, path, is_new, flags); \
        return fd; \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = va_arg(rest, mode_t); \
        va_end(rest); \
        int is_new = is_making(path, flags); \
        if (is_new && fails(path)) return -1; \
        int fd = real(at, path, flags, mode); \
        opened(fd, path, is_new, flags); \
        return fd; \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(close);
    if (fd >= 0 && fd < DESCRIPTORS && names[fd]) {
        free(names[fd]);
        names[fd] = NULL;
    }
    return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    const char *name = name_of(fd);
    if (!name) return real_write(fd, bytes, count);
    off_t offset = lseek(fd, 0, SEEK_CUR);
    if (fails_half_written(fd, bytes, count, -1)) return -1;
    ssize_t done = real_write(fd, bytes, count);
    if (done > 0) note('w', name, offset, bytes, done);
    return done;
}

#define PWRITE(name, type) \
    ssize_t name(int fd, const void *bytes, size_t count, type offset) { \
        REAL(name); \
        if (fails_half_written(fd, bytes, count, offset)) return -1; \
        ssize_t done = real(fd, bytes, count, offset); \
        if (done > 0) note('w', name_of(fd), offset, bytes, done); \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, type) \
    int name(int fd, type length) { \
        REAL(name); \
        if (fails(name_of(fd))) return -1; \
        int done = real(fd, length); \
        if (!done) note('t', name_of(fd), length, NULL, 0); \
        return done; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
    int name(int fd) { \
        REAL(name); \
        if (fails(name_of(fd))) return -1; \
        int done = real(fd); \
        if (!done) note('s', name_of(fd), 0, NULL, 0); \
        return done; \
    }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *former, const char *later) {
    REAL(rename);
    if (is_watched(later) && fails(later)) return -1;
    int done = real(former, later);
    if (!done && is_watched(later)) note('r', former, 0, later, strlen(later));
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (is_watched(path) && fails(path)) return -1;
    int done = real(path, mode);
    if (!done && is_watched(path)) note('m', path, 0, NULL, 0);
    return done;
}

int link(const char *former, const char *later) {
    REAL(link);
    if (is_watched(later) && fails(later)) return -1;
    int done = real(former, later);
    if (!done && is_watched(later)) note('l', former, 0, later, strlen(later));
    return done;
}

int unlink(const char *path) {
    REAL(unlink);
    int done = real(path);
    if (!done && is_watched(path)) note('u', path, 0, NULL, 0);
    return done;
}

/* Copies inside the kernel are refused: programs then read and write, which is seen here. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
    REAL(sendfile);
    if (!name_of(out)) return real(out, in, offset, count);
    errno = EINVAL;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) {
    REAL(sendfile64);
    if (!name_of(out)) return real(out, in, offset, count);
    errno = EINVAL;
    return -1;
}
