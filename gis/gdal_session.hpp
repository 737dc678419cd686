#pragma once

/// The rules under which GDAL is used: few drivers, no network, a fixed date, faults as Error.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.hpp"

class GDALDataset;

namespace planspiel {

/// Sets GDAL up once for the program: registers only the drivers GPKG, GeoJSON, ESRI Shapefile, CSV, FlatGeobuf and
/// GML, and switches the network off.
void prepare_gdal();

/// While it lives, what GDAL complains about in this thread is collected here and printed nowhere.
class GdalFaults {
 public:
  GdalFaults();
  ~GdalFaults();
  GdalFaults(const GdalFaults&) = delete;
  GdalFaults& operator=(const GdalFaults&) = delete;

  bool any() const { return !messages_.empty(); }
  /// All complaints in one line, each once; "no reason given" when there are none.
  std::string text() const;
  /// Called by GDAL.
  void add(std::string message);

 private:
  std::vector<std::string> messages_;
};

/// While it lives, GeoPackages written in this thread carry a fixed date, so that equal content gives equal bytes, and
/// SQLite neither waits for the disk nor keeps a journal: a file that fails is thrown away.
class FastFixedDateWriting {
 public:
  FastFixedDateWriting();
  ~FastFixedDateWriting();
  FastFixedDateWriting(const FastFixedDateWriting&) = delete;
  FastFixedDateWriting& operator=(const FastFixedDateWriting&) = delete;

 private:
  std::vector<std::pair<std::string, std::string>> before_;
};

/// Whether a layer of a GeoPackage is a view: a query that nobody knows to have an end.
bool is_view(GDALDataset& dataset, const std::string& layer);
/// What is wrong with one.
inline constexpr const char* kViewRefusal = "is a view, which may never end: write its rows into a table";

/// The path as GDAL takes it. Throws Error(config) for GDAL's virtual paths ("/vsicurl/…", "http://…"), which could
/// reach the network.
std::string plain_path(const std::filesystem::path& path);

}  // namespace planspiel
