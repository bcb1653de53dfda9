#include "cli/demo/forum_prose.h"

const char *const forum_activities[FORUM_ACTIVITIES] = {
    "We advise people whose accounts were searched and publish what became of their complaints.",
    "Our members teach criminal procedure and compare how orders for data are reviewed by courts.",
    "We run networks and answer orders for data; we wish to speak about what can be carried out.",
    "We train journalists to protect those who confide in them, in nine languages.",
    "We follow trials in which electronic evidence decides and report on how it was obtained.",
};

const char *const forum_reasons[FORUM_REASONS] = {
    ("The application does not say who pays for the work of this organisation, and we have asked "
     "twice without an answer."),
    "A person named in the application speaks for a company that has an application of its own.",
    "What the applicant describes has little to do with the subject of this committee.",
    "The organisation is not registered under the address that it has given.",
};

const char *const forum_answers[FORUM_ANSWERS] = {
    ("Our accounts of the last three years are public; the address is in the annex that was sent "
     "in."),
    "The colleague left that company in spring and has signed a statement about it.",
    "Our registration was renewed in January; the extract is enclosed and can be asked for.",
};

const char forum_prose_approve[] =
    "The reply answers what was objected to. No rule of procedure speaks against taking part.";
const char forum_prose_refuse[] =
    "The reply leaves open who directs the work of the applicant, and the annex does not say so.";
const char forum_prose_grounds[] =
    "The committee overlooked page four of our annex, which names every person on our board.";
const char forum_prose_upheld[] =
    "We have read page four: it names a board, but nobody who directs the work from day to day.";
const char forum_prose_reversed[] =
    "Page four of the annex names those who direct the work. The refusal rested on an oversight.";
const char forum_prose_shares[] =
    "Every group was heard on two days. The shares follow what was asked for at the last session; "
    "those of civil society and academia are above the least that they must have.";
const char forum_prose_closing[] =
    "The drafting group compares wording that delegations have asked not to see quoted while it "
    "is open; its result is reported to the next public meeting.";
const char forum_prose_ruling[] =
    "The chair rules that the list of speakers is closed, and that whoever was not reached hands "
    "in the statement in writing, to be published with the report.";
const char forum_prose_letter[] =
    "To the chair of the committee\n\n"
    "We, the organisations and experts who sign below, ask that the text which is negotiated here\n"
    "binds every power over data to a decision of a judge who is independent, to reasons that can\n"
    "be read, and to notice for the person concerned once it does no more harm. We ask that what\n"
    "is protected by professional secrecy stays closed, that each order names its end, and that\n"
    "whoever is searched without ground has somewhere to go.\n\n"
    "We ask, too, to be heard while the text is made and not after: in the room and over a link,\n"
    "with documents in time and in the languages of the committee, and with reasons where one of\n"
    "us is not admitted.\n\n";
const char forum_prose_document[] = "# %s\n\nProvisional text in language %s, for the meeting "
                                    "named in the programme.\n\n"
                                    "1. The committee takes note of the agenda.\n"
                                    "2. Delegations and organisations are invited to comment.\n";
