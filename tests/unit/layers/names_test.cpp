/// Engine, gis, program and viewer know no family of models and no city: what they need to know of them is data. Every
/// string literal of theirs is looked at.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The literals of a C++ text, raw ones too; what stands in comments and includes is none.
std::vector<std::string> literals(const std::string& text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    if (text.compare(at, 2, "//") == 0 || text.compare(at, 8, "#include") == 0) {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.compare(at, 2, "/*") == 0) {
      at = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
    } else if (text[at] == '\'') {
      at += text[at + 1] == '\\' ? 4 : text.compare(at + 2, 1, "'") == 0 ? 3 : 1;  // else a mark of thousands
    } else if (text.compare(at, 2, "R\"") == 0) {
      const std::size_t open = text.find('(', at);
      const std::string close = ")" + text.substr(at + 2, open - at - 2) + "\"";
      const std::size_t end = std::min(text.find(close, open), text.size() - close.size());
      found.push_back(text.substr(open + 1, end - open - 1));
      at = end + close.size();
    } else if (text[at] == '"') {
      std::string literal;
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
        literal += text[at];
      }
      found.push_back(literal);
      ++at;
    } else {
      ++at;
    }
  }
  return found;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Fields and indicators by their family, measures by their kind, surveys and cities.
struct Names {
  std::set<std::string> families{"cost"}, kinds{};

  bool is_in(const std::string& literal) const {
    if (kinds.contains(literal)) return true;
    for (const char* name : {"Munich", "München", "Mittlerer Ring", "MiD ", "SrV ", "Hilfsfrist", "AGBF"})
      if (literal.find(name) != std::string::npos) return true;
    return std::any_of(families.begin(), families.end(), [&](const std::string& family) {
      for (std::size_t at = literal.find(family + "."); at != std::string::npos;
           at = literal.find(family + ".", at + 1)) {
        const std::size_t after = at + family.size() + 1;
        if ((at == 0 || !is_letter(literal[at - 1])) && after < literal.size() && is_letter(literal[after]))
          return true;
      }
      return false;
    });
  }
};

Names names_of(const fs::path& root) {
  Names names;
  for (const auto& family : fs::directory_iterator(root / "plugins")) {
    if (!family.is_directory()) continue;
    names.families.insert(family.path().filename().string());
    if (!fs::exists(family.path() / "measures")) continue;
    for (const auto& file : fs::directory_iterator(family.path() / "measures"))
      if (file.path().extension() == ".cpp" && file.path().stem() != "home_office")  // a column is called so too
        names.kinds.insert(file.path().stem().string());
  }
  return names;
}

std::vector<std::string> faults_in(const fs::path& root, const std::string& file, const Names& names) {
  std::ifstream stream(root / file);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  std::vector<std::string> faults;
  for (const std::string& literal : literals(text))
    if (names.is_in(literal)) faults.push_back(file + ": \"" + literal.substr(0, 60) + "\"");
  return faults;
}

std::vector<std::string> faults_below(const fs::path& root, const Names& names) {
  std::vector<std::string> faults;
  for (const char* top : {"engine", "gis", "program", "viewer"}) {
    if (!fs::exists(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string file = fs::relative(entry.path(), root).generic_string();
      if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
      const std::vector<std::string> found = faults_in(root, file, names);
      faults.insert(faults.end(), found.begin(), found.end());
    }
  }
  return faults;
}

TEST(names, NoFamilyAndNoCityStandsInEngineGisProgramOrViewer) {
  const fs::path root = PLANSPIEL_SOURCE_DIR;
  EXPECT_EQ(faults_below(root, names_of(root)), std::vector<std::string>{});
}

TEST(names, ANameIsFoundAndACommentIsNone) {
  const fs::path root = fs::temp_directory_path() / "planspiel-names";
  fs::create_directories(root / "engine/run");
  fs::create_directories(root / "plugins/waste/measures");
  std::ofstream(root / "plugins/waste/measures/add_depot.cpp") << "";
  std::ofstream(root / "engine/run/bad.cpp") << "// \"waste.load\"\n#include \"waste.load\"\nint a = 1'000;\n"
                                             << "auto b = \"x\\\"\", c = \"waste.load\", d = \"add_depot\";\n"
                                             << "auto e = R\"(in Munich)\", f = \"waste\", g = \"add_depots\";\n";
  const std::vector<std::string> faults = faults_below(root, names_of(root));
  fs::remove_all(root);
  EXPECT_THAT(faults, testing::ElementsAre("engine/run/bad.cpp: \"waste.load\"", "engine/run/bad.cpp: \"add_depot\"",
                                           "engine/run/bad.cpp: \"in Munich\""));
}

}  // namespace
