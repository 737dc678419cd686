#include "engine/run/plugin.hpp"

#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "engine/base/files.hpp"
#include "engine/run/elf.hpp"

namespace planspiel {

namespace {

constexpr std::string_view kHandshakeSection = "planspiel_handshake";
constexpr std::string_view kHandshakePrefix = "planspiel-handshake:";
constexpr const char* kEntryPoint = "planspiel_plugin_v1";

void check_handshake(std::string_view bytes, const std::string& file) {
  std::string_view found = elf_section(bytes, kHandshakeSection, file);
  found = found.substr(0, found.find('\0'));
  if (!found.starts_with(kHandshakePrefix))
    throw Error(ErrorKind::plugin, file + " is no plugin: its handshake section holds something else");
  found.remove_prefix(kHandshakePrefix.size());
  if (found == engine_handshake()) return;
  throw Error(ErrorKind::plugin, file + " was built for another engine: its handshake is '" + std::string(found) +
                                     "', this engine's is '" + std::string(engine_handshake()) +
                                     "'. Build the plugin again with this engine's headers and compiler");
}

std::string last_loader_error() {
  const char* text = dlerror();
  return text ? text : "unknown error of the loader";
}

/// Whether the file carries a seal. Throws Error(plugin) where it does not fit.
bool is_sealed(const std::string& bytes, const std::string& file) {
  std::size_t at = 0;
  const std::string checksum = plugin_checksum(bytes, file, at);
  const std::string_view sealed = std::string_view(bytes).substr(at, checksum.size());
  if (sealed.find_first_not_of('0') == std::string_view::npos) return false;
  if (sealed != checksum)
    throw Error(ErrorKind::plugin, file + " was changed since it was built: build or copy it again");
  return true;
}

/// Loads the file in a child process first: a flipped byte in the tables that the loader itself follows ends that
/// process and not this one.
void try_to_load(const std::filesystem::path& path, const std::string& file) {
  constexpr unsigned kLongest_s = 10;
  const ::pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGALRM, SIG_DFL);
    ::alarm(kLongest_s);
    (void)dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    ::_exit(0);
  }
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (child > 0 && WIFSIGNALED(status))
    throw Error(ErrorKind::plugin, file + " is damaged: loading it ends the program. Build or copy it again");
}

}  // namespace

std::string_view engine_handshake() { return PLANSPIEL_HANDSHAKE; }

Plugin load_plugin(const std::filesystem::path& path) {
  const std::string file = path.string();
  std::string bytes;
  try {
    bytes = read_file(path);
  } catch (const Error& error) {
    throw Error(ErrorKind::plugin, "plugin cannot be read: " + std::string(error.what()));
  }
  check_handshake(bytes, file);
  const std::filesystem::path whole = std::filesystem::absolute(path);
  if (!is_sealed(bytes, file)) try_to_load(whole, file);
  void* library = dlopen(whole.c_str(), RTLD_NOW | RTLD_LOCAL);  // stays loaded: results hold objects of its types
  if (!library) throw Error(ErrorKind::plugin, file + " cannot be loaded: " + last_loader_error());
  void* entry = dlsym(library, kEntryPoint);
  if (!entry) throw Error(ErrorKind::plugin, file + " has no entry point: " + last_loader_error());
  Plugin plugin = reinterpret_cast<Plugin (*)()>(entry)();
  plugin.digest = Hasher().text(bytes).finish();
  plugin.path = whole;
  return plugin;
}

}  // namespace planspiel
