#include "i18n/catalogue.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace psp::i18n {

std::uint32_t Catalogue::number_at(std::size_t offset) const {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes_.subspan(offset, sizeof number).data(), sizeof number);
  return number;
}

std::string_view Catalogue::text_at(std::size_t table, std::size_t place) const {
  const auto entry = number_at(table) + 8 * place;
  const auto text = bytes_.subspan(number_at(entry + 4), number_at(entry));
  return {reinterpret_cast<const char*>(text.data()), text.size()};
}

std::string_view Catalogue::find(std::string_view context, std::string_view text, std::string_view plural,
                                 std::int64_t count) const {
  std::string wanted;
  if (!context.empty()) wanted.append(context) += '\4';
  wanted += text;
  if (!plural.empty()) (wanted += '\0') += plural;
  std::size_t from = 0, to = size();  // msgfmt sorts them by their bytes up to the first U+0000
  const auto before = [&](std::size_t place) {
    const auto key = this->key(place);
    return key.substr(0, key.find('\0')) < std::string_view(wanted).substr(0, wanted.find('\0'));
  };
  while (from < to) {
    const auto middle = from + (to - from) / 2;
    if (before(middle)) from = middle + 1;
    else to = middle;
  }
  if (from == size() || key(from) != wanted) return {};
  auto found = translation(from);
  if (plural.empty()) return found;
  for (auto form = form_(static_cast<std::uint64_t>(count < 0 ? -count : count)); form > 0; --form)
    found.remove_prefix(std::min(found.find('\0'), found.size() - 1) + 1);
  return found.substr(0, found.find('\0'));
}

}  // namespace psp::i18n
