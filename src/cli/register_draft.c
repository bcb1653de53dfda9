#include "cli/register_draft.h"

#include <stdlib.h>

#include "base/files.h"
#include "base/memory.h"
#include "cli/drafting.h"
#include "cli/input.h"
#include "cli/report.h"
#include "crypto/attestation.h"

enum { SETS_MOST = 16, KEY_BYTES = REGISTRATION_ARMOUR_LIMIT };

/* An act's members as --set takes them, built from a command's own options. */
struct acts_draft {
    const char *type;
    const char *sets[SETS_MOST];
    size_t count;
    struct arena arena;
};

static void set(struct acts_draft *draft, const char *member, struct slice value)
{
    if (draft->count < SETS_MOST)
        draft->sets[draft->count++] =
            (const char *)arena_format(&draft->arena, "%s=%.*s", member, SLICE_ARG(value)).data;
}

/* A JSON text, so that a value like "true" or "12" stays one. */
static void append_quoted(struct buffer *out, struct slice text)
{
    struct writer writer = {.out = out};

    writer_text(&writer, text);
}

static void set_text(struct acts_draft *draft, const char *member, const char *text)
{
    struct buffer value = {0};

    append_quoted(&value, slice_text(text));
    set(draft, member, buffer_slice(&value));
    buffer_free(&value);
}

static void set_list(struct acts_draft *draft, const char *member, const struct slice *items,
                     size_t count)
{
    struct buffer value = {0};
    struct writer writer = {.out = &value};

    writer_open(&writer, '[');
    for (size_t i = 0; i < count; i++)
        writer_text(&writer, items[i]);
    writer_close(&writer, ']');
    set(draft, member, buffer_slice(&value));
    buffer_free(&value);
}

static void set_option(const struct arguments *arguments, struct acts_draft *draft,
                       const char *member, const char *option)
{
    set_text(draft, member, options_value(arguments, option));
}

/* "judge,clerk" */
static void set_roles(const struct arguments *arguments, struct acts_draft *draft)
{
    struct slice rest = slice_text(options_value(arguments, "--roles")), roles[ROLE_COUNT];
    size_t count = 0;

    while (rest.size && count < ROLE_COUNT) {
        size_t comma = slice_find(rest, 0, ',');

        roles[count++] = slice_part(rest, 0, comma);
        rest = comma == SIZE_MAX ? SLICE("") : slice_from(rest, comma + 1);
    }
    set_list(draft, "roles", roles, count);
}

static void set_with(const struct arguments *arguments, struct acts_draft *draft)
{
    struct slice names[2];
    size_t count = 0, at = 0;
    const char *name;

    while (count < 2 && (name = options_next(arguments, "--with", &at)) != NULL)
        names[count++] = slice_text(name);
    set_list(draft, "with", names, count);
}

static bool read_key(const char *path, struct buffer *out, struct error *error)
{
    struct buffer text = {0};
    struct ssh_key key;
    bool ok =
        files_read(path, KEY_BYTES, &text, error) &&
        (ssh_key_parse(buffer_slice(&text), SSH_LINE_FILE, &key, error) || error_file(error, path));

    if (ok)
        ssh_key_format(&key, out);
    buffer_free(&text);
    return ok;
}

/* A key of either kind: a .pub file, a "webauthn …" line, or a registration of the signing page. */
static bool read_signing_key(const char *path, struct buffer *out, struct error *error)
{
    struct buffer text = {0};
    struct signing_key key;
    bool ok = files_read(path, KEY_BYTES, &text, error);

    if (!ok)
        return false;
    if (slice_starts(buffer_slice(&text), SLICE("-----BEGIN " REGISTRATION_LABEL))) {
        ok = registration_read(buffer_slice(&text), out, error);
    } else {
        ok = signing_key_parse(buffer_slice(&text), SSH_LINE_FILE, &key, error);
        if (ok && key.kind == SIGNING_SSH)
            ssh_key_format(&key.ssh, out);
        else if (ok)
            buffer_append(
                out, slice_part(buffer_slice(&text), 0, slice_find(buffer_slice(&text), 0, '\n')));
    }
    buffer_free(&text);
    return ok || error_file(error, path);
}

static int write_draft(const struct arguments *arguments, struct acts_draft *draft)
{
    struct drafting drafting = {
        .type = draft->type,
        .by = options_value(arguments, "--by"),
        .sets = draft->sets,
    };
    struct buffer payload = {0};
    struct error error = {0};
    char chain[CHAIN_MOST];
    struct node node;
    bool ok = false;

    set_with(arguments, draft);
    drafting.set_count = draft->count;
    if (input_node(arguments, &node, &error)) {
        ok = drafting_write(&node, &drafting, &payload, chain, &error);
        node_close(&node);
    }
    arena_free(&draft->arena);
    if (ok)
        return report_result(arguments, NULL, &payload, 0600);
    buffer_free(&payload);
    return report_error(arguments, &error);
}

#define ROOT_OPTIONS                                                                               \
    {"--by", "ROOT", "the first root that signs: xa.root-1", OPTION_NEEDED},                       \
        {"--with", "ROOT", "another root that signs: xa.root-2", OPTION_NEEDED | OPTION_REPEATS},  \
        {"-o", "FILE", "where to write the payload; otherwise standard output", 0},                \
    {                                                                                              \
        0                                                                                          \
    }

/* ---- found ---- */

static int run_found(const struct arguments *arguments)
{
    struct acts_draft draft = {.type = "found"};
    struct buffer keys[ROOT_COUNT] = {{0}};
    struct slice items[ROOT_COUNT];
    struct error error = {0};
    const char *path;
    size_t at = 0, count = 0;
    bool ok = true;

    while (ok && count < ROOT_COUNT && (path = options_next(arguments, "--root", &at)) != NULL) {
        ok = read_key(path, &keys[count], &error);
        items[count] = buffer_slice(&keys[count]);
        count++;
    }
    if (ok && (count != ROOT_COUNT || options_next(arguments, "--root", &at)))
        ok = error_set(&error, ERROR_USAGE, "register found: --root is given exactly three times");
    if (ok) {
        set_option(arguments, &draft, "name", "--name");
        set_list(&draft, "roots", items, count);
    }
    for (size_t i = 0; i < ROOT_COUNT; i++)
        buffer_free(&keys[i]);
    return ok ? write_draft(arguments, &draft) : report_error(arguments, &error);
}

static const struct option_row found_rows[] = {
    {"--name", "NAME", "the State's name", OPTION_NEEDED},
    {"--root", "FILE", "public key of a root, three times", OPTION_NEEDED | OPTION_REPEATS},
    ROOT_OPTIONS,
};

const struct command register_found = {
    .name = "register found",
    .summary = "draft the act that founds a State's register",
    .usage = "--name NAME --root FILE --root FILE --root FILE --by ROOT --with ROOT -o FILE",
    .example =
        "  proviso register found --name Arcadia --root r1.pub --root r2.pub --root r3.pub \\\n"
        "    --by xa.root-1 --with xa.root-2 -o found.json --node xa\n",
    .options = found_rows,
    .node = true,
    .run = run_found,
};

/* ---- office ---- */

static int run_office(const struct arguments *arguments)
{
    struct acts_draft draft = {.type = "office"};

    set_text(&draft, "office", arguments->words[0]);
    set_roles(arguments, &draft);
    return write_draft(arguments, &draft);
}

static const struct option_row office_rows[] = {
    {"--roles", "ROLE,…", "what its officials may be appointed to do", OPTION_NEEDED},
    ROOT_OPTIONS,
};

const struct command register_office_ = {
    .name = "register office",
    .summary = "draft the entry of an office: an authority, a provider, a filter office",
    .usage = "OFFICE --roles ROLE,… --by ROOT --with ROOT -o FILE",
    .example = "  proviso register office xa.court-1 --roles judge,clerk \\\n"
               "    --by xa.root-1 --with xa.root-2 -o office.json --node xa\n",
    .options = office_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_office,
};

/* ---- appoint ---- */

static int run_appoint(const struct arguments *arguments)
{
    struct acts_draft draft = {.type = "appointment"};
    struct buffer key = {0};
    struct error error = {0};

    if (!read_signing_key(options_value(arguments, "--key"), &key, &error)) {
        buffer_free(&key);
        return report_error(arguments, &error);
    }
    set_text(&draft, "official", arguments->words[0]);
    set_option(arguments, &draft, "person", "--person");
    set_roles(arguments, &draft);
    set_text(&draft, "key", buffer_string(&key));
    buffer_free(&key);
    return write_draft(arguments, &draft);
}

static const struct option_row appoint_rows[] = {
    {"--person", "PERSON", "the natural person, numbered: xa.p17", OPTION_NEEDED},
    {"--roles", "ROLE,…", "what the official may do", OPTION_NEEDED},
    {"--key", "FILE", "a .pub file, or what the signing page's registration gave", OPTION_NEEDED},
    ROOT_OPTIONS,
};

const struct command register_appoint = {
    .name = "register appoint",
    .summary = "draft an appointment: a person, their key, what they may do",
    .usage = "OFFICIAL --person PERSON --roles ROLE,… --key FILE --by ROOT --with ROOT -o FILE",
    .text =
        "A WebAuthn key whose line ends with \"backed-up\" may be copied to other devices by its\n"
        "maker: appoint with such a key only where your State allows it.\n",
    .example = "  proviso register appoint xa.court-1.o17 --person xa.p17 --roles judge \\\n"
               "    --key court.pub --by xa.root-1 --with xa.root-2 -o appoint.json --node xa\n",
    .options = appoint_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_appoint,
};

/* ---- recipient ---- */

static int run_recipient(const struct arguments *arguments)
{
    struct acts_draft draft = {.type = "recipient"};

    set_text(&draft, "recipient", arguments->words[0]);
    set_option(arguments, &draft, "age", "--age");
    return write_draft(arguments, &draft);
}

static const struct option_row recipient_rows[] = {
    {"--age", "age1…", "the age recipient, as age-keygen prints it", OPTION_NEEDED},
    ROOT_OPTIONS,
};

const struct command register_recipient_ = {
    .name = "register recipient",
    .summary = "draft the entry of an age key to which packages may be sealed",
    .usage = "RECIPIENT --age age1… --by ROOT --with ROOT -o FILE",
    .example = "  proviso register recipient xa.police-1.r1 --age age1… \\\n"
               "    --by xa.root-1 --with xa.root-2 -o recipient.json --node xa\n",
    .options = recipient_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_recipient,
};

/* ---- signing origin ---- */

static int run_signing_origin(const struct arguments *arguments)
{
    struct acts_draft draft = {.type = "signing-origin"};

    set_text(&draft, "page", arguments->words[0]);
    set_option(arguments, &draft, "origin", "--origin");
    set_option(arguments, &draft, "rp", "--rp");
    return write_draft(arguments, &draft);
}

static const struct option_row signing_origin_rows[] = {
    {"--origin", "ORIGIN", "where the page is: https://sign.xa.example", OPTION_NEEDED},
    {"--rp", "HOST", "the RP ID of its credentials: sign.xa.example", OPTION_NEEDED},
    ROOT_OPTIONS,
};

const struct command register_signing_origin = {
    .name = "register signing-origin",
    .summary = "draft the entry of a page on which statements are signed with WebAuthn",
    .usage = "PAGE --origin ORIGIN --rp HOST --by ROOT --with ROOT -o FILE",
    .text =
        "Choose a host that serves nothing else and that no node controls, and an RP ID that no\n"
        "other page can use: its own host. `proviso signer` writes the page.\n",
    .example = "  proviso register signing-origin xa.page-1 --origin https://sign.xa.example \\\n"
               "    --rp sign.xa.example --by xa.root-1 --with xa.root-2 -o page.json --node xa\n",
    .options = signing_origin_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_signing_origin,
};

/* ---- revoke ---- */

static int run_revoke(const struct arguments *arguments)
{
    struct acts_draft draft = {.type = "revocation"};

    set_text(&draft, "subject", arguments->words[0]);
    set_option(arguments, &draft, "reason", "--reason");
    return write_draft(arguments, &draft);
}

static const struct option_row revoke_rows[] = {
    {"--reason", "TEXT", "why, without personal data", OPTION_NEEDED},
    ROOT_OPTIONS,
};

const struct command register_revoke = {
    .name = "register revoke",
    .summary = "draft the end of an official's or a recipient's key, or of a signing page",
    .usage = "SUBJECT --reason TEXT --by ROOT --with ROOT -o FILE",
    .example = "  proviso register revoke xa.court-1.o17 --reason \"key lost\" \\\n"
               "    --by xa.root-1 --with xa.root-2 -o revoke.json --node xa\n",
    .options = revoke_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_revoke,
};

/* ---- what becomes law ---- */

/* The hash of a text, as the member that has the name of the act. */
static void set_law(struct acts_draft *draft, struct slice text)
{
    char hash[DIGEST_TEXT];

    set_text(draft, draft->type, digest_write(sha256_of(text), hash));
}

static int run_rules_adopt(const struct arguments *arguments)
{
    struct acts_draft draft = {.type = "rulebook"};
    struct buffer text = {0};
    struct error error = {0};
    bool ok = files_read(arguments->words[0], LINES_BYTES, &text, &error);

    if (ok)
        set_law(&draft, buffer_slice(&text));
    buffer_free(&text);
    return ok ? write_draft(arguments, &draft) : report_error(arguments, &error);
}

static const struct option_row adopt_rows[] = {
    ROOT_OPTIONS,
};

const struct command rules_adopt = {
    .name = "rules adopt",
    .summary = "draft the act by which a rulebook becomes the State's law from its date",
    .usage = "FILE --by ROOT --with ROOT -o FILE",
    .text = "Submit it with the rulebook's text in the folder that --attach names.\n",
    .example = "  proviso rules adopt arcadia.rules --by xa.root-1 --with xa.root-2 \\\n"
               "    -o adopt.json --node xa\n",
    .options = adopt_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_rules_adopt,
};

/* Whose offences they are stands in the register itself. */
static int run_law_adopt(const struct arguments *arguments)
{
    const char *path = arguments->words[0];
    struct acts_draft draft = {.type = "offences"};
    struct offence_register offences;
    struct buffer text = {0};
    struct error error = {0};
    bool ok = files_read(path, LINES_BYTES, &text, &error) &&
              (offence_register_parse(buffer_slice(&text), &draft.arena, &offences, &error) ||
               error_file(&error, path));

    if (ok) {
        set_law(&draft, buffer_slice(&text));
        set_text(&draft, "register", (const char *)arena_copy(&draft.arena, offences.state).data);
    }
    buffer_free(&text);
    if (ok)
        return write_draft(arguments, &draft);
    arena_free(&draft.arena);
    return report_error(arguments, &error);
}

const struct command law_adopt = {
    .name = "law adopt",
    .summary = "draft the act by which a register of offences becomes the State's law",
    .usage = "FILE --by ROOT --with ROOT -o FILE",
    .text =
        "The register is the State's own, or a treaty's that it takes over. Submit it with the\n"
        "register's text in the folder that --attach names. It governs from its date, and not\n"
        "before it was logged and cosigned.\n",
    .example = "  proviso law adopt arcadia.offences --by xa.root-1 --with xa.root-2 \\\n"
               "    -o adopt.json --node xa\n",
    .options = adopt_rows,
    .least = 1,
    .most = 1,
    .node = true,
    .run = run_law_adopt,
};
