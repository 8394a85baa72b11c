#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>

/// Frees what libxml2 handed out; `xmlFree` is a variable, which Swift does not let threads share.
static inline void lexigraph_xml_free(void *memory) {
    xmlFree(memory);
}
