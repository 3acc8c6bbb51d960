// What a search through git's history for a person found.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/message.h"

namespace psp {

struct HistorySearch {
  std::optional<Message> not_looked;         ///< why it could not be looked at; the rest then says nothing
  bool there = true;                         ///< or it was not, because there is no repository
  std::vector<Message> words = {};           ///< git's own on that
  std::size_t objects = 0;                   ///< that were read
  std::size_t unread = 0;                    ///< too large, or of no text: what reads as text in them was searched
  bool shallow = false;                      ///< the clone has only the end of the history
  std::size_t missing = 0;                   ///< that this clone has not, as a partial one
  std::size_t clear = 0, encrypted = 0;      ///< versions of the person's own file
  std::map<std::string, std::size_t> named;  ///< how many versions of other files name the person, by path; "" where
                                             ///< nothing refers to them any more; "commit" for messages of commits

  bool holds_anything() const { return clear > 0 || encrypted > 0 || !named.empty(); }
};

}  // namespace psp
