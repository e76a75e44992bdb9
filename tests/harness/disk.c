/* A disk that fills up or breaks on order, for one process and one folder: preloaded before the
 * C library, it refuses to write to files below the folder while a flag file is there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int is_below(int fd) {
    const char *folder = getenv("AUTOMATOR_TEST_DISK");
    char link[64], path[4096];
    if (folder == NULL)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    return length > 0 && (size_t)length >= strlen(folder) && strncmp(path, folder, strlen(folder)) == 0;
}

static int there_is(const char *variable) {
    const char *flag = getenv(variable);
    return flag != NULL && access(flag, F_OK) == 0;
}

/* 0 when the disk is well, else the error of a write. */
static int fault(int fd) {
    int before = errno, found = 0;
    if (there_is("AUTOMATOR_TEST_DISK_FULL"))
        found = ENOSPC;
    else if (there_is("AUTOMATOR_TEST_DISK_BROKEN"))
        found = EIO;
    if (found != 0 && !is_below(fd))
        found = 0;
    errno = before;
    return found;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSED(fd)                                                                                \
    do {                                                                                           \
        int refused = fault(fd);                                                                   \
        if (refused != 0) {                                                                        \
            errno = refused;                                                                       \
            return -1;                                                                             \
        }                                                                                          \
    } while (0)

ssize_t write(int fd, const void *from, size_t count) {
    REFUSED(fd);
    return NEXT(write)(fd, from, count);
}

ssize_t pwrite(int fd, const void *from, size_t count, off_t at) {
    REFUSED(fd);
    return NEXT(pwrite)(fd, from, count, at);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    REFUSED(fd);
    return NEXT(pwrite64)(fd, from, count, at);
}

int fsync(int fd) {
    REFUSED(fd);
    return NEXT(fsync)(fd);
}

int fdatasync(int fd) {
    REFUSED(fd);
    return NEXT(fdatasync)(fd);
}
