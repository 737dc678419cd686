#include "plugins/mobility/why/mode_choice_tool.hpp"

#include <fmt/format.h>

#include <array>

#include "engine/city/entry_titles.hpp"

namespace planspiel::mobility {

namespace {

constexpr std::array kIncomes{std::pair{"kleines Einkommen", "low income"},
                              std::pair{"mittleres Einkommen", "medium income"},
                              std::pair{"hohes Einkommen", "high income"}};

/// Trips per day by a label and mode.
class TripsBy {
 public:
  void add(const Text& label, std::size_t mode, double trips) {
    const Text title = title_of_entry("mode", kModeNames[mode]);
    trips_[{label.de + ": " + title.de, label.en + ": " + title.en}] += trips;
  }
  AnswerTable table(Text title) const {
    AnswerTable table{.title = std::move(title), .columns = {{{"Wege je Tag", "trips per day"}, "", 0}}};
    for (const auto& [label, trips] : trips_) table.rows.push_back({{label.first, label.second}, {trips}});
    return largest_first(std::move(table));
  }

 private:
  std::map<std::pair<std::string, std::string>, double> trips_;
};

Text with(const Text& text, const char* german, const char* english) {
  return {text.de + ", " + german, text.en + ", " + english};
}

}  // namespace

void ModeChoiceOptions::describe(OptionSet& set) {
  set.text("row", row, {{"Verkehrszelle", "Zone"}, {"Kennung", "id"}});
}

ModeChoiceTool::ModeChoiceTool(Ports& ports)
    : options_(ports.options<ModeChoiceOptions>()), ports_(ports), districts_(ports.table(tables::districts)) {}

ToolAnswer ModeChoiceTool::answer(const ModeChoiceOptions& wanted, RunContext& context) {
  const Zones& zones = ports_.tables.zones;
  const ZoneId zone = row_named(zones, wanted.row);
  context.progress({"Menschen", "people"}, 0.0);
  if (!solved_) solved_ = std::make_shared<SolvedDay>(ports_, context.seed());
  const Day& day = solved_->day;
  const ModeLogit choice = day.choice();
  TripsBy purpose, income, destination;
  double all = 0.0;
  for (const Tour& tour : day.tours.of(zone)) {
    if (tour.purpose >= kExternalTour) continue;
    const TourChoice chosen = choice.choose(tour);
    const Text what = title_of_entry("purpose", kPurposeNames[tour.purpose]);
    const bool car = (tour.person & person::car) != 0;
    const auto& [german, english] = kIncomes[static_cast<std::size_t>(tour.income())];
    const std::string place = place_name(zones, districts_, tour.destination_zone());
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode) {
      const double trips = 2.0 * tour.weight * chosen.share[mode];
      purpose.add(car ? with(what, "mit Auto", "has a car") : with(what, "ohne Auto", "no car"), mode, trips);
      income.add({german, english}, mode, trips);
      destination.add({place, place}, mode, trips);
      all += trips;
    }
  }
  ToolAnswer result;
  result.answer = Value::table({{"row", wanted.row}, {"trips", all}});
  const std::string name = zones.id[zone] + " " + zones.name[zone];
  result.text = {fmt::format("{}: {} Wege der Bewohner am Tag\n", name, format_number(all, 0, Language::de)),
                 fmt::format("{}: {:.0f} trips of residents per day\n", name, all)};
  result.tables = {purpose.table({"Wozu, und ob ein Auto da ist", "What for, and whether there is a car"}),
                   income.table({"Nach Einkommen", "By income"}), destination.table({"Wohin", "Where to"})};
  return result;
}

ToolAnswer ModeChoiceTool::run(RunContext& context) { return answer(options_, context); }

ToolAnswer ModeChoiceTool::update(const Value& edit, RunContext& context) {
  return answer(read_options<ModeChoiceOptions>(edit), context);
}

}  // namespace planspiel::mobility
