// Catch2 2 and 3.
#pragma once

#if PSP_CATCH2_MAJOR < 3
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif
