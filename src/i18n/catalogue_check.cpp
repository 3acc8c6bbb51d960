// Checks a catalogue as psp is built: `catalogue_check sl.mo sl.po`. A translation must have the places of its text,
// each at least once: a value that is left out of a sentence, or asked for without being there, would tell something
// wrong. It may choose the style of a day where its text names one, and nowhere else: only there it is sure to be a
// day.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "i18n/catalogue.h"

namespace {

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Returns the numbers of the values that a text asks for, each with its style.
std::map<std::size_t, std::string_view> places_in(std::string_view text) {
  std::map<std::size_t, std::string_view> places;
  for (std::size_t at = 0, next = 0; (at = text.find_first_of("{}", at)) != text.npos; ++at) {
    if (at + 1 < text.size() && text[at + 1] == text[at]) {
      ++at;
      continue;
    }
    std::size_t number = next;
    const auto end = std::min(text.find_first_of(":}", at + 1), text.size());
    if (end == at + 1) ++next;
    else std::from_chars(text.data() + at + 1, text.data() + end, number);
    const auto close = std::min(text.find('}', at), text.size() - 1);
    auto& style = places[number];
    if (text[end] == ':') style = text.substr(end + 1, close - end - 1);
    at = close;
  }
  return places;
}

bool is_of_clock(std::string_view style) { return style == "clock" || style == "second"; }

/// Returns true if a translation asks for the values of a text, and each in a way that the value has.
bool fits(std::string_view translation, std::string_view text) {
  const auto wanted = places_in(text), given = places_in(translation);
  return std::equal(wanted.begin(), wanted.end(), given.begin(), given.end(), [](const auto& w, const auto& g) {
    return w.first == g.first && w.second.empty() == g.second.empty() && is_of_clock(w.second) == is_of_clock(g.second);
  });
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
    const auto texts = forms_of(key);  // of one, and of many, which may ask for the count as well
    for (const auto form : forms_of(catalogue.translation(i))) {
      if (fits(form, texts.front()) || fits(form, texts.back())) continue;
      std::cerr << argv[2] << ':' << line_of(po, texts.front()) << ": error: the places of \"" << form
                << "\" are not those of \"" << texts.front() << "\"\n";
      ++wrong;
    }
  }
  return wrong == 0 ? 0 : 1;
}
