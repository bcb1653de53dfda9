#include "cli/demo/prose.h"

#include "terms/words.h"

const struct prose prose_application[] = {
    {"facts", "application-facts",
     "Between August and October a trader in Arcadia paid 41 invoices for goods that never left "
     "the\n"
     "warehouse. The freight papers were forged. 38 of the invoices were sent from the account.\n"},
    {"facts_against", "application-facts-against",
     "The account may have been used by a second person: two of its log-ins in September came "
     "from\n"
     "another country. The account's holder has no earlier conviction.\n"},
    {"necessity", "application-necessity",
     "Who gave the instructions to forge the freight papers is known only from the messages; the\n"
     "company's own server was wiped before it was seized.\n"},
    {"proportionality", "application-proportionality",
     "One account, the weeks of the forged papers, damage of 2.3 million. Private mail outside "
     "that\n"
     "time is not asked for; what concerns lawyers is to be set aside.\n"},
    {"less_intrusive", "application-less-intrusive",
     "Bank statements and the warehouse's records were obtained first and do not say who gave the\n"
     "orders. Subscriber data alone would name the holder, not the conduct.\n"},
    {"targets.0.suspicion", "application-suspicion",
     "The holder received 60 percent of the payments within a day of each, and signed the "
     "contract\n"
     "with the freight company whose stamp is on the forged papers.\n"},
    {0},
};

const struct prose prose_authorisation[] = {
    {"serious", "authorisation-serious",
     "Forgery in 41 cases as a business, with damage that endangers an employer of 120 people.\n"},
    {"reasons", "authorisation-reasons",
     "I have read the payments and the log-ins. The suspicion rests on the dates of both. What "
     "was\n"
     "asked reaches beyond the forged papers: I grant the month in which they were made, no "
     "more.\n"},
    {0},
};

const struct prose prose_approval[] = {
    {"reasons", "approval-reasons",
     "The conduct would be fraud here too. The reviewer has found no ground against it. The "
     "account\n"
     "and the month are those of the authorisation; the list of counsel is attached to the "
     "file.\n"},
    {0},
};

void prose_answers(struct buffer *out)
{
    for (unsigned i = 0; i < GROUND_COUNT; i++)
        buffer_format(out, "[%s]\nanswer = no-indication\nsources = the request, the file, %s\n\n",
                      words_ground.words[i],
                      i % 2 ? "the reports of the human-rights bodies"
                            : "the statute of both States");
    buffer_text(out, "[person]\nasylum = no-indication\ndefender = no-indication\n"
                     "minor = no-indication\n");
}
