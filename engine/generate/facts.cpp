#include "engine/generate/facts.hpp"

#include <algorithm>
#include <map>

#include "engine/base/csv.hpp"
#include "engine/base/projection.hpp"
#include "engine/generate/choice_column.hpp"
#include "engine/generate/jobs.hpp"

namespace planspiel::generate {

namespace {

class FactReader {
 public:
  explicit FactReader(const Settings& settings) : folder_(settings.folder), projection_(settings.profile.crs) {}
  Csv csv(const char* name) const { return Csv::read(folder_ / name); }
  bool has(const char* name) const { return std::filesystem::exists(folder_ / name); }
  Point place(const Csv& csv, std::size_t row) const {
    return projection_.to_metres(LonLat::degrees(csv.number(row, "lon"), csv.number(row, "lat")));
  }

 private:
  std::filesystem::path folder_;
  Projection projection_;
};

std::vector<District> plain_districts(const FactReader& reader) {
  const Csv csv = reader.csv("districts.csv"), outlines = reader.csv("district_outlines.csv");
  std::vector<District> districts;
  std::map<std::string, std::size_t> at;
  for (std::size_t row = 0; row < csv.size(); ++row) {
    at[csv.text(row, "id")] = districts.size();
    districts.push_back({csv.text(row, "id"), csv.text(row, "name"), csv.text(row, "borough"),
                         csv.number(row, "residents"), csv.number(row, "jobs"), csv.number(row, "cars_per_1000")});
  }
  for (std::size_t row = 0; row < outlines.size(); ++row) {
    const auto found = at.find(outlines.text(row, "district"));
    if (found == at.end())
      throw Error(ErrorKind::input,
                  outlines.place(row) + ": district '" + outlines.text(row, "district") + "' is not in districts.csv");
    auto& rings = districts[found->second].outline.rings;
    rings.resize(std::max(rings.size(), static_cast<std::size_t>(outlines.number(row, "ring")) + 1));
    rings[static_cast<std::size_t>(outlines.number(row, "ring"))].push_back(reader.place(outlines, row));
  }
  for (District& district : districts) {
    if (district.outline.empty())
      throw Error(ErrorKind::input, "district_outlines.csv: district '" + district.id + "' has no outline");
    district.area_km2 = district.outline.area().value * 1e-6;
  }
  return districts;
}

void spread_district_jobs(std::vector<District>& districts, const Settings& settings) {
  std::vector<WorkArea> areas;
  for (const District& district : districts) areas.push_back({district.outline, district.residents, district.jobs});
  const std::vector<double> jobs = spread_jobs(areas, settings);
  for (std::size_t i = 0; i < jobs.size(); ++i) districts[i].jobs = jobs[i];
}

std::vector<MainRoad> read_main_roads(const FactReader& reader) {
  const Csv csv = reader.csv("roads.csv");
  std::vector<MainRoad> roads;
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const std::string id = csv.text(row, "road") + "." + csv.text(row, "part");
    if (roads.empty() || roads.back().id != id) {
      roads.push_back(
          {id, csv.text(row, "ref"), choice_of<RoadClass>(csv, row, "class"), csv.number(row, "oneway") != 0.0});
      if (const std::string& limit = csv.text(row, "limit_km_h");
          !limit.empty() && limit != "none" && limit != "signals")
        roads.back().limit_km_h = csv.number(row, "limit_km_h");
      if (!csv.text(row, "lanes").empty()) roads.back().lanes = csv.number(row, "lanes");
    }
    roads.back().points.push_back(reader.place(csv, row));
  }
  return roads;
}

std::vector<NamedLine> read_lines(const FactReader& reader, const char* file, const char* key) {
  std::vector<NamedLine> lines;
  if (!reader.has(file)) return lines;
  const Csv csv = reader.csv(file);
  for (std::size_t row = 0; row < csv.size(); ++row) {
    if (lines.empty() || lines.back().id != csv.text(row, key))
      lines.push_back({csv.text(row, key), csv.has("title_de") ? csv.text(row, "title_de") : "",
                       csv.has("title_en") ? csv.text(row, "title_en") : ""});
    lines.back().points.push_back(reader.place(csv, row));
  }
  return lines;
}

/// Corners are cut at a quarter of their sides (Chaikin 1974): bends stay within the file's exactness.
std::vector<Point> rounded(const std::vector<Point>& line) {
  std::vector<Point> result{line.front()};
  const auto on = [](Point a, Point b, double share) {
    return Point::metres(a.x_m + share * (b.x_m - a.x_m), a.y_m + share * (b.y_m - a.y_m));
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (i > 0) result.push_back(on(line[i], line[i + 1], 0.25));
    if (i + 2 < line.size()) result.push_back(on(line[i], line[i + 1], 0.75));
  }
  result.push_back(line.back());
  return result;
}

std::vector<TransitLine> read_transit(const FactReader& reader) {
  std::vector<TransitLine> lines;
  if (!reader.has("transit_stations.csv")) return lines;
  const Csv csv = reader.csv("transit_stations.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    if (lines.empty() || lines.back().name != csv.text(row, "line"))
      lines.push_back({csv.text(row, "line"), choice_of<TransitMode>(csv, row, "mode")});
    lines.back().stations.push_back(csv.text(row, "station"));
    lines.back().places.push_back(reader.place(csv, row));
  }
  return lines;
}

void read_service(const FactReader& reader, Facts& facts) {
  const Csv csv = reader.csv("headway_rules.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    ServiceRule& rule = facts.service[static_cast<std::size_t>(choice_of<TransitMode>(csv, row, "mode"))];
    for (std::size_t period = 0; period < PeriodAxis::kCount; ++period)
      rule.headway[period] = Seconds(60.0 * csv.number(row, kPeriodNames[period]));
    rule.speed = Speed(csv.number(row, "speed_km_h") / 3.6);
    rule.certainty = choice_of<Certainty>(csv, row, "certainty");
  }
}

}  // namespace

Facts read_shared_facts(const Settings& settings) {
  const FactReader reader(settings);
  Facts facts;
  facts.areas = read_lines(reader, "areas.csv", "id");
  facts.lines = read_transit(reader);
  read_service(reader, facts);
  if (reader.has("municipalities.csv")) {
    const Csv csv = reader.csv("municipalities.csv");
    for (std::size_t row = 0; row < csv.size(); ++row)
      facts.municipalities.push_back({csv.number(row, "residents"), csv.number(row, "jobs"), reader.place(csv, row)});
  }
  return facts;
}

std::vector<District> read_districts(const Settings& settings) {
  std::vector<District> districts = plain_districts(FactReader(settings));
  spread_district_jobs(districts, settings);
  return districts;
}

std::vector<River> read_rivers(const Settings& settings) {
  const FactReader reader(settings);
  std::vector<River> rivers;
  if (!reader.has("rivers.csv")) return rivers;
  const Csv csv = reader.csv("rivers.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    if (rivers.empty() || rivers.back().id != csv.text(row, "river"))
      rivers.push_back({csv.text(row, "river"), csv.text(row, "name"), csv.number(row, "width_m")});
    rivers.back().points.push_back(reader.place(csv, row));
  }
  for (River& river : rivers) river.points = rounded(rounded(rounded(river.points)));
  return rivers;
}

Facts read_facts(const Settings& settings) {
  const FactReader reader(settings);
  Facts facts = read_shared_facts(settings);
  facts.districts = read_districts(settings);
  facts.main_roads = read_main_roads(reader);
  facts.rivers = read_rivers(settings);
  return facts;
}

}  // namespace planspiel::generate
