#include <fmt/format.h>

#include "cli/commands.hpp"

namespace planspiel::cli {

void add_cache_commands(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("cache", "the store of model results");
  command->require_subcommand(1);
  command->add_subcommand("info", "where it lies and what it holds")->callback([&action] {
    action = [](Session& session) {
      const Cache cache(Cache::default_folder());
      const Cache::Usage usage = cache.usage();
      session.print(Value::table({{"folder", cache.folder().string()},
                                  {"entries", usage.entries},
                                  {"bytes", static_cast<std::int64_t>(usage.bytes)}}),
                    fmt::format("{}: {} {}, {} MB\n", cache.folder().string(), usage.entries,
                                Text{"Einträge", "entries"}.in(session.language()),
                                format_number(double(usage.bytes) / 1e6, 1, session.language())));
      return 0;
    };
  });
  command->add_subcommand("clear", "delete all of it")->callback([&action] {
    action = [](Session& session) {
      const Cache cache(Cache::default_folder());
      const Cache::Usage usage = cache.usage();
      cache.clear();
      const Text text{fmt::format("{} Einträge gelöscht\n", usage.entries),
                      fmt::format("removed {} entries\n", usage.entries)};
      session.print(Value::table({{"removed", usage.entries}}), text.in(session.language()));
      return 0;
    };
  });
}

}  // namespace planspiel::cli
