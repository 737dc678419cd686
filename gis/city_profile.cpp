#include "gis/city_profile.hpp"

#include <fmt/format.h>

#include "engine/base/projection.hpp"
#include "engine/base/seal.hpp"

namespace planspiel {

namespace {

enum ProfileField : std::size_t { kId, kTitleDe, kTitleEn, kCrs, kYear, kSynthetic, kSchema, kNoteDe, kNoteEn };
constexpr std::size_t kNeeded = kNoteDe;  ///< a file of before has no note

LayerSpec profile_layer() {
  return {.name = "city",
          .title = "What the city is called and how its coordinates are meant. " + open_seal(),
          .fields = {{"id", FieldType::text},
                     {"title_de", FieldType::text},
                     {"title_en", FieldType::text},
                     {"crs", FieldType::text},
                     {"year", FieldType::integer},
                     {"synthetic", FieldType::integer},
                     {"schema", FieldType::integer},
                     {"note_de", FieldType::text},
                     {"note_en", FieldType::text}}};
}

}  // namespace

void write_profile(const CityProfile& profile, GeopackageWriter& out) {
  out.begin_layer(profile_layer());
  out.set(kId, std::string_view(profile.id));
  out.set(kTitleDe, std::string_view(profile.title.de));
  out.set(kTitleEn, std::string_view(profile.title.en));
  out.set(kCrs, std::string_view(profile.crs));
  out.set(kYear, std::int64_t{profile.year});
  out.set(kSynthetic, std::int64_t{profile.synthetic});
  out.set(kSchema, std::int64_t{kCitySchema});
  if (!profile.note.de.empty()) out.set(kNoteDe, std::string_view(profile.note.de));
  if (!profile.note.en.empty()) out.set(kNoteEn, std::string_view(profile.note.en));
  out.add_row();
}

CityProfile read_profile(GeopackageReader& in) {
  if (!in.has("city"))
    throw Error(ErrorKind::input,
                "has no table 'city' and is therefore no city: make one with planspiel city build or import");
  in.open_layer("city");
  std::vector<std::optional<std::size_t>> at;
  for (const LayerField& field : profile_layer().fields) {
    const auto found = in.find_field(field.name);
    if (!found && at.size() < kNeeded) throw Error(ErrorKind::input, "table 'city' has no column '" + field.name + "'");
    at.push_back(found);
  }
  if (!in.next()) throw Error(ErrorKind::input, "table 'city' has no row: one with the profile of the city is needed");
  const std::int64_t schema = in.integer(*at[kSchema]);
  if (schema != kCitySchema)
    throw Error(ErrorKind::input, fmt::format("is of schema {}, this program reads {}: build or import the city again",
                                              schema, kCitySchema));
  CityProfile profile{.id = in.text(*at[kId]),
                      .title = {.de = in.text(*at[kTitleDe]), .en = in.text(*at[kTitleEn])},
                      .crs = in.text(*at[kCrs]),
                      .year = static_cast<int>(in.integer(*at[kYear])),
                      .synthetic = in.integer(*at[kSynthetic]) != 0};
  if (at[kNoteDe]) profile.note.de = in.text(*at[kNoteDe]);
  if (at[kNoteEn]) profile.note.en = in.text(*at[kNoteEn]);
  if (in.next()) throw Error(ErrorKind::input, "table 'city' has more than one row: one file holds one city");
  try {
    const Projection known(profile.crs);
  } catch (const Error& error) {
    throw Error(ErrorKind::input, std::string("table 'city', column 'crs': ") + error.what());
  }
  return profile;
}

}  // namespace planspiel
