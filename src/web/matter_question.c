/* The first screen of a matter: what is to be decided, what the core says, what the reader can do, and how
 * far the matter is. */
#include "base/json.h"
#include "rules/parameter.h"
#include "web/matter_file.h"
#include "web/page_findings.h"

/* ---- the question ---- */

static const char *const questions[MEASURE_COUNT] = {
    [MEASURE_PRESERVATION] =
        "May {provider} be made to keep what it holds of {accounts}, {from} to {to}?",
    [MEASURE_SUBSCRIBER] = "May {provider} be made to say who holds {accounts}?",
    [MEASURE_IDENTITY] = "May {provider} be made to say who used {accounts}, {from} to {to}?",
    [MEASURE_TRAFFIC] =
        "May traffic data of {accounts} at {provider}, {from} to {to}, be handed over?",
    [MEASURE_CONTENT] =
        "May the content of {accounts} at {provider}, {from} to {to}, be handed over?",
    [MEASURE_SEARCH] = "May a device be searched for what belongs to {accounts}, {from} to {to}?",
    [MEASURE_REALTIME] =
        "May traffic data of {accounts} at {provider} be collected as they arise, {from} to {to}?",
    [MEASURE_INTERCEPTION] =
        "May messages of {accounts} at {provider} be read as they are sent, {from} to {to}?",
};

static void append_accounts(enum language language, size_t count, struct buffer *out)
{
    struct slice text = slice_text(language_plural(language, "# account", "# accounts", count));
    size_t at = slice_find(text, 0, '#');

    buffer_append(out, slice_part(text, 0, at));
    language_number(language, count, out);
    buffer_append(out, slice_from(text, at + 1));
}

/* `to` is the first moment that no longer belongs to it: its last day is named. */
static void append_part(enum language language, struct slice name, const struct scope *scope,
                        struct buffer *out)
{
    if (slice_is(name, "provider"))
        buffer_append(out, scope->provider);
    else if (slice_is(name, "accounts"))
        append_accounts(language, scope->account_count, out);
    else
        language_day(language, slice_is(name, "from") ? scope->from : scope->to - 1, out);
}

/* What is still asked for: the scope of the last act that set one, since each stays within those before. */
static const struct scope *asked_scope(const struct matter_file *file)
{
    static const enum matter_act acts[] = {MATTER_APPROVAL, MATTER_REQUEST, MATTER_AUTHORISATION,
                                           MATTER_APPLICATION};

    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        const struct standing *standing = file->latest[acts[i]];

        if (standing && standing->counts && standing->has_scope)
            return &standing->scope;
    }
    for (size_t i = 0; i < file->matter->standing_count; i++)
        if (file->history[i]->has_scope)
            return &file->history[i]->scope;
    return NULL;
}

const char *matter_question(const struct matter_file *file)
{
    const struct scope *scope = asked_scope(file);
    enum language language = file->request->language;
    struct buffer out = {0};
    struct slice rest, kept;

    if (!scope)
        return (const char *)arena_copy(file->request->arena, file->chain).data;
    rest = slice_text(language_text(language, questions[scope->measure]));
    while (rest.size) {
        size_t open = slice_find(rest, 0, '{'), close = slice_find(rest, 0, '}');

        buffer_append(&out, slice_part(rest, 0, open));
        if (open == SIZE_MAX || close == SIZE_MAX)
            break;
        append_part(language, slice_part(rest, open + 1, close - open - 1), scope, &out);
        rest = slice_from(rest, close + 1);
    }
    kept = arena_copy(file->request->arena, buffer_slice(&out));
    buffer_free(&out);
    return (const char *)kept.data;
}

/* ---- what it is about ---- */

static void write_case(struct matter_file *file, const struct standing *application)
{
    struct slice name = json_slice(json_object_get(application->filed->statement.body, "case"));

    matter_fact(file, "Investigation", name);
    matter_fact_begin(file, "Asked for by");
    matter_write_signer(file, application, 0);
    matter_fact_end(file);
}

static void write_offence(struct matter_file *file)
{
    const struct provision *provision = file->matter->basis.provisions[0];
    struct html *html = &file->page.html;

    if (!provision)
        return;
    matter_fact_begin(file, "Offence");
    html_open(html, "span", NULL);
    html_attribute(html, "lang", provision->language);
    html_text(html, provision->title);
    html_say(html, ", ");
    html_text(html, provision->cites);
    html_close(html, "span");
    matter_fact_end(file);
}

void matter_write_lead(struct matter_file *file)
{
    struct page *page = &file->page;

    matter_facts_begin(file);
    matter_fact_begin(file, "Matter");
    page_code(page, file->chain);
    html_say(&page->html, " ");
    page_element(page, "span", file->matter->permitted ? "tag yes" : "tag",
                 standing_title(slice_text(matter_standing(file->matter))));
    matter_fact_end(file);
    if (file->latest[MATTER_APPLICATION])
        write_case(file, file->latest[MATTER_APPLICATION]);
    write_offence(file);
    matter_facts_end(file);
}

/* ---- what the core says ---- */

/* What is only still to be done is no reason against the measure: the act is missing, or a limit asks for
 * what that act will say. */
static bool waits_for(const struct matter_file *file, enum matter_act act)
{
    return !file->latest[act];
}

static bool limit_waits(const struct matter_file *file, const struct finding *finding)
{
    static const struct {
        enum parameter parameter;
        enum matter_act act;
    } rows[] = {
        {PARAMETER_JUDGES, MATTER_AUTHORISATION},
        {PARAMETER_AUTHORITY, MATTER_AUTHORISATION},
        {PARAMETER_DUAL_CRIMINALITY, MATTER_DUAL_CRIMINALITY},
        {PARAMETER_GROUNDS, MATTER_RIGHTS_ASSESSMENT},
        {PARAMETER_REFUSE_ON, MATTER_RIGHTS_ASSESSMENT},
        {PARAMETER_APPROVAL, MATTER_APPROVAL},
        {PARAMETER_PRIVILEGED, MATTER_APPROVAL},
    };
    enum parameter parameter;
    enum measure measure;

    if (!finding->rule || finding->where[0] ||
        !parameter_find(slice_text(finding->rule), &measure, &parameter))
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].parameter == parameter)
            return waits_for(file, rows[i].act);
    return false;
}

static bool is_missing(const struct matter_file *file, const struct finding *finding)
{
    switch (finding->code) {
    case FINDING_NO_APPLICATION:
        return waits_for(file, MATTER_APPLICATION);
    case FINDING_NO_JUDGE:
        return waits_for(file, MATTER_AUTHORISATION);
    case FINDING_NO_REQUEST:
        return waits_for(file, MATTER_REQUEST);
    case FINDING_NO_RECEIPT:
        return waits_for(file, MATTER_RECEIPT);
    case FINDING_NO_DUAL_CRIMINALITY:
        return waits_for(file, MATTER_DUAL_CRIMINALITY);
    case FINDING_NO_ASSESSMENT:
        return waits_for(file, MATTER_RIGHTS_ASSESSMENT);
    case FINDING_NO_APPROVAL:
        return waits_for(file, MATTER_APPROVAL);
    default:
        return limit_waits(file, finding);
    }
}

/* The heaviest of what is more than a step still to come. */
static enum outcome heaviest(const struct matter_file *file)
{
    const struct findings *lists[] = {&file->matter->open, &file->matter->statements};
    enum outcome heaviest = OUTCOME_NOTE;

    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            if (!is_missing(file, &lists[i]->items[j]) && lists[i]->items[j].outcome > heaviest)
                heaviest = lists[i]->items[j].outcome;
    return heaviest;
}

static void write_verdict(struct matter_file *file)
{
    static const struct {
        const char *class, *tag, *word, *sentence;
    } verdicts[] = {
        [OUTCOME_NOTE] = {"verdict", "tag", "nothing against",
                          "Nothing speaks against it so far. Nothing is permitted either until "
                          "every step is done."},
        [OUTCOME_ASK] =
            {"verdict ask", "tag ask", "asks",
             "A fact is missing, or a question is open. Nothing is permitted until it is "
             "answered."},
        [OUTCOME_REFUSE] = {"verdict no", "tag no", "refuses",
                            "As it stands this is not permitted, whoever signs."},
        [OUTCOME_REFUSE + 1] = {"verdict yes", "tag yes", "permitted",
                                "It is permitted now, within the scope below and no further."},
    };
    int row = file->matter->permitted ? OUTCOME_REFUSE + 1 : (int)heaviest(file);
    struct page *page = &file->page;

    html_open(&page->html, "p", "class", verdicts[row].class, NULL);
    page_element(page, "span", verdicts[row].tag, verdicts[row].word);
    html_say(&page->html, " ");
    page_say(page, verdicts[row].sentence);
    html_close(&page->html, "p");
}

static void write_list(struct matter_file *file, const struct findings *findings)
{
    bool any = false;

    for (int outcome = OUTCOME_REFUSE; outcome >= OUTCOME_NOTE; outcome--)
        for (size_t i = 0; i < findings->count; i++) {
            const struct finding *finding = &findings->items[i];

            if ((int)finding->outcome != outcome || is_missing(file, finding))
                continue;
            if (!any)
                html_open(&file->page.html, "ul", "class", "findings", NULL);
            any = true;
            page_finding(&file->page, finding, &file->names);
        }
    if (any)
        html_close(&file->page.html, "ul");
}

static const struct table_head limit_heads[] = {
    {"Limit", false}, {"Here", false}, {"What binds", false}, {"Set by", false}, {0}};

static void write_value(struct page *page, const struct value *value)
{
    struct buffer text = {0};

    page_cell_begin(page);
    if (value->kind == VALUE_SECONDS)
        duration_say(page->language, value->number, &text);
    else if (value->kind != VALUE_NONE)
        value_say(page->language, value, &text);
    html_text(&page->html, buffer_slice(&text));
    page_cell_end(page);
    buffer_free(&text);
}

static void write_whose(struct matter_file *file, unsigned whose)
{
    struct buffer text = {0};

    text_whose(file->page.language, whose, &file->names, &text);
    html_text(&file->page.html, buffer_slice(&text));
    buffer_free(&text);
}

static void write_limit(struct matter_file *file, const struct finding *finding)
{
    struct page *page = &file->page;
    enum parameter parameter;
    enum measure measure;
    bool known = parameter_find(slice_text(finding->rule), &measure, &parameter);

    page_row_begin(page);
    page_cell_begin(page);
    page_say(page, known ? parameter_table[parameter].meaning : finding->rule);
    html_say(&page->html, " ");
    page_row_link(page, finding->row);
    page_cell_end(page);
    write_value(page, &finding->value);
    write_value(page, &finding->limit);
    page_cell_begin(page);
    write_whose(file, finding->whose);
    page_cell_end(page);
    page_row_end(page);
}

/* Value, limit and whose it is, side by side, where a rulebook speaks. */
static void write_limits(struct matter_file *file)
{
    const struct findings *lists[] = {&file->matter->open, &file->matter->statements};
    bool any = false;

    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->count; j++) {
            if (!lists[i]->items[j].rule || is_missing(file, &lists[i]->items[j]))
                continue;
            if (!any)
                page_table_begin(&file->page, "Limits that speak against it", limit_heads);
            any = true;
            write_limit(file, &lists[i]->items[j]);
        }
    if (any)
        page_table_end(&file->page);
}

void matter_write_findings(struct matter_file *file)
{
    page_heading(&file->page, "h2", "core", "What the core says");
    write_verdict(file);
    write_list(file, &file->matter->open);
    write_list(file, &file->matter->statements);
    write_limits(file);
}

/* ---- what the reader can do ---- */

static size_t own_turns(const struct matter_file *file, struct turn out[MATTER_TURNS])
{
    struct turn turns[MATTER_TURNS];
    size_t count = matter_turns(file->matter, turns), own = 0;

    for (size_t i = 0; i < count; i++)
        if (turn_is_of(&turns[i], file->site->node->state, file->who->office, file->who->roles))
            out[own++] = turns[i];
    return own;
}

static void write_choice(struct matter_file *file, enum matter_act act, const char *words,
                         const char *decision)
{
    const char *type = matter_acts.acts[act].type;
    struct html *html = &file->page.html;
    struct slice rest =
        decision ? arena_format(file->request->arena, "/acts/%s?decision=%s", type, decision)
                 : arena_format(file->request->arena, "/acts/%s", type);

    html_open(html, "li", NULL);
    html_open(html, "a", "href", page_url(&file->page, matter_place(file, (const char *)rest.data)),
              NULL);
    page_say(&file->page, words);
    html_close(html, "a");
    html_close(html, "li");
}

/* Decisions are offered alike, whatever they permit: none is bigger, none comes with a warning. */
static void write_choices(struct matter_file *file, enum matter_act act)
{
    const struct act *row = &matter_acts.acts[act];
    unsigned word;

    html_open(&file->page.html, "ul", "class", "choices", NULL);
    if (!row->decides)
        write_choice(file, act, matter_act_task(act), NULL);
    for (unsigned place = 0; matter_choice_at(act, place, &word); place++)
        write_choice(file, act, matter_choice(act, word), row->words->words[word]);
    html_close(&file->page.html, "ul");
}

/* What needs nobody's turn, as long as the matter has not ended. */
static void write_anytime(struct matter_file *file)
{
    static const enum matter_act acts[] = {MATTER_SUSPENSION, MATTER_TERMINATION};
    bool any = false;

    for (size_t i = 0; i < 2 && matter_next(file->matter); i++) {
        if (!(matter_acts.acts[acts[i]].by_roles & file->who->roles))
            continue;
        if (!any) {
            page_element(&file->page, "h3", NULL, "At any time");
            html_open(&file->page.html, "ul", "class", "choices", NULL);
        }
        any = true;
        write_choice(file, acts[i], matter_act_task(acts[i]), NULL);
    }
    if (any)
        html_close(&file->page.html, "ul");
}

void matter_write_choices(struct matter_file *file)
{
    struct turn turns[MATTER_TURNS];
    size_t count = own_turns(file, turns);
    struct page *page = &file->page;

    page_heading(page, "h2", "acts", "What you can do");
    if (!count)
        page_element(page, "p", NULL, "No act in this matter waits for you now.");
    for (size_t i = 0; i < count; i++) {
        page_element(page, "h3", NULL, matter_act_task(turns[i].act));
        write_choices(file, turns[i].act);
    }
    write_anytime(file);
}

/* ---- how far it is ---- */

static const struct turn *turn_for(const struct turn *turns, size_t count, enum matter_act act)
{
    for (size_t i = 0; i < count; i++)
        if (turns[i].act == act)
            return &turns[i];
    return NULL;
}

static void write_whom(struct matter_file *file, const struct turn *turn)
{
    struct page *page = &file->page;

    for (size_t i = 0; i < turn->office_count; i++) {
        html_say(&page->html, i ? ", " : "");
        page_code(page, turn->offices[i]);
    }
    if (!turn->office_count) {
        page_roles(page, turn->roles);
        html_say(&page->html, ", ");
        html_text(&page->html, matter_state_name(file, turn->state));
    }
}

static void write_date(struct matter_file *file, instant due)
{
    struct buffer text = {0};

    matter_left_text(file->page.language, due - file->now, &text);
    html_say(&file->page.html, " ");
    html_open(&file->page.html, "span", "class", due < file->now ? "tag no" : "tag", NULL);
    html_text(&file->page.html, buffer_slice(&text));
    html_close(&file->page.html, "span");
    html_say(&file->page.html, " ");
    page_time(&file->page, due);
    buffer_free(&text);
}

static void write_task(struct matter_file *file, enum matter_act act, const struct turn *turn)
{
    const struct standing *last = file->latest[act];
    struct page *page = &file->page;
    struct html *html = &page->html;

    html_open(html, "li", NULL);
    html_open(html, "span", "class", "task", NULL);
    if (last)
        matter_write_deed(file, &last->filed->statement);
    else
        page_say(page, matter_act_name(act));
    html_close(html, "span");
    html_open(html, "span", NULL);
    if (turn) {
        page_element(page, "span", "tag ask", "waits");
        html_say(html, " ");
        write_whom(file, turn);
        if (turn->due != TURN_UNDATED)
            write_date(file, turn->due);
    } else if (last) {
        page_element(page, "span", "tag yes", "done");
        html_say(html, " ");
        matter_write_signer(file, last, 0);
        html_say(html, ", ");
        page_time(page, filed_legal(last->filed));
    } else {
        page_element(page, "span", "tag", "not yet");
    }
    html_close(html, "span");
    html_close(html, "li");
}

void matter_write_tasks(struct matter_file *file)
{
    uint32_t spared = file->matter->state[1][0] ? matter_spares(file->matter) : 0;
    struct turn turns[MATTER_TURNS];
    size_t count = matter_turns(file->matter, turns);

    page_heading(&file->page, "h2", "steps", "Where it stands");
    html_open(&file->page.html, "ol", "class", "tasks", NULL);
    for (enum matter_act act = 0; act < MATTER_ACTS; act++) {
        const struct turn *turn = turn_for(turns, count, act);

        if ((act <= MATTER_APPROVAL && !(spared >> act & 1)) || turn || file->latest[act])
            write_task(file, act, turn);
    }
    html_close(&file->page.html, "ol");
}

/* ---- what is due ---- */

static const struct table_head due_heads[] = {
    {"Act", false}, {"State", false}, {"Due", false}, {0}};

void matter_write_due(struct matter_file *file)
{
    const struct matter *matter = file->matter;
    struct page *page = &file->page;

    if (!matter->obligation_count)
        return;
    page_heading(page, "h2", "due", "What is due");
    page_table_begin(page, "Acts with a date, by the clocks of the rulebooks", due_heads);
    for (size_t i = 0; i < matter->obligation_count; i++) {
        page_row_begin(page);
        page_cell(page, page_text(page, matter_act_task(matter->obligations[i].act)));
        page_cell_begin(page);
        html_text(&page->html, matter_state_name(file, matter->obligations[i].state));
        page_cell_end(page);
        page_cell_begin(page);
        write_date(file, matter->obligations[i].due);
        page_cell_end(page);
        page_row_end(page);
    }
    page_table_end(page);
}
