// SPDX-License-Identifier: EUPL-1.2
#include "cpageguard.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t page = 0;
static volatile sig_atomic_t recognizing = 0;
static volatile long long started = 0;

static long long processor_milliseconds(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0) {
    return 0;
  }
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static size_t put_number(char *at, long long value) {
  char digits[24];
  size_t count = 0;
  do {
    digits[count++] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  for (size_t place = 0; place < count; place++) {
    at[place] = digits[count - 1 - place];
  }
  return count;
}

static size_t put_text(char *at, const char *text) {
  const size_t length = strlen(text);
  memcpy(at, text, length);
  return length;
}

/// Says in which page the process ends, and lets it end by the signal as it would have.
static void last_words(int number) {
  if (page > 0) {
    char line[128];
    size_t length = put_text(line, "{\"page\":");
    length += put_number(line + length, page);
    length += put_text(line + length, ",\"milliseconds\":");
    length += put_number(line + length, processor_milliseconds() - started);
    if (recognizing) {
      length += put_text(line + length, ",\"recognizing\":1");
    }
    length += put_text(line + length, "}\n");
    if (write(STDOUT_FILENO, line, length) < 0) {
      _exit(1);
    }
  }
  signal(number, SIG_DFL);
  raise(number);
}

void cpageguard_install(void) {
  // A stack of its own, for the end can be that the stack is full.
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = 1 << 16;
  stack.ss_sp = mmap(NULL, stack.ss_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const int flags = stack.ss_sp != MAP_FAILED && sigaltstack(&stack, NULL) == 0 ? SA_ONSTACK : 0;
  static const int signals[] = {SIGXCPU, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP};
  for (size_t place = 0; place < sizeof signals / sizeof signals[0]; place++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = last_words;
    action.sa_flags = flags | (int)SA_RESETHAND | (int)SA_NODEFER;
    sigaction(signals[place], &action, NULL);
  }
}

void cpageguard_begin_document(void) {
  page = 0;
  recognizing = 0;
  started = processor_milliseconds();
}

void cpageguard_begin_page(int number) {
  page = number;
  recognizing = 0;
}

void cpageguard_begin_recognition(int number) {
  page = number;
  recognizing = 1;
}

long long cpageguard_milliseconds(void) { return processor_milliseconds() - started; }
