// Checks a catalogue as psp is built: `catalogue_check sl.mo sl.po`. A translation must have the places of its text,
// each at least once: a value that is left out of a sentence, or asked for without being there, would tell something
// wrong.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "i18n/catalogue.h"

namespace {

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Returns the numbers of the values that a text asks for.
std::set<std::size_t> places_in(std::string_view text) {
  std::set<std::size_t> places;
  for (std::size_t at = 0, next = 0; (at = text.find_first_of("{}", at)) != text.npos; ++at) {
    if (at + 1 < text.size() && text[at + 1] == text[at]) {
      ++at;
      continue;
    }
    std::size_t number = next;
    const auto end = std::min(text.find_first_of(":}", at + 1), text.size());
    if (end == at + 1) ++next;
    else std::from_chars(text.data() + at + 1, text.data() + end, number);
    places.insert(number);
    at = std::min(text.find('}', at), text.size() - 1);
  }
  return places;
}

std::vector<std::string_view> forms_of(std::string_view text) {
  std::vector<std::string_view> forms;
  for (;;) {
    const auto end = text.find('\0');
    forms.push_back(text.substr(0, end));
    if (end == text.npos) return forms;
    text.remove_prefix(end + 1);
  }
}

/// Returns the line of the .po file that begins this text, from 1; 1 if it is not found.
std::size_t line_of(std::string_view po, std::string_view text) {
  std::string wanted = "msgid \"";
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c == '"' || c == '\\') wanted += '\\';
    wanted += c;
  }
  const auto at = po.find(wanted);
  return 1 + static_cast<std::size_t>(
                 std::count(po.begin(), po.begin() + static_cast<std::ptrdiff_t>(at == po.npos ? 0 : at), '\n'));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "catalogue_check sl.mo sl.po\n";
    return 2;
  }
  const auto mo = read(argv[1]), po = read(argv[2]);
  const psp::i18n::Catalogue catalogue({reinterpret_cast<const unsigned char*>(mo.data()), mo.size()}, nullptr);
  int wrong = 0;
  for (std::size_t i = 1; i < catalogue.size(); ++i) {  // the first is the header
    auto key = catalogue.key(i);
    if (const auto context = key.find('\4'); context != key.npos) key.remove_prefix(context + 1);
    const auto text = forms_of(key).front();
    for (const auto form : forms_of(catalogue.translation(i))) {
      if (places_in(form) == places_in(text)) continue;
      std::cerr << argv[2] << ':' << line_of(po, text) << ": error: the places of \"" << form
                << "\" are not those of \"" << text << "\"\n";
      ++wrong;
    }
  }
  return wrong == 0 ? 0 : 1;
}
