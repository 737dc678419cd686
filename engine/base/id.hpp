#pragma once

/// Typed row numbers of one snapshot. Files and people use external ids, never these.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace planspiel {

/// Base of every id type: `struct EdgeId : Id<EdgeId> { using Id::Id; };`. There is no invalid id.
template <class Self>
struct Id {
  std::uint32_t value = 0;
  constexpr Id() = default;
  constexpr explicit Id(std::size_t row) : value(static_cast<std::uint32_t>(row)) {}
  constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

/// The rows 0 … size-1 as ids, for range-for.
template <class IdType>
class IdRange {
 public:
  explicit constexpr IdRange(std::size_t size) : size_(size) {}
  struct Iterator {
    std::size_t row;
    constexpr IdType operator*() const { return IdType(row); }
    constexpr Iterator& operator++() {
      ++row;
      return *this;
    }
    constexpr bool operator!=(const Iterator& other) const { return row != other.row; }
  };
  constexpr Iterator begin() const { return {0}; }
  constexpr Iterator end() const { return {size_}; }
  constexpr std::size_t size() const { return size_; }

 private:
  std::size_t size_;
};

template <class IdType>
constexpr IdRange<IdType> rows(std::size_t size) {
  return IdRange<IdType>(size);
}

}  // namespace planspiel

template <class Self>
requires std::is_base_of_v<planspiel::Id<Self>, Self>
struct std::hash<Self> {
  std::size_t operator()(const Self& id) const noexcept { return id.value; }
};
