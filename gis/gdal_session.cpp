#include "gis/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <mutex>
#include <utility>

namespace planspiel {

namespace {

/// Any date would do, as long as it stays.
constexpr const char* kDate = "2000-01-01T00:00:00.000Z";

constexpr std::pair<const char*, const char*> kWriting[] = {
    {"OGR_CURRENT_DATE", kDate},
    {"OGR_SQLITE_SYNCHRONOUS", "OFF"},
    {"OGR_SQLITE_JOURNAL", "OFF"},
    {"OGR_SQLITE_CACHE", "128"},  // MB
};

void collect(CPLErr severity, CPLErrorNum, const char* message) {
  if (severity != CE_Failure && severity != CE_Fatal) return;
  static_cast<GdalFaults*>(CPLGetErrorHandlerUserData())->add(message);
}

}  // namespace

void prepare_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");  // no drivers from the environment
    OSRSetPROJEnableNetwork(0);
    RegisterOGRGeoPackage();
    RegisterOGRGeoJSON();
    RegisterOGRShape();
    RegisterOGRCSV();
    RegisterOGRFlatGeobuf();
    RegisterOGRGML();
  });
}

GdalFaults::GdalFaults() {
  prepare_gdal();
  CPLPushErrorHandlerEx(collect, this);
}

GdalFaults::~GdalFaults() {
  CPLPopErrorHandler();
  CPLErrorReset();
}

void GdalFaults::add(std::string message) {
  if (std::find(messages_.begin(), messages_.end(), message) == messages_.end())
    messages_.push_back(std::move(message));
}

std::string GdalFaults::text() const {
  if (messages_.empty()) return "no reason given";
  std::string all = messages_.front();
  for (std::size_t at = 1; at < messages_.size() && at < 5; ++at) all += "; " + messages_[at];
  return all;
}

FastFixedDateWriting::FastFixedDateWriting() {
  for (const auto& [key, value] : kWriting) {
    const char* before = CPLGetThreadLocalConfigOption(key, nullptr);
    before_.emplace_back(key, before ? before : "");
    CPLSetThreadLocalConfigOption(key, value);
  }
}

FastFixedDateWriting::~FastFixedDateWriting() {
  for (const auto& [key, value] : before_)
    CPLSetThreadLocalConfigOption(key.c_str(), value.empty() ? nullptr : value.c_str());
}

bool is_view(GDALDataset& dataset, const std::string& layer) {
  if (!dataset.GetDriver() || !EQUAL(dataset.GetDriver()->GetDescription(), "GPKG")) return false;
  std::string name;
  for (const char c : layer) name += c == '\'' ? std::string("\'\'") : std::string(1, c);
  const std::string query = "SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) = lower('" + name + "')";
  OGRLayer* found = dataset.ExecuteSQL(query.c_str(), nullptr, nullptr);
  if (!found) return false;
  const bool view = OGRFeatureUniquePtr(found->GetNextFeature()) != nullptr;
  dataset.ReleaseResultSet(found);
  return view;
}

std::string plain_path(const std::filesystem::path& path) {
  std::string text = path.string();
  if (text.starts_with("/vsi") || text.find("://") != std::string::npos)
    throw Error(ErrorKind::config, "'" + text + "' is no file of this machine: name a plain path");
  return text;
}

}  // namespace planspiel
