#include "engine/map/sources_line.hpp"

#include <algorithm>
#include <vector>

#include "engine/base/text.hpp"

namespace planspiel {

std::string sources_line(const City& city, Language language) {
  const bool german = language == Language::de;
  std::vector<std::string> parts;
  if (city.profile.synthetic) parts.push_back(german ? "Eingebaute, synthetische Stadt" : "Built-in, synthetic city");
  const Sources& sources = city[tables::sources];
  for (const SourceId source : sources.ids()) {
    const std::string& licence = sources.licence[source];
    if (licence.empty() || licence == "public" || licence == "figures") continue;  // nobody asks to be named
    const std::string publisher = sources.title[source].substr(0, sources.title[source].find_first_of(":;,"));
    std::string part = (publisher.starts_with("OpenStreetMap") ? "© " : "") + publisher + " (" + licence + ")";
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
  }
  parts.push_back("Planspiel");
  return join(parts, " · ");
}

}  // namespace planspiel
