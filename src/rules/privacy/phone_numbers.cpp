#include "rules/privacy/phone_numbers.h"

#include <algorithm>
#include <iterator>

#include "model/search_text.h"
#include "model/text.h"
#include "rules/privacy/names.h"

namespace psp::rules {
namespace {

constexpr std::size_t fewest_digits = 6, most_digits = 16;
constexpr std::size_t with_country = 11;  // and eight digits of the subscriber, in Slovenia and in Latvia

/// The codes of countries that have one digit or two (E.164); all others have three.
constexpr std::string_view short_country_codes[] = {
    "1",  "7",  "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45",
    "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
    "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"};

std::size_t country_code_length(std::string_view digits) {
  for (const auto code : short_country_codes)
    if (digits.starts_with(code)) return code.size();
  return 3;
}

/// Returns phone_keys() of a number's digits; `international` says that a + stands before them.
std::vector<std::string> keys_of(std::string_view digits, bool international) {
  if (digits.starts_with("00")) {
    digits.remove_prefix(2);
    international = true;
  }
  std::vector<std::string> keys;
  const auto add = [&](std::string_view national) {
    if (national.starts_with('0')) national.remove_prefix(1);
    if (national.size() >= fewest_digits) keys.emplace_back(national);
  };
  const bool may_have_country = international || (digits.size() >= with_country && !digits.starts_with('0'));
  if (may_have_country) add(digits.substr(std::min(country_code_length(digits), digits.size())));
  if (!international) add(digits);
  return keys;
}

bool may_part_digits(std::string_view gap) {
  return gap.size() <= longest_gap && gap.find_first_not_of(" \n-_./,()") == std::string_view::npos;
}

Message whose_phone(const std::vector<Owner>& owners) {
  return are_contacts(owners) ? msg("the telephone number of the contact person of {}", references_of(owners))
                              : msg("the telephone number of {}", references_of(owners));
}

}  // namespace

std::vector<std::string> phone_keys(std::string_view phone) {
  const Reading reading(phone);
  std::string digits;
  std::copy_if(reading.letters().begin(), reading.letters().end(), std::back_inserter(digits), is_digit);
  const auto first = reading.letters().find_first_of("+0123456789");
  return keys_of(digits, first != std::string::npos && reading.letters()[first] == '+');
}

void PhoneNumbers::add(const Owner& owner, std::string_view phone) {
  for (auto& key : phone_keys(phone)) {
    auto& owners = owners_[std::move(key)];
    if (std::find(owners.begin(), owners.end(), owner) == owners.end()) owners.push_back(owner);
  }
}

void PhoneNumbers::find(std::string_view text, std::vector<Passage>& found) const {
  if (owners_.empty()) return;
  constexpr std::string_view all_digits = "0123456789";
  for (auto begin = text.find_first_of(all_digits); begin != std::string_view::npos;) {
    const bool plus = begin > 0 && text[begin - 1] == '+';
    const auto first_end = std::min(text.find_first_not_of(all_digits, begin), text.size());
    std::size_t found_end = 0;
    const std::vector<Owner>* owners = nullptr;
    std::string digits;
    // Adds group after group, and keeps the longest number that is known.
    for (auto group = begin;;) {
      const auto end = std::min(text.find_first_not_of(all_digits, group), text.size());
      digits += text.substr(group, end - group);
      if (digits.size() > most_digits) break;
      if (digits.size() >= fewest_digits)
        for (const auto& key : keys_of(digits, plus))
          if (const auto known = owners_.find(key); known != owners_.end()) {
            owners = &known->second;
            found_end = end;
          }
      group = text.find_first_of(all_digits, end);
      if (group == std::string_view::npos || !may_part_digits(text.substr(end, group - end))) break;
    }
    if (owners)
      found.push_back({begin - (plus ? 1 : 0), found_end, Tells::phone, Severity::error, whose_phone(*owners)});
    begin = text.find_first_of(all_digits, owners ? found_end : first_end);
  }
}

}  // namespace psp::rules
