#pragma once

/// What a tool answers: each part has its member, so that a face shows, stores or sends it without knowing the tool.

#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"
#include "engine/run/answer_table.hpp"
#include "engine/run/field.hpp"

namespace planspiel {

/// A file that a tool made, to be written where the user says.
struct AnswerFile {
  std::string name;  ///< "flows.tntp": what it is called where nobody says otherwise
  std::string bytes;
};

struct ToolAnswer {
  Text headline{};                    ///< what the answer holds for; stands above all else
  Text text{};                        ///< plain lines for people, each with its line end
  std::vector<AnswerTable> tables{};  ///< for people and programs
  std::vector<AnswerFile> files{};
  FieldMap fields{};              ///< for maps
  std::vector<Value> measures{};  ///< that it proposes: tables as in a scenario's [[measure]]
  Value answer = Value::table();  ///< its numbers by name, for programs
};

/// Headline, text and tables for people, `most` rows of each table.
std::string text_of(const ToolAnswer& answer, Language language, std::size_t most);
/// All for programs but files and fields: the numbers, and "headline", "tables", "measures" where there are.
Value value_of(const ToolAnswer& answer);

}  // namespace planspiel
