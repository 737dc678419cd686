#include "cli/run_folder_writer.hpp"

#include "engine/city/snapshot.hpp"
#include "gis/geopackage_exporter.hpp"

namespace planspiel::cli {

OutputFolder run_folder(const std::filesystem::path& out, const Session& session) {
  return OutputFolder(out, "run", session.output_rules());
}

void write_run_folder(const Case& made, const Results& results, OutputFolder& out, FolderOptions options,
                      Session& session) {
  out.write([&](const std::filesystem::path& folder) {
    write_results(made.city, results, folder, session.language());
    write_snapshot(made.city, folder / "city.snapshot");
    if (!options.geopackage) return;
    const GeopackageExporter exporter;
    session.observer().progress("writing the GeoPackage", 0.0);
    exporter.write(made.city, results, {.all_hours = options.all_hours, .language = session.language()},
                   folder / exporter.file_name());
  });
}

}  // namespace planspiel::cli
