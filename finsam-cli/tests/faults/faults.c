/* Stands between the program and the system, and lets something go wrong at one chosen step of what is
 * done to a book's files: what a power cut, a full disk or a colleague does, at the instant a test wants.
 * Loaded with LD_PRELOAD; tests/support/faults.rs compiles it and sets what it reads:
 *
 *   FAULT_DIR   the book's directory; only what is done to files below it counts
 *   FAULT_KIND  kill   the process ends before the step
 *               torn   half of what is written gets there, and the process ends
 *               full   from the step on no byte finds room (ENOSPC)
 *               limit  from the step on files may not grow (EFBIG)
 *               fail   from the step on the disk fails (EIO)
 *               once   it fails this once
 *               gone   before the step the file FAULT_FILE is removed, and the process goes on
 *               locked nothing may be opened for writing (EACCES); rofs the same with EROFS
 *   FAULT_AT    which step, from 1; 0 for none
 *   FAULT_COUNT a file that gets the number of steps when the process ends
 *   FAULT_TIME  the time it always is, so that two runs write the same bytes
 *   FAULT_NET   a file that gets a line for every socket that is asked for
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static long steps, chosen;
static const char *dir, *kind;
static int failing;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  dir = getenv("FAULT_DIR");
  kind = getenv("FAULT_KIND");
  chosen = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file == NULL) return;
  fprintf(file, "%ld\n", steps);
  fclose(file);
}

static int is(const char *which) { return kind != NULL && strcmp(kind, which) == 0; }

static int below(const char *path) {
  return dir != NULL && strncmp(path, dir, strlen(dir)) == 0 && path[strlen(dir)] == '/';
}

static int is_ours(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

static int names_ours(const char *path) {
  char whole[8192], here[4096];
  if (path[0] == '/') return below(path);
  if (getcwd(here, sizeof here) == NULL) return 0;
  snprintf(whole, sizeof whole, "%s/%s", here, path);
  return below(whole);
}

/* A step: ends the process, or tells the error that it meets. */
static int step(int grows) {
  int now = ++steps == chosen;
  if (now && (is("kill") || is("torn"))) kill(getpid(), SIGKILL);
  if (now && is("gone")) {
    char path[8192];
    snprintf(path, sizeof path, "%s/%s", dir, getenv("FAULT_FILE"));
    REAL(unlink)(path);
  }
  failing |= now;
  if (!failing) return 0;
  if (is("full") && grows) return ENOSPC;
  if (is("limit") && grows) return EFBIG;
  if (is("fail") || (is("once") && now)) return EIO;
  return 0;
}

#define REFUSED(grows)                       \
  do {                                       \
    int error = step(grows);                 \
    if (error != 0) return errno = error, -1; \
  } while (0)

static void tear(int file, const void *bytes, size_t length, off_t at) {
  if (steps + 1 != chosen || !is("torn")) return;
  if (at < 0) REAL(write)(file, bytes, length / 2);
  else REAL(pwrite)(file, bytes, length / 2, at);
}

ssize_t write(int file, const void *bytes, size_t length) {
  if (is_ours(file)) {
    tear(file, bytes, length, -1);
    REFUSED(1);
  }
  return REAL(write)(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
  if (is_ours(file)) {
    tear(file, bytes, length, at);
    REFUSED(1);
  }
  return REAL(pwrite)(file, bytes, length, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
  return pwrite(file, bytes, length, at);
}

int fsync(int file) {
  if (is_ours(file)) REFUSED(0);
  return REAL(fsync)(file);
}

int fdatasync(int file) {
  if (is_ours(file)) REFUSED(0);
  return REAL(fdatasync)(file);
}

int ftruncate(int file, off_t length) {
  if (is_ours(file)) REFUSED(0);
  return REAL(ftruncate)(file, length);
}

int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

int unlink(const char *path) {
  if (names_ours(path)) REFUSED(0);
  return REAL(unlink)(path);
}

int rename(const char *from, const char *to) {
  if (names_ours(from)) REFUSED(0);
  return REAL(rename)(from, to);
}

static int opened(const char *name, const char *path, int flags, va_list rest) {
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
  if (writes && names_ours(path)) {
    if (is("locked")) return errno = EACCES, -1;
    if (is("rofs")) return errno = EROFS, -1;
    if (flags & O_CREAT && access(path, F_OK) != 0) REFUSED(1);
  }
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
  return real(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  int file = opened("open", path, flags, rest);
  va_end(rest);
  return file;
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  int file = opened("open64", path, flags, rest);
  va_end(rest);
  return file;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  const char *time = getenv("FAULT_TIME");
  int answer = REAL(clock_gettime)(clock, now);
  if (time != NULL && clock == CLOCK_REALTIME) *now = (struct timespec){.tv_sec = atol(time)};
  return answer;
}

int socket(int domain, int type, int protocol) {
  const char *path = getenv("FAULT_NET");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (file != NULL) {
    fprintf(file, "%d\n", domain);
    fclose(file);
  }
  return REAL(socket)(domain, type, protocol);
}
