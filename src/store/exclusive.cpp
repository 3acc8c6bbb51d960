#include "store/exclusive.h"

namespace psp::store {

void exclusively(Ledger& ledger, const Writer& writer, Access access, const std::function<void()>& work) {
  const Lock lock(ledger.root(), writer.by, writer.tell);
  const auto finish = finish_earlier(ledger.root());
  if (!finish.whole())
    throw Failure{finish.waiting.empty() ? Exit::system : Exit::data, msg("an earlier write is not finished yet"),
                  finish.waiting};
  if (access == Access::reads) return work();
  const auto whole = ledger.whole(access, writer.tell);
  work();
  ledger.list_anew();
}

}  // namespace psp::store
