#pragma once

#include <fmt/format.h>

#include <string>

#include "engine/base/error.hpp"

namespace planspiel {

/// What is wrong in the file itself; what is wrong with the city is said by CityBuilder.
class FileFaults {
 public:
  void add(std::string fault) {
    if (++count_ <= kMost) text_ += "\n  " + std::move(fault);
  }
  void throw_if_any() const {
    if (count_ == 0) return;
    std::string text = fmt::format("the file has {} fault{}:", count_, count_ == 1 ? "" : "s") + text_;
    if (count_ > kMost) text += fmt::format("\n  … and {} more", count_ - kMost);
    throw Error(ErrorKind::input, text);
  }

 private:
  static constexpr std::size_t kMost = 100;
  std::size_t count_ = 0;
  std::string text_;
};

}  // namespace planspiel
