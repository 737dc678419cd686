#include "program/run_into.hpp"

#include <algorithm>

#include "engine/base/stop.hpp"
#include "engine/city/snapshot.hpp"
#include "program/exporters.hpp"

namespace planspiel {

namespace {

std::vector<const Exporter*> exporters_of(const FolderOptions& options, const Services& services) {
  static const Exporters none;
  std::vector<const Exporter*> all;
  for (const std::string& name : options.exports) {
    const Exporter* asked = &(services.exporters ? *services.exporters : none).named(name);
    if (std::ranges::find(all, asked) == all.end()) all.push_back(asked);
  }
  return all;
}

/// What the run itself wrote stays: readers of run folders count on it.
std::filesystem::path file_of(const Exporter& exporter, const std::filesystem::path& folder) {
  std::filesystem::path file = folder / exporter.file_name();
  if (std::filesystem::exists(file))
    throw Error(ErrorKind::plugin, "an exporter would write over the run's own '" + exporter.file_name() +
                                       "': give its file another name");
  return file;
}

}  // namespace

OutputFolder run_folder(const std::filesystem::path& out, const Services& services) {
  return OutputFolder(out, "run", services.output_rules());
}

Results run_into(OutputFolder& out, const Case& made, const FolderOptions& options, const Services& services) {
  const StopScope scope(services.stop);
  const std::vector<const Exporter*> exporters = exporters_of(options, services);
  Results results = run_case(*services.registry, made, services.run_options());
  out.write([&](const std::filesystem::path& folder) {
    write_results(made.city, results, folder, services.language);
    write_snapshot(made.city, folder / "city.snapshot");
    for (const Exporter* exporter : exporters) {
      check_stop();
      const std::filesystem::path file = file_of(*exporter, folder);
      services.progress({exporter->file_name() + " wird geschrieben", "writing " + exporter->file_name()});
      exporter->write(made.city, results, {.all_hours = options.all_hours, .language = services.language}, file);
    }
  });
  return results;
}

Results run_into(const std::filesystem::path& out, const Case& made, const FolderOptions& options,
                 const Services& services) {
  OutputFolder folder = run_folder(out, services);
  return run_into(folder, made, options, services);
}

}  // namespace planspiel
