#include "format/json.h"

#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace psp::format {
namespace {

constexpr std::size_t deepest_level = 32;       // no report has more
constexpr std::size_t most_values = 500'000;    // nor more values
constexpr std::size_t most_bytes = 256u << 20;  // of paths: each value below a long key has the key in its own

/// Returns a key as a part of a path (RFC 6901).
std::string escaped(const std::string& key) {
  std::string part;
  for (const char c : key) part += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return part;
}

/// Takes each value as the library reads it, so that no whole document is held in memory. Each call returns whether to
/// read on.
class Flattener : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Flattener(FlatJson& into) : into_(into) {}

  bool null() override { return add("null"); }
  bool boolean(bool value) override { return add(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return add(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(std::to_string(value)); }
  bool number_float(number_float_t value, const string_t&) override { return add(nlohmann::json(value).dump()); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return begin(false); }
  bool start_array(std::size_t) override { return begin(true); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool key(string_t& name) override {
    open_.back().key = escaped(name);
    forget();
    return within_limits();
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

 private:
  /// A list or an object that is being read.
  struct Open {
    bool list;
    std::size_t next;  ///< in a list, the place of what comes
    std::string key;   ///< in an object, the key of what comes
  };

  bool begin(bool list) {
    open_.push_back({list, 0, {}});
    return open_.size() <= deepest_level;
  }
  bool end() {
    open_.pop_back();
    step();
    return true;
  }
  bool add(std::string value) {
    into_[path()] = std::move(value);
    step();
    return within_limits();
  }
  bool within_limits() const { return into_.size() <= most_values && bytes_ <= most_bytes; }
  /// Takes out what the key held before, where it comes a second time.
  void forget() {
    const auto here = path(), inside = here + "/";
    into_.erase(here);
    for (auto at = into_.lower_bound(inside); at != into_.end() && at->first.starts_with(inside);) at = into_.erase(at);
  }
  std::string path() {
    std::string all;
    for (const auto& at : open_) all += "/" + (at.list ? std::to_string(at.next) : at.key);
    bytes_ += all.size();
    return all;
  }
  void step() {
    if (!open_.empty() && open_.back().list) ++open_.back().next;
  }

  FlatJson& into_;
  std::vector<Open> open_;
  std::size_t bytes_ = 0;  ///< of all paths that were made
};

}  // namespace

std::optional<FlatJson> read_json(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;  // the library would take it for the end
  FlatJson all;
  Flattener flattener(all);
  if (!nlohmann::json::sax_parse(text, &flattener)) return std::nullopt;
  return all;
}

}  // namespace psp::format
