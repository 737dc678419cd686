#include "engine/run/tool_answer.hpp"

namespace planspiel {

std::string text_of(const ToolAnswer& answer, Language language, std::size_t most) {
  const std::string& headline = answer.headline.in(language);
  std::string text = headline.empty() ? "" : headline + "\n";
  text += answer.text.in(language);
  if (!answer.tables.empty()) text += "\n" + text_of(answer.tables, language, most);
  return text;
}

Value value_of(const ToolAnswer& answer) {
  Value all = Value::table();
  if (!answer.headline.en.empty())
    all.set("headline", Value::table({{"de", answer.headline.de}, {"en", answer.headline.en}}));
  for (const auto& [name, value] : answer.answer.members()) all.set(name, value);
  if (!answer.tables.empty()) all.set("tables", value_of(answer.tables));
  if (!answer.measures.empty()) all.set("measures", Value::list(answer.measures));
  return all;
}

}  // namespace planspiel
