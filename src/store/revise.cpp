#include "store/revise.h"

#include "store/again.h"

namespace psp::store {

std::optional<Durable> revise_case(Ledger& ledger, const std::string& id, const Writer& writer,
                                   const std::function<std::optional<std::string>(const std::string& text)>& make) {
  const Lock lock(ledger.root(), writer.by, writer.tell);
  finish_earlier(ledger.root());
  const auto path = case_path(id);
  return again_if_changed(path, [&]() -> std::optional<std::optional<Durable>> {
    const auto text = ledger.read_text(path);
    const auto next = make(text);
    if (!next) return std::optional<Durable>();
    if (const auto durable = replace_file(ledger.root(), path, text, *next)) return durable;
    return std::nullopt;
  });
}

Durable revise_file(Ledger& ledger, const std::string& path, const Writer& writer,
                    const std::function<std::string(const std::optional<std::string>& old)>& make) {
  const Lock lock(ledger.root(), writer.by, writer.tell);
  return again_if_changed(path, [&]() -> std::optional<Durable> {
    const auto old = ledger.text_of(path);
    const auto text = make(old);
    if (old == text) return Durable::yes;
    const auto done = old ? replace_file(ledger.root(), path, *old, text) : create_file(ledger.root(), path, text);
    if (done) ledger.list_anew();
    return done;
  });
}

}  // namespace psp::store
