// The client file as a page to print and as Markdown: both tell the same values in the same order.
#pragma once

#include <string>

#include "model/office.h"
#include "report/client_file.h"

namespace psp::render {

/// Returns a page of its own (html_page()). What the user wrote is text in it, its line breaks kept.
std::string client_file_html(const report::ClientFile&, Language);

/// Returns CommonMark with tables. What the user wrote reads as it was written, its line breaks kept.
std::string client_file_markdown(const report::ClientFile&, Language);

}  // namespace psp::render
