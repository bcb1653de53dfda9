#include "web/page_findings.h"

static const struct {
    const char *class, *words;
} outcomes[] = {
    [OUTCOME_NOTE] = {"tag", "to be known"},
    [OUTCOME_ASK] = {"tag ask", "asks"},
    [OUTCOME_REFUSE] = {"tag no", "refuses"},
};

void page_finding(struct page *page, const struct finding *finding, const struct text_names *names)
{
    struct html *html = &page->html;
    struct buffer sentence = {0};

    finding_sentence(page->language, finding, names, &sentence);
    html_open(html, "li", "class", "finding", NULL);
    page_element(page, "span", outcomes[finding->outcome].class, outcomes[finding->outcome].words);
    html_say(html, " ");
    html_text(html, buffer_slice(&sentence));
    html_say(html, " ");
    page_row_link(page, finding->row);
    if (finding->where[0]) {
        html_open(html, "span", "class", "hint", NULL);
        html_say(html, " ");
        html_say(html, finding->where);
        html_close(html, "span");
    }
    html_close(html, "li");
    buffer_free(&sentence);
}

void page_findings(struct page *page, const struct findings *findings,
                   const struct text_names *names)
{
    if (!findings->count)
        return;
    html_open(&page->html, "ul", "class", "findings", NULL);
    for (int outcome = OUTCOME_REFUSE; outcome >= OUTCOME_NOTE; outcome--)
        for (size_t i = 0; i < findings->count; i++)
            if (findings->items[i].outcome == (enum outcome)outcome)
                page_finding(page, &findings->items[i], names);
    html_close(&page->html, "ul");
}

void page_error(struct page *page, const struct error *error)
{
    struct html *html = &page->html;

    html_open(html, "div", "class", "notice refused", "role", "alert", NULL);
    html_open(html, "p", NULL);
    html_say(html, error->message);
    if (error->where[0])
        html_format(html, " (%s)", error->where);
    html_close(html, "p");
    html_open(html, "p", "class", "hint", NULL);
    html_say(html, error_name(error->code));
    html_close(html, "p");
    html_close(html, "div");
}
