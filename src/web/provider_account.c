/* What a release came to: the account, byte for byte, and the package. */
#include "base/json.h"
#include "web/provider_pages.h"

enum { ACCOUNT_DEPTH = 5 };

struct tally_row {
    const char *words, *member, *part; /* part: of the object "set_aside" */
};

static const struct tally_row tally_rows[] = {
    {"Released to the investigator", "released", NULL},
    {"Out of scope, stays here", "out_of_scope", NULL},
    {"Set aside: privileged", "set_aside", "privileged"},
    {"Set aside: in doubt", "set_aside", "ambiguous"},
};

static uint64_t count_of(json_t *tally, const char *member)
{
    json_int_t number = json_integer_value(json_object_get(tally, member));

    return number > 0 ? (uint64_t)number : 0;
}

static void write_tally(struct page *page, const char *words, uint64_t records, uint64_t bytes)
{
    page_row_begin(page);
    page_cell(page, page_text(page, words));
    page_cell_number(page, records);
    page_cell_number(page, bytes);
    page_row_end(page);
}

static void write_account_table(struct page *page, json_t *account)
{
    static const struct table_head heads[] = {
        {"What became of it", false}, {"Records", true}, {"Bytes", true}, {0}};
    json_t *input = json_object_get(account, "input");
    uint64_t records = 0, bytes = 0;

    page_table_begin(page, "The account of this release", heads);
    for (size_t i = 0; i < sizeof tally_rows / sizeof *tally_rows; i++) {
        json_t *tally = json_object_get(account, tally_rows[i].member);

        if (tally_rows[i].part)
            tally = json_object_get(tally, tally_rows[i].part);
        write_tally(page, tally_rows[i].words, count_of(tally, "records"),
                    count_of(tally, "bytes"));
        records += count_of(tally, "records");
        bytes += count_of(tally, "bytes");
    }
    write_tally(page, "Together", records, bytes);
    write_tally(page, "In the files", count_of(input, "records"), count_of(input, "bytes"));
    page_table_end(page);
    if (records == count_of(input, "records") && bytes == count_of(input, "bytes"))
        page_element(page, "p", NULL, "Every byte of the files is accounted for.");
    else
        page_element(page, "p", "notice refused",
                     "The account does not add up. Do not hand the package over.");
}

static void write_account(struct page *page, const struct shown_writ *writ)
{
    struct buffer text = {0};
    struct error error = {0};
    json_t *account = NULL;

    if (read_kept(page->site->provider, writ, "package/account.json", &text))
        account = json_strict(buffer_slice(&text), text.size, ACCOUNT_DEPTH, &error);
    if (account)
        write_account_table(page, account);
    else
        page_element(
            page, "p", "notice",
            "There is no package here: the order was carried out from the command line, or "
            "the package was taken away.");
    json_decref(account);
    buffer_free(&text);
}

void write_release_account(struct page *page, const struct shown_writ *writ)
{
    static const char *const names[] = {"released.tar.age", "set-aside.tar.age",   "account.json",
                                        "production.json",  "production.json.sig", NULL};

    page_element(
        page, "p", "notice",
        "The order was carried out. It cannot be carried out again: that takes a new decision "
        "of the court.");
    page_heading(page, "h2", "account", "What was handed out, to the byte");
    write_account(page, writ);
    page_heading(page, "h2", "package", "The package");
    write_files(page, writ,
                "Both parts are sealed: nobody but those whom the court named can "
                "open them, you neither",
                names);
    html_open(&page->html, "p", NULL);
    page_fill(
        page,
        "Next, {production:sign the production statement}, which says what you handed out. Send "
        "it with the package.",
        "production", writ_place(page->arena, writ, "/production"), NULL);
    html_close(&page->html, "p");
}
