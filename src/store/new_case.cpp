#include "store/new_case.h"

#include "format/write.h"
#include "store/numbers.h"

namespace psp::store {

Durable create_case(Ledger& ledger, int year, std::string_view prefix, const Writer& writer,
                    const std::function<Case(const std::string&)>& make) {
  const Lock lock(ledger.root(), writer.by, writer.tell);
  return take_free_number(ledger, year, prefix,
                          [&](const std::string& id) {
                            const auto path = case_path(id);
                            const auto text = format::write_case(make(id));
                            // What cannot be read again must not be written.
                            if (const auto again = format::parse_case(text, path); !again.readable())
                              throw Failure{Exit::usage,
                                            msg("nothing was written: this would make a case file that cannot be read"),
                                            again.diagnostics};
                            return create_file(ledger.root(), path, text);
                          })
      .second;
}

}  // namespace psp::store
