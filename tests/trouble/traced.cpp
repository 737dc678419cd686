#include "tests/trouble/traced.hpp"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace planspiel::test {

namespace {

[[noreturn]] void become_planspiel(std::vector<char*> line, const TraceOptions& options) {
  ::setenv("PLANSPIEL_CACHE", options.cache.c_str(), 1);
  const int log = ::open(options.log.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0644);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  if (options.file_limit > 0) {
    const rlimit limit{options.file_limit, options.file_limit};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
  ::raise(SIGSTOP);
  ::execv(line[0], line.data());
  ::_exit(127);
}

/// Whether a system call may change what lies on the disk. The rest, known to leave it alone, is most of a run.
bool may_change_files(const __ptrace_syscall_info& call) {
  constexpr std::array kHarmless{
      SYS_newfstatat, SYS_pread64,        SYS_read,       SYS_readlink,    SYS_mmap,  SYS_munmap,
      SYS_mprotect,   SYS_close,          SYS_fcntl,      SYS_getcwd,      SYS_lseek, SYS_faccessat2,
      SYS_brk,        SYS_futex,          SYS_getdents64, SYS_getpid,      SYS_ioctl, SYS_access,
      SYS_statx,      SYS_rt_sigprocmask, SYS_getrandom,  SYS_sched_yield,
  };
  if (std::ranges::count(kHarmless, static_cast<long>(call.entry.nr)) > 0) return false;
  return call.entry.nr != SYS_openat || (call.entry.args[2] & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
}

/// Whether a thread stopped because it enters a system call that may change files.
bool enters_call(pid_t thread, int status) {
  if (!WIFSTOPPED(status) || WSTOPSIG(status) != (SIGTRAP | 0x80)) return false;
  __ptrace_syscall_info call{};
  return ::ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof call, &call) > 0 && call.op == PTRACE_SYSCALL_INFO_ENTRY &&
         may_change_files(call);
}

/// The signal to hand on when a stopped thread goes on: none for stops of the tracing itself.
int signal_of(int status) {
  const int signal = WSTOPSIG(status);
  const bool of_tracing = signal == (SIGTRAP | 0x80) || signal == SIGTRAP || signal == SIGSTOP;
  return of_tracing ? 0 : signal;
}

Traced follow(pid_t process, long kill_at) {
  Traced traced;
  int status = 0;
  for (pid_t thread = ::waitpid(-1, &status, __WALL); thread > 0 || errno == EINTR;
       thread = ::waitpid(-1, &status, __WALL)) {
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      if (thread != process) continue;
      traced.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      return traced;
    }
    if (enters_call(thread, status) && !traced.killed && ++traced.calls == kill_at) {
      traced.killed = true;
      ::kill(process, SIGKILL);
      continue;
    }
    ::ptrace(PTRACE_SYSCALL, thread, nullptr, signal_of(status));
  }
  return traced;
}

}  // namespace

Traced run_traced(const std::vector<std::string>& arguments, const TraceOptions& options) {
  std::vector<std::string> words{std::string(PLANSPIEL_BINARY_DIR) + "/planspiel"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> line;
  for (std::string& word : words) line.push_back(word.data());
  line.push_back(nullptr);
  const pid_t process = ::fork();
  if (process == 0) become_planspiel(line, options);
  int status = 0;
  ::waitpid(process, &status, 0);
  const long traced = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
  if (::ptrace(PTRACE_SETOPTIONS, process, nullptr, traced) != 0)
    throw std::runtime_error("ptrace is not allowed here");
  ::ptrace(PTRACE_SYSCALL, process, nullptr, nullptr);
  return follow(process, options.kill_at);
}

}  // namespace planspiel::test
