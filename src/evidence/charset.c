#include "evidence/charset.h"

#include <strings.h>

/* A name, or with `*` at its end all names that begin so. */
static const struct {
    const char *name;
    enum charset charset;
} charsets[] = {
    {"utf-8", CHARSET_UTF8},          {"utf8", CHARSET_UTF8},
    {"us-ascii", CHARSET_UTF8},       {"ascii", CHARSET_UTF8},
    {"ansi_x3.4-1968", CHARSET_UTF8}, {"iso-8859-*", CHARSET_ASCII},
    {"iso8859*", CHARSET_ASCII},      {"iso_8859*", CHARSET_ASCII},
    {"latin*", CHARSET_ASCII},        {"windows-125*", CHARSET_ASCII},
    {"windows-874", CHARSET_ASCII},   {"windows-932", CHARSET_ASCII},
    {"windows-936", CHARSET_ASCII},   {"cp125*", CHARSET_ASCII},
    {"cp437", CHARSET_ASCII},         {"cp850", CHARSET_ASCII},
    {"cp866", CHARSET_ASCII},         {"cp932", CHARSET_ASCII},
    {"cp936", CHARSET_ASCII},         {"koi8-*", CHARSET_ASCII},
    {"macintosh", CHARSET_ASCII},     {"tis-620", CHARSET_ASCII},
    {"gb2312*", CHARSET_ASCII},       {"gbk", CHARSET_ASCII},
    {"gb18030", CHARSET_ASCII},       {"big5*", CHARSET_ASCII},
    {"shift_jis", CHARSET_ASCII},     {"shift-jis", CHARSET_ASCII},
    {"sjis", CHARSET_ASCII},          {"euc-*", CHARSET_ASCII},
    {"ks_c_5601*", CHARSET_ASCII},    {"iso-2022-*", CHARSET_SHIFTED},
    {"hz-gb-2312", CHARSET_SHIFTED},  {"utf-16*", CHARSET_UTF16},
    {"utf16*", CHARSET_UTF16},        {"iso-10646-ucs-2", CHARSET_UTF16},
};

enum charset charset_named(struct slice name)
{
    if (name.size == 0)
        return CHARSET_UTF8;
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        size_t size = strlen(charsets[i].name);
        bool prefix = charsets[i].name[size - 1] == '*';

        size -= prefix;
        if ((prefix ? name.size >= size : name.size == size) &&
            strncasecmp((const char *)name.data, charsets[i].name, size) == 0)
            return charsets[i].charset;
    }
    return CHARSET_UNKNOWN;
}
