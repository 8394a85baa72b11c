#pragma once

#include <curl/curl.h>

// Swift does not import functions with a variable number of arguments.

static inline CURLcode lexigraph_curl_set_long(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode lexigraph_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode lexigraph_curl_set_pointer(CURL *curl, CURLoption option, void *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode lexigraph_curl_set_list(
    CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}

typedef size_t (*lexigraph_curl_data)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode lexigraph_curl_set_data(
    CURL *curl, CURLoption option, lexigraph_curl_data function) {
    return curl_easy_setopt(curl, option, function);
}

static inline CURLcode lexigraph_curl_status(CURL *curl, long *status) {
    return curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
}
