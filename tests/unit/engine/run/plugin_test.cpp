#include "engine/run/plugin.hpp"

#include <dlfcn.h>
#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>

#include "engine/base/files.hpp"
#include "engine/run/schedule.hpp"
#include "plugins/fields.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::Body;
using test::message_of;

namespace {

namespace fs = std::filesystem;

const fs::path kExample = fs::path(PLANSPIEL_BINARY_DIR) / "plugins-example" / "example.so";
constexpr std::string_view kPrefix = "planspiel-handshake:";

/// A plugin file of these bytes that must be refused before anything of it is loaded.
std::string refusal(const std::string& bytes) {
  const test::TemporaryFolder folder;
  const fs::path file = folder / "x.so";
  write_file(file, bytes);
  const std::string message = message_of(ErrorKind::plugin, [&] { load_plugin(file); });
  EXPECT_EQ(dlopen(file.c_str(), RTLD_NOW | RTLD_NOLOAD), nullptr) << "it was loaded";
  return message.starts_with(file.string()) ? message.substr(file.string().size() + 1) : message;
}

template <class Part>
void patch(std::string& bytes, std::size_t at, Part value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Plugin, OneOfThisEngineIsLoaded) {
  const Plugin plugin = load_plugin(kExample);
  EXPECT_EQ(plugin.name, "example");
  ASSERT_EQ(plugin.models.size(), 1u);
  EXPECT_EQ(plugin.models[0].name, "example.delay");
  EXPECT_EQ(plugin.path, kExample);
}

TEST(Plugin, OneOfAnotherBuildIsRefusedWithBothHandshakes) {
  std::string bytes = read_file(kExample);
  const std::size_t at = bytes.find(kPrefix) + kPrefix.size();
  ASSERT_EQ(bytes.substr(at, engine_handshake().size()), engine_handshake());
  bytes.replace(at, 8, "00000000");
  const std::string theirs = "00000000" + std::string(engine_handshake().substr(8));
  EXPECT_EQ(refusal(bytes), "was built for another engine: its handshake is '" + theirs + "', this engine's is '" +
                                std::string(engine_handshake()) +
                                "'. Build the plugin again with this engine's headers and compiler");
}

TEST(Plugin, AHandshakeOfSomethingElseIsRefused) {
  std::string bytes = read_file(kExample);
  bytes.replace(bytes.find(kPrefix), 5, "other");
  EXPECT_EQ(refusal(bytes), "is no plugin: its handshake section holds something else");
}

TEST(Plugin, ACutFileIsRefusedWhereverItIsCut) {
  const std::string whole = read_file(kExample);
  for (std::size_t part = 0; part < 50; ++part)
    EXPECT_TRUE(contains(refusal(whole.substr(0, whole.size() * part / 50)), "is no whole plugin: ")) << part;
  EXPECT_TRUE(contains(refusal(whole.substr(0, whole.size() - 1)), "it is cut off at byte"));
}

TEST(Plugin, AnEmptyFileAndATextAreRefused) {
  EXPECT_EQ(refusal(""), "is no whole plugin: it has 0 bytes, too few for an ELF header");
  EXPECT_EQ(refusal(std::string(1000, 'x')), "is no whole plugin: it does not start as an ELF file");
}

TEST(Plugin, ASegmentBeyondTheFileIsRefused) {
  std::string bytes = read_file(kExample);
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof header);
  patch(bytes, header.e_phoff + offsetof(Elf64_Phdr, p_filesz), std::uint64_t{1} << 40);
  EXPECT_EQ(refusal(bytes),
            "is no whole plugin: segment 0 ends beyond the file's " + std::to_string(bytes.size()) + " bytes");
}

TEST(Plugin, NamesOfSectionsBeyondTheFileAreRefused) {
  std::string bytes = read_file(kExample);
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::size_t names = header.e_shoff + header.e_shstrndx * sizeof(Elf64_Shdr);
  patch(bytes, names + offsetof(Elf64_Shdr, sh_type), std::uint32_t{SHT_NULL});  // whose place nobody checks
  patch(bytes, names + offsetof(Elf64_Shdr, sh_offset), std::uint64_t{0xE000000000000000});
  EXPECT_TRUE(contains(refusal(bytes), "is no whole plugin: it has no section 'planspiel_handshake'"));
}

TEST(Plugin, AnotherMachinesFileIsRefused) {
  std::string bytes = read_file(kExample);
  patch(bytes, offsetof(Elf64_Ehdr, e_machine), std::uint16_t{EM_S390});
  EXPECT_EQ(refusal(bytes), "is no whole plugin: it is an ELF file for another kind of machine");
}

TEST(Plugin, AProgramIsNoPlugin) {
  std::string bytes = read_file(kExample);
  patch(bytes, offsetof(Elf64_Ehdr, e_type), std::uint16_t{ET_EXEC});
  EXPECT_EQ(refusal(bytes), "is no whole plugin: it is an ELF file, but not a shared object");
}

TEST(Plugin, ALibraryWithoutHandshakeIsNoPlugin) {
  std::string bytes = read_file(kExample);
  for (std::size_t at = 0; (at = bytes.find("planspiel_handshake\0", at, 20)) != std::string::npos;) bytes[at] = 'P';
  EXPECT_EQ(refusal(bytes),
            "is no whole plugin: it has no section 'planspiel_handshake': a plugin ends with PLANSPIEL_PLUGIN(…)");
}

TEST(Plugin, AFileThatIsNotThereIsSaidSo) {
  const std::string message = message_of(ErrorKind::plugin, [] { load_plugin("/nowhere/x.so"); });
  EXPECT_TRUE(contains(message, "/nowhere/x.so")) << message;
}

TEST(Registry, TwoModelsOfOneNameAreRefusedWithTheirFiles) {
  const test::TemporaryFolder folder;
  fs::copy_file(kExample, folder / "copy.so");
  const std::string message = message_of(ErrorKind::plugin, [&] {
    load_registry({}, {kExample, folder / "copy.so"}, {});
  });
  EXPECT_TRUE(contains(message, "two plugins are called 'example'")) << message;
  EXPECT_TRUE(contains(message, (folder / "copy.so").string())) << message;
}

TEST(Registry, AFolderIsReadInTheOrderOfItsNames) {
  const Registry registry = load_registry(kExample.parent_path(), {}, {}, {family("price", {"Preise", "Prices"})});
  ASSERT_EQ(registry.plugins.size(), 1u);
  EXPECT_EQ(registry.models().at(0)->name, "example.delay");
  EXPECT_EQ(registry.indicators().at(0).id, "example.delay.territory");
  EXPECT_EQ(registry.family_title("example").de, "Beispiel");
  EXPECT_EQ(registry.family_title("price").de, "Preise");
  EXPECT_EQ(registry.family_title("noise").de, "noise");
}

/// What the example's model reads, without the mobility family: 600 vehicles an hour at 5 m/s.
ModelEntry traffic() {
  return test::model("test.traffic", [](Ports& ports) -> Body {
    auto& flow = ports.writes(fields::road_flow);
    auto& speed = ports.writes(fields::road_speed);
    return [&](RunContext&) {
      for (Flow& value : flow.values()) value = Flow(600.0 / 3600.0);
      for (Speed& value : speed.values()) value = Speed(5.0);
    };
  });
}

Registry example_and_traffic() {
  Registry registry = load_registry({}, {kExample}, {});
  registry.plugins.push_back(test::registry_of({traffic()}).plugins[0]);
  return registry;
}

TEST(ExamplePlugin, LosesTheTimeThatItsHeaderSays) {
  const Results results = run_case(example_and_traffic(), test::case_of(test::three_zones()), {});
  // 200 m at 5 m/s against 10 m/s on the empty road: 20 s each, 600 vehicles in the hour.
  for (const double value : results.fields().at("example.delay").grid->raw()) EXPECT_DOUBLE_EQ(value, 600.0 * 20.0);
}

TEST(ExamplePlugin, UsesNoTableThatItDidNotAskFor) {
  const City city = test::three_zones();
  const Declaration declaration = declare(*example_and_traffic().models().at(0));
  EXPECT_EQ(declaration.tables, std::vector<std::string>{"roads"});
  City roads_alone = City();
  roads_alone.profile = city.profile;
  roads_alone = roads_alone.with(city.copy(tables::roads)).with(city.copy(tables::districts));  // the indicator's
  const auto delay = [](const City& in, const RunOptions& options) {
    return run_case(example_and_traffic(), test::case_of(in), options).fields().at("example.delay").grid;
  };
  RunOptions options{.only_models = {"example.delay"}};
  const auto whole = delay(city, options);
  options.poison_other_tables = true;
  for (const auto& poisoned : {delay(city, options), delay(roads_alone, options)})
    EXPECT_EQ(std::memcmp(poisoned->raw().data(), whole->raw().data(), whole->raw().size_bytes()), 0);
}

}  // namespace
