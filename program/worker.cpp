#include "program/worker.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/stop.hpp"

namespace planspiel {

/// Keeps the last progress; called from the working thread.
class Worker::Observer final : public RunObserver {
 public:
  explicit Observer(Worker& worker) : worker_(worker) {}
  void progress(const Text& step, double fraction) override {
    const std::lock_guard lock(worker_.mutex_);
    if (!worker_.progress_) return;
    worker_.progress_->step = step;
    worker_.progress_->fraction = std::clamp(fraction, 0.0, 1.0);
    if (worker_.wake_) worker_.wake_();
  }
  void warning(std::string_view text) override {
    const std::lock_guard lock(worker_.mutex_);
    worker_.warnings_.emplace_back(text);
  }

 private:
  Worker& worker_;
};

Worker::Worker() : thread_([this] { loop(); }) {}

Worker::~Worker() { end(); }

void Worker::end() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    waiting_.clear();
    stop_.request_stop();
  }
  changed_.notify_all();
  thread_.join();
}

void Worker::start(std::string name, Work work, Failed failed) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({std::move(name), std::move(work), std::move(failed)});
  }
  changed_.notify_all();
}

void Worker::start_latest(std::string name, Work work, Failed failed) {
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(waiting_, [&](const Job& job) { return job.name == name; });
    waiting_.push_back({std::move(name), std::move(work), std::move(failed)});
  }
  changed_.notify_all();
}

void Worker::cancel() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
  stop_.request_stop();
}

bool Worker::poll() {
  std::vector<Answer> answers;
  {
    const std::lock_guard lock(mutex_);
    answers.swap(answers_);
  }
  for (const Answer& answer : answers)
    if (answer) answer();
  return !answers.empty();
}

void Worker::wake_with(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

bool Worker::busy() const {
  const std::lock_guard lock(mutex_);
  return progress_.has_value() || !waiting_.empty() || !answers_.empty();
}

std::optional<Progress> Worker::progress() const {
  const std::lock_guard lock(mutex_);
  return progress_;
}

std::vector<std::string> Worker::take_warnings() {
  const std::lock_guard lock(mutex_);
  return std::exchange(warnings_, {});
}

/// An error becomes an answer too; whatever fails once a stop was asked for, fails because of it.
Worker::Answer Worker::run(const Job& job, const std::stop_token& stop) {
  Observer observer(*this);
  const StopScope scope(stop);
  const auto failed = [&](const Error& error) -> Answer {
    const Error told = stop.stop_requested() ? Error(ErrorKind::stopped, "stopped on request") : error;
    return [failed = job.failed, told] { failed(told); };
  };
  try {
    return job.work(stop, observer);
  } catch (const Error& error) {
    return failed(error);
  } catch (const std::exception& error) {
    return failed(Error(ErrorKind::internal, error.what()));
  }
}

void Worker::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    const Job job = std::move(waiting_.front());
    waiting_.pop_front();
    stop_ = std::stop_source();
    progress_ = Progress{.job = job.name};
    const std::stop_token stop = stop_.get_token();
    lock.unlock();
    Answer answer = run(job, stop);
    lock.lock();
    progress_.reset();
    answers_.push_back(std::move(answer));
    if (wake_) wake_();
  }
}

}  // namespace planspiel
