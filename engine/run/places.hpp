#pragma once

#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

/// What a tool declares that answers for places: rows of a table that somebody moves on a map (fire stations, depots).
/// A face builds its panel, handles and measures from it and knows nothing else of the tool. While a row is dragged,
/// the tool's edits are {<Asked::row> = name or external id, at = [lon, lat], hour}, edits do not add up, and an edit
/// without a row asks about the city as it is.
struct Places {
  std::string table{};  ///< whose rows stand at places: columns `name`, `position`, perhaps the flag `closed`
  std::string large{};  ///< flag of rows that are drawn large and named from afar; empty: all are
  Text many{};          ///< "Wachen", "Stations"
  Text fresh{};         ///< what a new row is called, before its number: "Neue Wache"
  Text hint{};          ///< what dragging shows and does

  /// Kinds of measures with the options `name` (name or external id) and `at`. Empty: there is none.
  struct Measures {
    std::string add{}, move{}, close{};
  } measures{};

  struct Asked {
    std::string row = "row";  ///< option of an edit: which row
    std::string choice{};     ///< option of the tool with the id of a row of `choices`; empty: none
    std::string choices{};    ///< table with the columns title_de and title_en
    std::string chosen{};     ///< the row that is chosen first
  } asked{};

  /// Members of the answer, and what they count.
  struct Answered {
    std::string share = "share";                 ///< per cent
    std::string served = "served", all = "all";  ///< amounts
    std::string works = "works";                 ///< false where the row cannot work at that place
    Text counted{};                              ///< "Einwohner in der Frist"
    Text idle{};                                 ///< said where it cannot work
  } answered{};

  /// Fields of the answer, over one row domain.
  struct Shown {
    std::string served{};   ///< 1 where a row is served, else 0
    Text question{};        ///< "Wer wird erreicht?"
    Text yes{}, no{};       ///< legend: "erreicht", "nicht erreicht"
    Text gained{}, lost{};  ///< against the base: "neu erreicht", "nicht mehr erreicht"
    std::string detail{};   ///< a second field; empty: none
    Text detail_title{}, detail_help{};
    std::vector<double> detail_breaks{};  ///< of its classes, in its unit
  } shown{};

  /// A tool whose answer's measures put one more row at the best place. Empty: none.
  struct Proposal {
    std::string tool{};
    Value options = Value::table();
    Text title{}, help{};
  } proposal{};
};

}  // namespace planspiel
