#pragma once

/// One thread for long work: jobs one after the other, progress, cancelling, answers on the thread that asks.

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/run/observer.hpp"

namespace planspiel {

/// Where a job stands.
struct Progress {
  std::string job{};
  Text step{};
  double fraction = 0.0;
};

class Worker {
 public:
  /// What a job has to say when it is done, called by poll().
  using Answer = std::function<void()>;
  /// The work. It may throw: poll() hands the error to `failed`.
  using Work = std::function<Answer(std::stop_token, RunObserver&)>;
  using Failed = std::function<void(const Error&)>;

  Worker();
  ~Worker();  ///< end()
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void start(std::string name, Work work, Failed failed);
  /// The same, in place of jobs of this name that have not begun: only the latest matters.
  void start_latest(std::string name, Work work, Failed failed);
  /// Stops the running job and forgets those that wait.
  void cancel();
  /// The same, and waits for the running job; there are no jobs after that.
  void end();
  /// Runs the answers of finished jobs on this thread. True where there was one.
  bool poll();
  /// Called from the working thread when there is something to poll or progress to show; it must be quick and must not
  /// ask this worker. After wake_with({}) it is not called any more.
  void wake_with(std::function<void()> wake);
  bool busy() const;
  std::optional<Progress> progress() const;
  std::vector<std::string> take_warnings();

 private:
  struct Job {
    std::string name;
    Work work;
    Failed failed;
  };
  class Observer;
  void loop();
  Answer run(const Job& job, const std::stop_token& stop);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  std::vector<Answer> answers_;
  std::vector<std::string> warnings_;
  std::optional<Progress> progress_;
  std::stop_source stop_;
  std::function<void()> wake_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace planspiel
