// psp init: a new ledger.
#include <ostream>

#include "cli/commands.h"
#include "cli/context.h"
#include "format/write.h"
#include "rules/check.h"

namespace psp::cli {

Syntax init_syntax() {
  return {{{"DIR", "its directory; this one where it is left out", false}}, {{"office", "the office's name"}}};
}

Exit run_init(Context& context, const Arguments& given) {
  const auto directory = given.has("DIR") ? context.directory / given.text("DIR") : context.directory;
  if (given.has("office"))
    if (auto wrong = rules::refuse_text("--office", given.text("office")))
      throw Failure{Exit::usage, std::move(*wrong)};
  const auto name = given.has("office") ? given.text("office") : std::string("our office");
  const auto office =
      "format = 1\n"
      "\n"
      "[office]\n"
      "name = " +
      format::write_value(name) +
      "\n"
      "language = " +
      format::write_value(std::string(word(context.language))) +
      "\n"
      "\n"
      "# Each worker has a key, which the records name. Take the signs away and put in your own:\n"
      "#\n"
      "# [workers.ana]\n"
      "# name = \"Ana\"\n"
      "# email = \"ana@example.org\"     # found from git's user.email\n"
      "# fields = [\"foster-care\"]      # the fields whose own worker this is\n"
      "# areas = [\"Saldus\"]\n"
      "#\n"
      "# [providers.safe-house]\n"
      "# name = \"Safe house\"\n"
      "# services = [\"shelter\"]\n"
      "# conditions = \"any hour, no papers\"\n"
      "#\n"
      "# The services first-aid and counselling are built in. What differs here goes into\n"
      "# [services.counselling], from a day on into [[services.counselling.change]]: see psp-case(5).\n";
  const auto durable = store::create_ledger(directory, office);
  context.out << directory.lexically_normal().string() << '\n';
  if (durable == store::Durable::unknown) context.say(unconfirmed());
  context.mention(msg("a ledger; psp open starts the first case"));
  return Exit::done;
}

}  // namespace psp::cli
