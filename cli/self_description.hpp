#pragma once

/// What the program says of its own commands and options: the manual page, and what a shell completes. Both are read
/// from the parser, plugins' tools included, so that nothing is written twice.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace planspiel::cli {

/// A word that may stand next on the line, and what it does.
struct Candidate {
  std::string word, help;
};

struct Completion {
  std::vector<Candidate> candidates{};
  bool files = false;  ///< files and folders fit too; the shell knows them
};

/// What may stand for the last of these words (without the program's name), which may be empty.
Completion complete(const CLI::App& app, const std::vector<std::string>& words);

/// For the scripts of the shells: WORD, a tab and its help on each line; ":files" where files fit.
std::string text_of(const Completion& completion);

/// The manual page planspiel(1), for man.
std::string manual_page(const CLI::App& app, const std::string& version);

}  // namespace planspiel::cli
