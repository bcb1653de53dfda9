/* The law of a matter: the two offences element by element with what is known of the conduct, the standards
 * with their answers, and the grounds of refusal. */
#include "matter/assessment.h"
#include "node/attachment.h"
#include "rules/parameter.h"
#include "web/matter_file.h"
#include "web/page_findings.h"
#include "web/page_offence.h"

/* ---- the offences ---- */

static const struct table_head offence_heads[] = {
    {"State", false}, {"Offence", false}, {"At most", false}, {0}};

static void write_provision(struct matter_file *file, int side)
{
    const struct provision *provision = file->matter->basis.provisions[side];
    struct page *page = &file->page;

    if (!provision)
        return;
    page_row_begin(page);
    page_cell_begin(page);
    html_text(&page->html, matter_state_name(file, file->matter->state[side]));
    page_cell_end(page);
    page_cell_begin(page);
    html_open(&page->html, "span", NULL);
    html_attribute(&page->html, "lang", provision->language);
    html_text(&page->html, provision->title);
    html_open(&page->html, "cite", NULL);
    html_text(&page->html, provision->cites);
    html_close(&page->html, "cite");
    html_close(&page->html, "span");
    page_cell_end(page);
    page_cell_begin(page);
    page_penalty(page, provision);
    page_cell_end(page);
    page_row_end(page);
}

/* ---- element by element ---- */

static void write_fact(struct page *page, enum element element, struct fact fact)
{
    struct fact nothing = fact_unknown(element);

    if (fact.least == nothing.least && fact.most == nothing.most) {
        page_say(page, "not stated");
    } else if (fact.least == fact.most) {
        page_element_value(page, element, fact.least);
    } else if (element_table[element].kind == ELEMENT_DEGREE) {
        page_say(page, "at least");
        html_say(&page->html, " ");
        page_element_value(page, element, fact.least);
        html_say(&page->html, ", ");
        page_say(page, "at most");
        html_say(&page->html, " ");
        page_element_value(page, element, fact.most);
    } else {
        page_element_value(page, element, fact.least);
    }
}

static void write_relation(struct page *page, const struct comparison *comparison,
                           enum element element)
{
    static const char *const words[] = {
        [RELATION_SAME] = "the same",
        [RELATION_NARROWER] = "the second reaches further",
        [RELATION_WIDER] = "the first reaches further",
        [RELATION_NEITHER] = "each reaches where the other does not",
    };

    page_say(page, words[comparison->elements[element].relation]);
    if (comparison->deciding >> element & 1) {
        html_say(&page->html, " ");
        page_element(page, "span", comparison->verdict == TRUTH_NO ? "tag no" : "tag ask",
                     "decides");
    }
}

static void write_element_row(struct matter_file *file, enum element element)
{
    const struct matter_basis *basis = &file->matter->basis;
    struct page *page = &file->page;

    page_row_begin(page);
    page_cell(page, page_text(page, element_table[element].question));
    for (int side = 0; side < 2; side++) {
        if (!basis->provisions[side])
            continue;
        page_cell_begin(page);
        page_element_value(page, element, basis->provisions[side]->elements.values[element]);
        page_cell_end(page);
    }
    page_cell_begin(page);
    write_fact(page, element, basis->facts.values[element]);
    page_cell_end(page);
    if (basis->compared) {
        page_cell_begin(page);
        write_relation(page, &basis->comparison, element);
        page_cell_end(page);
    }
    page_row_end(page);
}

static void write_elements(struct matter_file *file)
{
    const struct matter_basis *basis = &file->matter->basis;
    struct table_head heads[6] = {{"Element", false}};
    size_t count = 1;

    if (basis->provisions[0])
        heads[count++].name = "In the requesting State";
    if (basis->provisions[1])
        heads[count++].name = "In the executing State";
    heads[count++].name = "What is known of the conduct";
    if (basis->compared)
        heads[count++].name = "Side by side";
    page_table_begin(&file->page, "The offences element by element, and the conduct", heads);
    for (enum element element = 0; element < ELEMENT_COUNT; element++)
        write_element_row(file, element);
    page_table_end(&file->page);
}

static void write_verdict(struct matter_file *file)
{
    static const struct {
        const char *class, *tag, *word, *sentence;
    } verdicts[] = {
        [TRUTH_NO] = {"verdict no", "tag no", "no",
                      "The conduct is no crime in the executing State."},
        [TRUTH_UNKNOWN] =
            {"verdict ask", "tag ask", "not known",
             "Whether the conduct is a crime in the executing State turns on what is not "
             "known."},
        [TRUTH_YES] = {"verdict yes", "tag yes", "yes", "The conduct is a crime in both States."},
    };
    const struct matter_basis *basis = &file->matter->basis;
    struct page *page = &file->page;

    if (!file->matter->exchange)
        return;
    html_open(&page->html, "p", "class",
              basis->compared ? verdicts[basis->comparison.verdict].class : "verdict", NULL);
    if (basis->compared) {
        page_element(page, "span", verdicts[basis->comparison.verdict].tag,
                     verdicts[basis->comparison.verdict].word);
        html_say(&page->html, " ");
        page_say(page, verdicts[basis->comparison.verdict].sentence);
    } else {
        page_say(page, "The executing State has not named an offence of its own to compare.");
    }
    html_say(&page->html, " ");
    page_row_link(page, "M1");
    html_close(&page->html, "p");
}

/* ---- the standards ---- */

static const struct table_head standard_heads[] = {{"Standard that is not met", false},
                                                   {"Offence", false},
                                                   {"What follows here", false},
                                                   {"Row", false},
                                                   {0}};

static const char *follows(enum standard standard, const struct offence_answers *answers)
{
    if (standard_outcome(standard, answers) == OUTCOME_REFUSE)
        return "no measure can rest on it";
    if (standard_outcome(standard, answers) == OUTCOME_ASK)
        return "still to be answered";
    return standard_table[standard].effect == OUTCOME_ASK ? "answered in this matter"
                                                          : "to be known";
}

static void write_standard(struct matter_file *file, int side, enum standard standard)
{
    static const char *const classes[] = {"tag", "tag ask", "tag no"};
    const struct matter_basis *basis = &file->matter->basis;
    struct page *page = &file->page;

    page_row_begin(page);
    page_cell_begin(page);
    html_element(&page->html, "span", "class", "row", standard_table[standard].code);
    html_say(&page->html, " ");
    page_say(page, standard_table[standard].title);
    page_cell_end(page);
    page_cell_begin(page);
    html_text(&page->html, matter_state_name(file, file->matter->state[side]));
    page_cell_end(page);
    page_cell_begin(page);
    page_element(page, "span", classes[standard_outcome(standard, &basis->answers)],
                 follows(standard, &basis->answers));
    page_cell_end(page);
    page_cell_begin(page);
    page_row_link(page, standard_table[standard].row);
    page_cell_end(page);
    page_row_end(page);
}

static void write_standards(struct matter_file *file)
{
    const struct matter_basis *basis = &file->matter->basis;
    bool any = false;

    for (int side = 0; side < 2; side++)
        for (enum standard standard = 0; standard < STANDARD_COUNT; standard++) {
            if (!basis->provisions[side] || !standard_applies(standard, basis->provisions[side]))
                continue;
            if (!any)
                page_table_begin(&file->page, "Where the offences fail the 14 standards, L1 to L14",
                                 standard_heads);
            any = true;
            write_standard(file, side, standard);
        }
    if (any)
        page_table_end(&file->page);
    else
        page_element(&file->page, "p", NULL, "The offences meet all of the 14 standards.");
}

static void write_answer(struct matter_file *file, const char *question, enum truth answer)
{
    static const char *const words[] = {
        [TRUTH_NO] = "no", [TRUTH_UNKNOWN] = "not known", [TRUTH_YES] = "yes"};

    matter_fact_begin(file, question);
    page_say(&file->page, words[answer]);
    matter_fact_end(file);
}

void matter_write_offences(struct matter_file *file)
{
    const struct matter_basis *basis = &file->matter->basis;
    struct page *page = &file->page;

    if (!basis->provisions[0] && !basis->provisions[1])
        return;
    page_heading(page, "h2", "offences", "The offences");
    write_verdict(file);
    page_table_begin(page, "On which offences it rests", offence_heads);
    for (int side = 0; side < 2; side++)
        write_provision(file, side);
    page_table_end(page);
    write_elements(file);
    write_standards(file);
    matter_facts_begin(file);
    write_answer(file, "Was there a dishonest or harmful intent?", basis->answers.malice);
    write_answer(file, "Has a judge found that no exclusion applies?", basis->answers.no_exclusion);
    matter_facts_end(file);
}

/* ---- grounds of refusal ---- */

static const struct table_head ground_heads[] = {{"Ground", false},
                                                 {"Answer", false},
                                                 {"What was checked", false},
                                                 {"Under the rulebooks", false},
                                                 {0}};

static void write_ground_answer(struct page *page, const struct assessment_answer *answer)
{
    static const struct {
        const char *class, *word;
    } words[] = {
        [ANSWER_NO] = {"tag", "no indication"},
        [ANSWER_YES] = {"tag no", "yes"},
        [ANSWER_UNKNOWN] = {"tag ask", "not known"},
    };

    if (answer->there)
        page_element(page, "span", words[answer->answer].class, words[answer->answer].word);
    else
        page_element(page, "span", "tag", "open");
}

/* Where the answers themselves are not for the reader: what the statement says of them. */
static void write_covered(struct matter_file *file, enum ground ground)
{
    const struct standing *assessment = file->latest[MATTER_RIGHTS_ASSESSMENT];
    struct page *page = &file->page;
    json_t *body = assessment ? assessment->filed->statement.body : NULL;

    if (body && matter_words(body, "noted", &words_ground) >> ground & 1)
        page_element(page, "span", "tag ask", "left to the court");
    else if (body && matter_words(body, "covered", &words_ground) >> ground & 1)
        page_element(page, "span", "tag", "answered");
    else
        page_element(page, "span", "tag", "open");
}

static void write_rule(struct matter_file *file, enum ground ground)
{
    const struct effective *rules = &file->matter->rules;
    uint64_t refuse, must;

    if (!file->matter->has_rules)
        return;
    refuse = (uint64_t)rules->limits[PARAMETER_REFUSE_ON];
    must = (uint64_t)rules->limits[PARAMETER_GROUNDS];
    if (refuse >> ground & 1)
        page_say(&file->page, "the State refuses where it is met");
    else if (must >> ground & 1)
        page_say(&file->page, "to be answered; the court weighs it");
    else
        page_say(&file->page, "not asked for");
}

static void write_ground(struct matter_file *file, enum ground ground,
                         const struct assessment_answers *answers)
{
    struct page *page = &file->page;

    page_row_begin(page);
    page_cell_begin(page);
    html_element(&page->html, "span", "class", "row", words_ground.words[ground]);
    html_say(&page->html, " ");
    page_say(page, words_ground_meaning(ground));
    page_cell_end(page);
    page_cell_begin(page);
    if (answers)
        write_ground_answer(page, &answers->grounds[ground]);
    else
        write_covered(file, ground);
    page_cell_end(page);
    page_cell_begin(page);
    if (answers) {
        html_open(&page->html, "bdi", "lang", "", NULL);
        html_text(&page->html, answers->grounds[ground].text);
        html_close(&page->html, "bdi");
    }
    page_cell_end(page);
    page_cell_begin(page);
    write_rule(file, ground);
    page_cell_end(page);
    page_row_end(page);
}

static void write_person(struct matter_file *file, const struct assessment_answers *answers)
{
    static const char *const questions[ASSESSMENT_PERSONS] = {
        "Does the person seek or have asylum?",
        "Is the person a journalist or a defender of human rights?",
        "Is the person a minor?",
    };

    matter_facts_begin(file);
    for (size_t i = 0; i < ASSESSMENT_PERSONS; i++) {
        matter_fact_begin(file, questions[i]);
        write_ground_answer(&file->page, &answers->person[i]);
        matter_fact_end(file);
    }
    matter_facts_end(file);
}

/* The answers of the last assessment, where the reader may read them and they are here. */
static const struct assessment_answers *read_answers(struct matter_file *file)
{
    const struct standing *assessment = file->latest[MATTER_RIGHTS_ASSESSMENT];
    struct assessment_answers *out = arena_take(file->request->arena, sizeof *out);
    struct error error = {0};

    for (size_t i = 0; assessment && i < file->papers.text_count; i++) {
        const struct paper_text *text = &file->papers.texts[i];

        if (text->statement == matter_index(file, assessment) && text->allowed &&
            strcmp(text->place, "answers") == 0 && text->bytes.size &&
            assessment_read(text->bytes, file->request->arena, out, &error))
            return out;
    }
    return NULL;
}

/* The executing State answers them; the requesting one reads what was answered. */
static bool concerns(const struct matter_file *file)
{
    return file->latest[MATTER_RIGHTS_ASSESSMENT] ||
           strcmp(file->site->node->state, file->matter->state[1]) == 0;
}

void matter_write_grounds(struct matter_file *file)
{
    const struct assessment_answers *answers;
    struct page *page = &file->page;

    if (!file->matter->exchange || !concerns(file))
        return;
    answers = read_answers(file);
    page_heading(page, "h2", "grounds", "Is anybody at risk? The grounds of refusal");
    page_element(page, "p", NULL,
                 "\xe2\x80\x9cNot known\xe2\x80\x9d is an answer like the others: it leaves the "
                 "question to be settled, and nothing is permitted meanwhile.");
    page_table_begin(page, "Each ground, its answer, and what was checked for it", ground_heads);
    for (enum ground ground = 0; ground < GROUND_COUNT; ground++)
        write_ground(file, ground, answers);
    page_table_end(page);
    if (answers)
        write_person(file, answers);
    else if (file->latest[MATTER_RIGHTS_ASSESSMENT])
        page_element(page, "p", "small",
                     "The answers themselves stay with the reviewer and the courts of that State.");
}
