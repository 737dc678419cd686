#include "engine/run/tool.hpp"

namespace planspiel {

ToolAnswer Tool::update(const Value&, RunContext&) {
  throw Error(ErrorKind::config, "this tool answers once; it has no small edits");
}

}  // namespace planspiel
