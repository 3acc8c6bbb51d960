# Makes a C++ file of a catalogue: cmake -DPO=sl.po -DMO=sl.mo -DOUT=catalogue_sl.cpp -P catalogue.cmake
# It holds the bytes that msgfmt wrote, and the rule of the header's Plural-Forms, which is an expression of C as it is.
get_filename_component(language ${PO} NAME_WE)
file(READ ${PO} text)
if(NOT text MATCHES "\"Plural-Forms: *nplurals *= *[0-9]+; *plural *= *([^\"\\\\]+);\\\\n\"")
  message(FATAL_ERROR "${PO}: the header has no Plural-Forms on one line, as in \"Plural-Forms: nplurals=2; plural=n != 1;\\n\"")
endif()
set(rule ${CMAKE_MATCH_1})
file(READ ${MO} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT} "// Made from ${language}.po.
#include \"i18n/catalogue.h\"

namespace psp::i18n {

constexpr unsigned char bytes_of_${language}[] = {
${bytes}};

extern const Catalogue catalogue_${language};
constinit const Catalogue catalogue_${language}(bytes_of_${language}, [](std::uint64_t n) { return static_cast<std::size_t>(${rule}); });

}  // namespace psp::i18n
")
