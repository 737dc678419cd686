#include "program/exporters.hpp"

#include <gtest/gtest.h>

#include "tests/unit/engine/run/tiny_models.hpp"

using namespace planspiel;
using test::message_of;

namespace {

class Writes final : public Exporter {
 public:
  explicit Writes(std::string file) : file_(std::move(file)) {}
  std::string file_name() const override { return file_; }
  void write(const City&, const Results&, const ExportOptions&, const std::filesystem::path&) const override {}

 private:
  std::string file_;
};

Exporters two() {
  Exporters exporters;
  exporters.add("table", {"Tabelle", "Table"}, std::make_unique<Writes>("fields.csv"));
  exporters.add("map", {"Karte", "Map"}, std::make_unique<Writes>("map.svg"));
  return exporters;
}

TEST(Exporters, AreFoundByTheirNames) {
  const Exporters exporters = two();
  EXPECT_EQ(exporters.names(), (std::vector<std::string>{"map", "table"}));
  EXPECT_EQ(exporters.named("table").file_name(), "fields.csv");
  EXPECT_EQ(exporters.title("map").de, "Karte");
}

TEST(Exporters, AnUnknownOneIsAnErrorThatNamesTheNearest) {
  const Exporters exporters = two();
  const std::string message = message_of(ErrorKind::config, [&] { exporters.named("tabel"); });
  EXPECT_NE(message.find("no exporter 'tabel'"), std::string::npos) << message;
  EXPECT_NE(message.find("'table'"), std::string::npos) << message;
}

TEST(Exporters, TwoOfOneNameOrOneFileAreRefused) {
  Exporters exporters = two();
  EXPECT_NE(message_of(ErrorKind::plugin, [&] { exporters.add("map", {}, std::make_unique<Writes>("other.svg")); })
                .find("'map'"),
            std::string::npos);
  EXPECT_NE(message_of(ErrorKind::plugin, [&] { exporters.add("picture", {}, std::make_unique<Writes>("map.svg")); })
                .find("map.svg"),
            std::string::npos);
  EXPECT_EQ(exporters.names().size(), 2u);
}

TEST(Exporters, AFileThatIsNoneOfTheRunFolderIsRefused) {
  Exporters exporters;
  for (const char* file : {"", ".", "..", "/tmp/out.csv", "../out.csv", "below/out.csv"})
    EXPECT_NE(message_of(ErrorKind::plugin, [&] { exporters.add("out", {}, std::make_unique<Writes>(file)); })
                  .find("a file of the run folder"),
              std::string::npos)
        << file;
}

class Counted final : public Exporter {
 public:
  std::string file_name() const override { return "counted.csv"; }
  void write(const City&, const Results&, const ExportOptions&, const std::filesystem::path&) const override {}
};

TEST(Exporters, PluginsBringTheirs) {
  Registry registry;
  registry.plugins.push_back(make_plugin("count", "1", exporter<Counted>("counts", {"Zählung", "Counts"})));
  Exporters exporters = two();
  exporters.add_of(registry);
  EXPECT_EQ(exporters.names(), (std::vector<std::string>{"counts", "map", "table"}));
  EXPECT_EQ(exporters.named("counts").file_name(), "counted.csv");
  EXPECT_EQ(exporters.title("counts").en, "Counts");
}

}  // namespace
