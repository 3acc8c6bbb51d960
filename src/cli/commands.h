// What each command takes and does. The table of them is in commands.cpp.
#pragma once

#include "cli/command.h"
#include "model/office.h"

namespace psp::cli {

#define PSP_COMMAND(name) \
  Syntax name##_syntax(); \
  Exit run_##name(Context&)

PSP_COMMAND(init);
PSP_COMMAND(worker);
PSP_COMMAND(provider);
PSP_COMMAND(open);
PSP_COMMAND(session);
PSP_COMMAND(attendance);
PSP_COMMAND(at);
PSP_COMMAND(came);
PSP_COMMAND(missed);
PSP_COMMAND(excused);
PSP_COMMAND(cancel);
PSP_COMMAND(move);
PSP_COMMAND(roll);
PSP_COMMAND(referral);
PSP_COMMAND(response);
PSP_COMMAND(document);
PSP_COMMAND(option);
PSP_COMMAND(assessment);
PSP_COMMAND(plan);
PSP_COMMAND(contact);
PSP_COMMAND(call);
PSP_COMMAND(task);
PSP_COMMAND(done);
PSP_COMMAND(review);
PSP_COMMAND(notice);
PSP_COMMAND(agreement);
PSP_COMMAND(suspend);
PSP_COMMAND(resume);
PSP_COMMAND(transfer);
PSP_COMMAND(handover);
PSP_COMMAND(absent);
PSP_COMMAND(remark);
PSP_COMMAND(close);
PSP_COMMAND(reopen);
PSP_COMMAND(amend);
PSP_COMMAND(void);
PSP_COMMAND(undo);
PSP_COMMAND(refile);
PSP_COMMAND(edit);
PSP_COMMAND(renumber);
PSP_COMMAND(status);
PSP_COMMAND(due);
PSP_COMMAND(why);
PSP_COMMAND(list);
PSP_COMMAND(show);
PSP_COMMAND(log);
PSP_COMMAND(today);
PSP_COMMAND(tomorrow);
PSP_COMMAND(day);
PSP_COMMAND(find);
PSP_COMMAND(providers);
PSP_COMMAND(report);
PSP_COMMAND(check);
PSP_COMMAND(diff);
PSP_COMMAND(doctor);
PSP_COMMAND(person);
PSP_COMMAND(forget);
PSP_COMMAND(rules);
PSP_COMMAND(sync);
PSP_COMMAND(git);
PSP_COMMAND(merge_file);
PSP_COMMAND(completion);

#undef PSP_COMMAND

}  // namespace psp::cli
