#include "engine/base/options.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace planspiel {
namespace {

enum class Fruit { apple, pear, red_currant };
constexpr std::array<std::string_view, 3> kFruitNames{"apple", "pear", "red-currant"};
std::span<const std::string_view> choice_names(Fruit) { return kFruitNames; }

struct Basket {
  Fruit fruit = Fruit::pear;
  void describe(OptionSet& set) {
    set.choice("fruit", fruit, {{"Obst", "Fruit"}},
               {{"Apfel", "Apple"}, {"Birne", "Pear"}, {"Johannisbeere", "Red currant"}});
  }
};

Fruit read(const std::string& toml) { return read_options<Basket>(parse_toml(toml, "basket.toml")).fruit; }

TEST(OptionSet, AChoiceIsAValueOfAnEnumByItsName) {
  EXPECT_EQ(read(""), Fruit::pear);
  EXPECT_EQ(read("fruit = \"apple\""), Fruit::apple);
  EXPECT_EQ(read("fruit = \"red-currant\""), Fruit::red_currant);
  EXPECT_EQ(choice_name(Fruit::red_currant), "red-currant");
}

TEST(OptionSet, AnotherWordIsAnErrorWithItsPlaceThatListsTheNames) {
  try {
    read("fruit = \"plum\"");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::config);
    EXPECT_STREQ(error.what(), "'fruit': basket.toml:1:9: 'plum' is not one of: apple, pear, red-currant");
  }
}

TEST(OptionSet, AChoiceIsDescribedWithItsNamesAndItsDefault) {
  Basket basket{.fruit = Fruit::apple};
  OptionSet set;
  basket.describe(set);
  const Value described = set.to_value();
  EXPECT_EQ(described.items()[0].at("default").as_text(), "apple");
  EXPECT_EQ(described.items()[0].at("choices").items().size(), 3u);
  EXPECT_EQ(described.items()[0].at("title").at("de").as_text(), "Obst");
}

}  // namespace
}  // namespace planspiel
