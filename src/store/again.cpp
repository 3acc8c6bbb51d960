#include "store/again.h"

namespace psp::store {

void saved_again_and_again(const std::string& path, GivenUpWith given_up) {
  throw Failure{
      Exit::system,
      given_up == GivenUpWith::rest_waiting
          ? msg("{} is being saved by another program again and again: try again", path)
          : msg("{} is being saved by another program again and again: nothing was written; try again", path)};
}

}  // namespace psp::store
