#pragma once

/// Stopping on request. Whoever starts a job says once to which token it listens; work below it asks `check_stop()`,
/// however deep it lies and on whichever thread of a parallel loop it runs.

#include <stop_token>

namespace planspiel {

/// A reason for which the work below it may have to end. Frames lie on the stacks of the threads that wait for that
/// work, the innermost first.
class StopFrame {
 public:
  StopFrame();
  /// Below `outer`, which lies on the stack of another thread.
  explicit StopFrame(const StopFrame* outer);
  virtual ~StopFrame();
  StopFrame(const StopFrame&) = delete;
  StopFrame& operator=(const StopFrame&) = delete;

  /// Throws Error(stopped) when the work is to end.
  virtual void check() const = 0;
  const StopFrame* outer() const { return outer_; }
  /// Of this thread; null where nobody asks for a stop.
  static const StopFrame* innermost();

 private:
  const StopFrame* outer_;
  const StopFrame* before_;  ///< innermost of this thread until then
};

/// While it lives, work of this thread and of the parallel loops it starts ends with Error(stopped) once the token
/// asks for it. Scopes nest: each of them may stop what lies below.
class StopScope final : public StopFrame {
 public:
  explicit StopScope(std::stop_token token) : token_(std::move(token)) {}
  void check() const override;

 private:
  std::stop_token token_;
};

/// Throws Error(stopped) when this work is to end. Call it between pieces of long work, a few times a second at least;
/// parallel loops call it before each of their pieces.
void check_stop();

}  // namespace planspiel
