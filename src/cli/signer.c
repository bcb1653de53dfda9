#include "cli/signer.h"

#include "base/encode.h"
#include "base/files.h"
#include "cli/books.h"
#include "cli/commands.h"
#include "cli/embedded.h"
#include "cli/report.h"
#include "cli/signer_serve.h"
#include "crypto/hash.h"

enum { PAGE_FILES = 5, ACTS = 0 };

/* In this order: the pages name the digests of those before them. */
static const char *const names[PAGE_FILES] = {"acts.js", "signer.css", "signer.js", "index.html",
                                              "register.html"};

struct page {
    struct buffer files[PAGE_FILES];
    struct digest digests[PAGE_FILES];
};

static const char *embedded(const char *name)
{
    struct buffer path = {0};
    const char *text = NULL;

    buffer_format(&path, "signer/%s", name);
    for (size_t i = 0; embedded_texts[i].name; i++)
        if (strcmp(embedded_texts[i].name, buffer_string(&path)) == 0)
            text = embedded_texts[i].text;
    buffer_free(&path);
    return text;
}

/* "@signer.js@" becomes "sha256-…" (W3C Subresource Integrity): the browser runs no other file. */
static bool append_digest(const struct page *page, size_t known, struct slice name,
                          struct buffer *out)
{
    for (size_t i = 0; i < known; i++) {
        if (!slice_is(name, names[i]))
            continue;
        buffer_text(out, "sha256-");
        base64_append(out, digest_slice(&page->digests[i]));
        return true;
    }
    return false;
}

static void fill(const struct page *page, size_t known, struct slice text, struct buffer *out)
{
    while (text.size) {
        size_t start = slice_find(text, 0, '@');
        size_t end = start == SIZE_MAX ? SIZE_MAX : slice_find(text, start + 1, '@');

        buffer_append(out, slice_part(text, 0, start));
        if (end == SIZE_MAX ||
            !append_digest(page, known, slice_part(text, start + 1, end - start - 1), out)) {
            if (start == SIZE_MAX)
                return;
            buffer_byte(out, '@');
            end = start;
        }
        text = slice_from(text, end + 1);
    }
}

static void make(struct page *page)
{
    for (size_t i = 0; i < PAGE_FILES; i++) {
        if (i == ACTS)
            signer_acts(&page->files[i]);
        else if (slice_ends(slice_text(names[i]), SLICE(".html")))
            fill(page, i, slice_text(embedded(names[i])), &page->files[i]);
        else
            buffer_text(&page->files[i], embedded(names[i]));
        page->digests[i] = sha256_of(buffer_slice(&page->files[i]));
    }
}

static bool write_files(const struct page *page, const char *folder, struct error *error)
{
    struct buffer path = {0};
    bool ok = files_folder(folder, 0755, error);

    for (size_t i = 0; ok && i < PAGE_FILES; i++)
        ok = files_replace(files_path(&path, folder, names[i]), buffer_slice(&page->files[i]), 0644,
                           error);
    buffer_free(&path);
    return ok;
}

static void say(const struct arguments *arguments, const struct page *page)
{
    struct buffer out = {0};
    struct writer writer;
    char hex[DIGEST_TEXT];

    if (!arguments->json) {
        for (size_t i = 0; i < PAGE_FILES; i++)
            report_line("%s  %s", digest_write(page->digests[i], hex), names[i]);
        return;
    }
    writer = report_json(&out);
    writer_key(&writer, "files");
    writer_open(&writer, '{');
    for (size_t i = 0; i < PAGE_FILES; i++)
        writer_member_text(&writer, names[i], slice_text(digest_write(page->digests[i], hex)));
    writer_close(&writer, '}');
    report_json_end(&writer);
}

static int run(const struct arguments *arguments)
{
    const char *listen = options_value(arguments, "--listen");
    struct page page = {0};
    struct error error = {0};
    bool ok;

    make(&page);
    ok = write_files(&page, options_value(arguments, "-o"), &error);
    for (size_t i = 0; i < PAGE_FILES; i++)
        buffer_free(&page.files[i]);
    if (ok)
        say(arguments, &page);
    if (ok && listen)
        ok = signer_serve(options_value(arguments, "-o"), listen, &error);
    return ok ? COMMAND_DONE : report_error(arguments, &error);
}

static const struct option_row rows[] = {
    {"-o", "DIR", "the folder to write", OPTION_NEEDED},
    {"--listen", "ADDRESS", "then serve it there, for trials: 127.0.0.1:PORT", 0},
    {0},
};

const struct command command_signer = {
    .name = "signer",
    .summary = "write the static page on which officials sign with WebAuthn",
    .usage = "-o DIR [--listen ADDRESS]",
    .text =
        "Five files without anything from elsewhere, for a host of its own, over https, outside\n"
        "the node's control: whoever serves the page decides what a signer sees. It shows a\n"
        "payload in words, hashes it itself and hands back the signature; register.html makes a\n"
        "signing credential. The SHA-256 of each file is printed, as sha256sum prints it, so that\n"
        "anybody can compare what the host serves. The roots enter the host's origin with\n"
        "proviso register signing-origin.\n",
    .example = "  proviso signer -o /srv/www/sign.xa.example\n",
    .options = rows,
    .run = run,
};
