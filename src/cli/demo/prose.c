#include "cli/demo/prose.h"

#include "terms/words.h"

const struct prose prose_application[] = {
    {"facts", "application-facts",
     "Between August and October a trader in Arcadia paid 41 invoices for goods that never\n"
     "left the warehouse. The freight papers were forged: each bears a stamp that the\n"
     "warehouse gave up in May. 38 of the invoices were sent from the account named here; the\n"
     "others came by courier, who was paid in cash.\n"},
    {"facts_against", "application-facts-against",
     "The account may have been used by a second person: two of its log-ins in September came\n"
     "from another country while its holder was seen at work. The holder has no earlier\n"
     "conviction and answered the summons at once.\n"},
    {"necessity", "application-necessity",
     "Who gave the instructions to forge the papers is known only from the messages. The\n"
     "company's own server was wiped before it was seized, the courier's telephone was never\n"
     "found, and neither of the two employees who were questioned saw the originals.\n"},
    {"proportionality", "application-proportionality",
     "One account is asked for, over the weeks in which the forgeries were made; the damage is\n"
     "2.3 million. Private mail outside that time remains closed, and what concerns lawyers is\n"
     "to be set aside. A milder course would leave the person who ordered the fraud unknown\n"
     "and the holder under suspicion.\n"},
    {"less_intrusive", "application-less-intrusive",
     "Bank statements and the warehouse's records were obtained first; they show where money\n"
     "and pallets went and not on whose word. Subscriber data alone would name a holder, never\n"
     "a conduct. Witnesses were heard on 3 November without result.\n"},
    {"targets.0.suspicion", "application-suspicion",
     "The holder received 60 percent of the payments within a day of each. The contract with\n"
     "the freight company, whose letterhead is on the forged bills, carries his signature, and\n"
     "his building pass was used on all evenings on which one of them was scanned.\n"},
    {"sought", "application-sought",
     "Sought are the messages in which dates, quantities and the look of the stamp were\n"
     "settled, with whoever took part in them. They decide between the two explanations that\n"
     "remain: that the holder planned the fraud, or that his password served another.\n"},
    {"earlier_applications", "application-earlier-applications",
     "None against the holder. Two for the company's bank accounts, both granted and carried\n"
     "out.\n"},
    {"third_parties", "application-third-parties",
     "Some eighty customers and a handful of relatives write to this address. Only\n"
     "conversations that mention an invoice of the list are opened; relatives are left out by\n"
     "their names, and nobody else becomes a target through this order.\n"},
    {"privilege_plan", "application-privilege-plan",
     "A list of counsel, doctors and clergy of the region is fixed by its hash before anything\n"
     "is released. The provider's release sets their mail aside for the filter office, whose\n"
     "reviewer does not work for the police.\n"},
    {"minimisation", "application-minimisation",
     "Two named officers see the copy, on a machine without a network. They search by invoice\n"
     "number, note which records they opened, and hand the rest back to the custodian unread\n"
     "within ten days.\n"},
    {"notice_plan", "application-notice-plan",
     "Ninety days after the delivery the holder gets a letter with the order, its reasons and\n"
     "the way to complain. Should the trial begin sooner, he is told with the charges.\n"
     "Customers are informed through the company.\n"},
    {0},
};

const struct prose prose_second[] = {
    {"facts", "second-facts",
     "In the night to 6 October somebody deleted the loan register of the university library:\n"
     "310,000 entries, and with them the reservations of four faculties. The commands came over\n"
     "the access of a former assistant, whose contract had ended in June and whose password\n"
     "nobody had withdrawn. For nineteen days no book could be lent.\n"},
    {"facts_against", "second-facts-against",
     "The assistant had written to the director twice that the access was still open, and three\n"
     "colleagues knew the password. On that night her telephone was at her parents' house, sixty\n"
     "kilometres from the computer that was used.\n"},
    {"necessity", "second-necessity",
     "The library's own log was deleted with the register. Whether the assistant passed the\n"
     "password on, and to whom, can be learnt only from what she wrote and received; the\n"
     "colleagues contradict each other, and the computer stands in a hall open to everybody.\n"},
    {"proportionality", "second-proportionality",
     "The damage is 90,000, and examinations of two terms were moved. What is asked for is one\n"
     "mailbox over the same weeks as in the parallel inquiry of the university. It holds private\n"
     "letters, too, so the time asked for is longer than the deed alone would call for.\n"},
    {"less_intrusive", "second-less-intrusive",
     "Subscriber and traffic data of the account were obtained on 2 November: they show that\n"
     "eleven letters went to a colleague's private address before that night. The colleague has\n"
     "refused to give evidence, as is her right, since she is the assistant's sister.\n"},
    {"targets.0.suspicion", "second-suspicion",
     "Her name is the one on the access, she had been passed over for a permanent post, and in\n"
     "May she told the staff council that they would notice once she was gone. Each of these\n"
     "has an innocent reading as well.\n"},
    {"sought", "second-sought",
     "Letters that name the register, the password or the night of the deletion. If there are\n"
     "none, that speaks for the assistant, and the inquiry turns to the three others who knew\n"
     "how to get in.\n"},
    {"earlier_applications", "second-earlier-applications",
     "One, for subscriber and traffic data of the same account, granted on 30 October.\n"},
    {"third_parties", "second-third-parties",
     "Family, former colleagues and a circle of readers write to her, perhaps forty people. The\n"
     "sister's letters may be privileged among relatives and are not to be read before a judge\n"
     "has seen them.\n"},
    {"privilege_plan", "second-privilege-plan",
     "Her lawyer and the staff council's counsel are on the list, as is the doctor whom she saw\n"
     "in spring. The set-aside part goes to the filter office of Belmora, sealed, and no one in\n"
     "the investigation gets a key to it.\n"},
    {"minimisation", "second-minimisation",
     "One officer searches for the register's name, the host's name and the director's name.\n"
     "Whatever has none of the three stays closed, and the copy is destroyed when the file goes\n"
     "to the court.\n"},
    {"notice_plan", "second-notice-plan",
     "She is told within sixty days of the delivery what was read, by whom and why, with the\n"
     "address at which she can complain. Her sister gets the same letter for her part.\n"},
    {0},
};

const struct prose prose_authorisation[] = {
    {"serious", "authorisation-serious",
     "Forgery in 41 cases as a business, prepared over months and with damage that endangers\n"
     "an employer of 120 people, is far from the lower end of what section 18 covers. That\n"
     "nobody was threatened does not change this.\n"},
    {"reasons", "authorisation-reasons",
     "I have read the payments and the log-ins. The suspicion rests on the dates of both,\n"
     "which fit too well for chance. What was asked reaches beyond the forged papers: I grant\n"
     "the month in which they were made, no more, and I see no public interest that would\n"
     "exclude punishment.\n"},
    {0},
};

const struct prose prose_copied[] = {
    {"serious", "copied-serious",
     "The damage is high, the planning was thorough and an employer's existence is at stake;\n"
     "the law provides up to ten years for such a case, and nothing makes it a lesser one.\n"},
    {"reasons", "copied-reasons",
     "The court finds that who gave the instructions to forge the papers is known only from\n"
     "the messages. The firm's own server was wiped before it was seized, the courier's\n"
     "telephone was never found, and neither of the two witnesses who were questioned saw the\n"
     "originals.\n"},
    {0},
};

const struct prose prose_comparison[] = {
    {"reasons", "comparison-reasons",
     "Section 18 in Arcadia and article 306 here both punish whoever causes a loss of property\n"
     "through what is put into a computer, meaning to gain what is not due. Mental element, harm\n"
     "and exceptions are the same in both texts; the titles differ in one word. No case would\n"
     "fall under the first law and outside the second.\n"},
    {0},
};

const struct prose prose_approval[] = {
    {"reasons", "approval-reasons",
     "The conduct would be fraud here too, under article 306. Our reviewer has looked for\n"
     "persecution and other hidden purposes and names none. Account and month are those that\n"
     "the judge in Arcadia left standing; counsel of this country were added to the list,\n"
     "which is attached to the file.\n"},
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
