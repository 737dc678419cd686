#include "engine/base/stop.hpp"

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

/// What the thread works for: like its stack, no state that a result could depend on.
const StopFrame*& innermost_frame() {
  static thread_local const StopFrame* frame = nullptr;
  return frame;
}

}  // namespace

StopFrame::StopFrame() : StopFrame(innermost_frame()) {}

StopFrame::StopFrame(const StopFrame* outer) : outer_(outer), before_(innermost_frame()) { innermost_frame() = this; }

StopFrame::~StopFrame() { innermost_frame() = before_; }

const StopFrame* StopFrame::innermost() { return innermost_frame(); }

void StopScope::check() const {
  if (token_.stop_requested()) throw Error(ErrorKind::stopped, "stopped on request");
}

void check_stop() {
  for (const StopFrame* frame = StopFrame::innermost(); frame != nullptr; frame = frame->outer()) frame->check();
}

}  // namespace planspiel
