#pragma once

// Texts are UTF-8 here, so code units have 8 bits.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
