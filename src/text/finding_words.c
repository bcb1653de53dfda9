#include "text/finding_words.h"

const char *const limit_words[EQUAL + 1] = {
    [AT_MOST] = "{rule} ({meaning}) is at most {limit} by {whose}; here it is {value|unknown}. "
                "Keep within it: no office can allow more.",
    [AT_LEAST] = "{rule} ({meaning}) is at least {limit} by {whose}; here it is {value|unknown}. "
                 "Make up what is short, or choose a less intrusive measure.",
    [PERMITTED] = "{rule} ({meaning}) is {limit} by {whose}, and nothing else; outside it lies "
                  "{excess|what stands here}. Leave that out: no office can allow more.",
    [REQUIRED] = "{rule} ({meaning}) is all of {limit} by {whose}; missing is "
                 "{missing|what stands here}. Add it: every one of them is needed.",
    [ALLOWED] =
        "{rule} ({meaning}) is \"no\" by {whose}. Choose another measure; this one is not to "
        "be had.",
    [DEMANDED] =
        "{rule} ({meaning}) is \"yes\" by {whose}, and here it is not so. See to it first: "
        "nothing stands in for it.",
    [EQUAL] = "{rule} ({meaning}) is exactly {limit} by {whose}; here it is {value|unknown}. "
              "Change it to that.",
};

const char *const finding_words[FINDING_COUNT] = {
    [FINDING_LIMIT] = "A limit of {whose} is not kept[: it is {limit}][; here it is {value}]. "
                      "Keep within it: no office can allow more.",
    [FINDING_DENIED] =
        "An extra of {whose} refuses this[, {rule}][: {limit}]. Change what it names, or state the "
        "fact that is still missing in it: no office can allow more.",
    [FINDING_FACT_UNKNOWN] =
        "A fact is missing[ that {rule} needs ({meaning})][; the limit is {limit} by {whose}]. "
        "State it: what is unknown never passes.",

    [FINDING_SIGNER_UNKNOWN] = "The State's register does not have {value|this name}. Check the "
                               "name; an office is entered "
                               "and a person appointed before anyone acts for it.",
    [FINDING_SIGNER_KEY] =
        "A signature is not by the key that the register has for the signer[ ({value})]. Sign "
        "with that key, or have the roots appoint the person with the new one.",
    [FINDING_HAND_UNREADABLE] =
        "What was given by hand cannot be read as a signed statement[ ({value})]. It may be a "
        "suspension, so nothing is permitted: ask whoever gave it for the payload and its "
        "signature.",
    [FINDING_SIGNER_ROLE] =
        "This is not for {value|the signer} to do: the roles in the register do not allow it. "
        "Somebody who holds such a role has to act.",
    [FINDING_SIGNER_STATE] = "{value|The signer} is not of the State to which this act belongs. An "
                             "official of that State "
                             "has to do it.",
    [FINDING_SIGNER_NOT_YET] = "The appointment of {value|the signer} was not yet in effect[; it "
                               "is from {limit}]. Sign again "
                               "after that: an appointment waits so that others can see it first.",
    [FINDING_SIGNER_REVOKED] = "The key of {value|the signer} was no longer valid[; it ended at "
                               "{limit}]. Another official has "
                               "to sign.",
    [FINDING_ROOTS_MISSING] = "This needs two of the State's three pinned root keys, and a "
                              "register begins with \"found\". "
                              "Have a second root sign, and compare the keys with the trust file.",
    [FINDING_SAME_PERSON] = "{value|A signer} is the same person as somebody with another duty in "
                            "this matter. The duties "
                            "are separate: a different person has to act.",
    [FINDING_SIGNING_ORIGIN] =
        "The assertion was made on {value|a page} for which the register has no signing page of "
        "the "
        "signer's credential at that time. Sign on a page that the roots have entered.",
    [FINDING_SIGNING_RP] = "{value|The credential} is bound to another RP ID than the one that was "
                           "used. Sign on a page of the "
                           "State's own, with the credential of the appointment.",
    [FINDING_SIGNING_TYPE] =
        "What was handed in for {value|the signer} is no assertion for signing "
        "but a registration or a payment. Sign the payload on the signing page.",
    [FINDING_SIGNING_OTHER_PAYLOAD] = "The assertion of {value|the signer} was made for another "
                                      "payload: its challenge is not the "
                                      "hash of this one. Sign this payload.",
    [FINDING_SIGNING_CROSS_ORIGIN] = "{value|The signer} signed inside a frame of another page, "
                                     "which could cover what they saw. "
                                     "Open the signing page by itself and sign again.",
    [FINDING_SIGNING_NOT_PRESENT] = "The authenticator of {value|the signer} signed without being "
                                    "touched. Sign again and touch "
                                    "it when asked.",
    [FINDING_SIGNING_NOT_VERIFIED] =
        "The authenticator did not verify {value|the signer} by PIN or biometrics. Sign again with "
        "that: whoever holds the device alone must not be able to sign.",
    [FINDING_SIGNING_BACKED_UP] =
        "The credential of {value|the signer} may be copied to other devices, which the "
        "appointment "
        "does not allow. Use one that stays in its authenticator, or have the roots allow it.",
    [FINDING_KEY_SHARED] = "Two persons would share one key[ (see {value})]. A key belongs to one "
                           "person for ever: make a "
                           "new one.",

    [FINDING_CHAIN_BROKEN] = "The statement does not follow its chain: its \"seq\" or \"prev\" is "
                             "not that of the next one. "
                             "Import what is missing, or sign anew on the present head.",
    [FINDING_CHAIN_FORKED] =
        "Two different statements stand at one place of a chain, so nothing here can be relied on. "
        "Keep "
        "both as evidence and tell the supervisor; only a new matter can go on.",
    [FINDING_SEEN_UNKNOWN] = "The statement says that it has seen one which is not here. Import "
                             "what the other State sent, "
                             "or sign anew with the head that is here.",
    [FINDING_NOT_SEEN] = "Whoever signed this had not seen {value|what it rests on}. Import that "
                         "first, then sign a new "
                         "statement that has seen it.",
    [FINDING_TIME_SKEWED] =
        "The statement's time lies {span|too far} from its entry in the ledger[; by {whose} "
        "({rule}) it is at most {limit}]. Sign anew with the present time and submit it at "
        "once.",
    [FINDING_TIME_AHEAD] =
        "The statement's legal time[, {value},] has not come yet[: it is {limit}]. It counts from "
        "then on; a ledger whose clock runs ahead makes nobody's key valid earlier.",
    [FINDING_NOT_LOGGED] =
        "The statement is not shown to be in its State's ledger, and before that it has no effect. "
        "Submit it at its node, or ask that node for the proof.",
    [FINDING_NOT_COSIGNED] =
        "No checkpoint that includes the statement has enough cosignatures of witnesses[ ({value} "
        "of "
        "{limit})]. Have the other node cosign, and bring the cosignature back.",

    [FINDING_NO_APPLICATION] = "There is no application on which this could rest. An investigator "
                               "applies first, together with "
                               "a prosecutor.",
    [FINDING_NO_JUDGE] = "No judge of {requesting} has authorised this. Bring the application "
                         "before the court and wait "
                         "for its authorisation: nothing can be asked for without it.",
    [FINDING_NO_REQUEST] =
        "The central authority of {requesting} has not sent a request. There is no direct way to a "
        "provider: it asks the other State first.",
    [FINDING_NO_RECEIPT] =
        "The central authority of {executing} has not acknowledged the request. It does so before "
        "anything is assessed or decided there.",
    [FINDING_NO_ASSESSMENT] = "No reviewer of {executing} has cleared the request of every ground "
                              "of refusal. The assessment "
                              "comes before the court decides.",
    [FINDING_NO_APPROVAL] = "No court of {executing} has approved this. Wait for its decision: "
                            "without it nothing can be "
                            "released.",
    [FINDING_ACT_OUT_OF_TURN] = "There is nothing here that this act could apply to. Check the "
                                "hash that it names; \"proviso "
                                "show\" lists what can come next.",
    [FINDING_ACT_REPEATED] = "This can be done only once[, and {value} is taken]. Use what stands, "
                             "or a new name or matter.",
    [FINDING_SCOPE_WIDENED] = "The scope reaches further than a statement on which it rests[, in "
                              "\"{value}\"][ ({limit})]. Keep "
                              "within it; whoever needs more applies anew.",
    [FINDING_SCOPE_EMPTY] = "The scope covers nothing: no account, no category or no time is left. "
                            "Check what the statements "
                            "have in common.",
    [FINDING_ACCOUNT_NOT_SPECIFIC] = "{value|A selector} is not one specific account. Name each "
                                     "account in full and in small letters, as user@host: there "
                                     "is no order for a pattern, a domain or a group.",
    [FINDING_TARGET_MISSING] = "{value|An account} belongs to none of the persons that the "
                               "application targets. Tie it to one "
                               "with facts, or leave it out.",
    [FINDING_EARLIER_OMITTED] =
        "The application does not list {value|an earlier matter}, which this node's record shows[; "
        "on "
        "the same case, account or person it shows {limit} in all]. List each in \"earlier\", "
        "whatever came of it, and count anew: a draft made here has both.",
    [FINDING_TALLY_MISSTATED] =
        "The application states {value|too low a number}[ for {rule}][ ({meaning})][; by the "
        "record "
        "it is {limit}, this application included]. State what the record shows: a draft made here "
        "has it counted.",
    [FINDING_PROTECTED_ACTIVITY] =
        "Security research, journalism, whistle-blowing or the defence of rights may be concerned, "
        "and "
        "no judge has found that no exclusion applies. Only such a finding lets the matter go on.",
    [FINDING_GROUND_UNANSWERED] =
        "The rights assessment does not answer {value|every ground, or who the person is}. "
        "The reviewer answers each, with the sources that were checked.",
    [FINDING_GROUND_UNKNOWN] =
        "The rights assessment leaves a ground as \"not known\". The reviewer finds out and "
        "assesses again: what is unknown never passes.",
    [FINDING_GROUND_NOT_NOTED] = "A ground that is answered yes, and on which no rulebook refuses, "
                                 "is named under \"noted\" for "
                                 "the court, and no other is[; here {value} differs]. Put the "
                                 "statement right and sign anew.",
    [FINDING_RIGHTS] = "{executing} refuses on account of a person's rights; which ground it is "
                       "stays there. Nothing "
                       "lifts this refusal.",
    [FINDING_REFUSED] = "A court has refused this[ (ground: {value})]. Nothing lifts a refusal: "
                        "read its reasons, and "
                        "begin a new matter if they can be met.",
    [FINDING_ASKED] =
        "The court has asked for more[: {value}]. Give it the answer: until it decides, nothing is "
        "permitted.",
    [FINDING_CONDITION_OPEN] = "The approval has conditions that {requesting} has not accepted. "
                               "Its central authority accepts "
                               "them with a new request that has seen the approval.",
    [FINDING_POSTPONED] =
        "The decision is postponed[ (ground: {value})]. Ask {executing} when it can "
        "be taken; until then "
        "nothing is permitted.",
    [FINDING_SUBSTITUTED] = "A less intrusive measure would do[: {value}]. Apply for that one in a "
                            "matter of its own, or "
                            "show {executing} why it does not do.",
    [FINDING_GROUND_OTHER] = "The decision does not name what it rests on[: {value} will not do]. "
                             "A postponement has the "
                             "ground P01 or P02; a substitution has S01 and, under \"instead\", a "
                             "less intrusive measure.",
    [FINDING_OVERDUE] =
        "What follows this is overdue[: {rule} ({meaning}) is at most {limit} by {whose}][; it has "
        "taken {span} so far]. Ask {executing} for it; its supervisor can be told.",
    [FINDING_DISCLOSES_NOTHING] = "The order preserves, and discloses nothing. Keep the data as it "
                                  "says; whoever is to see it "
                                  "needs an order of another measure.",
    [FINDING_SUSPENDED] = "The measure is suspended[ by {value}]. Only a resumption that names the "
                          "suspension, by the same "
                          "office or a court of the same State, lifts it.",
    [FINDING_TERMINATED] = "The measure has been ended for good[ by {value}]. Nothing lifts that: "
                           "what is still needed "
                           "takes a new application.",
    [FINDING_WITHDRAWN] = "The request has been withdrawn[ by {value}]. What is still needed takes "
                          "a new application.",
    [FINDING_EXPIRED] = "The time to execute the order is over[: it ended at {limit}][, and it is "
                        "{value}]. What is "
                        "still needed takes a new application.",
    [FINDING_ALREADY_PRODUCED] = "The provider has already produced under this decision. A second "
                                 "run takes a new decision of "
                                 "the court.",
    [FINDING_RECIPIENT_UNKNOWN] =
        "{value|A recipient} is not a valid registered recipient of the kind that is needed. What "
        "is "
        "released goes to a registered key; what is set aside goes to one of a filter office.",
    [FINDING_ATTACHMENT_MISSING] =
        "The text attached as {value|a hash in the statement} is not here as the statement "
        "describes it. Put that file, unchanged and with its first line of 32 random bytes in "
        "hex, into the folder given with --attach.",

    [FINDING_TEXT_EMPTY] = "This text says nothing: it has no word in it. Write down what it is "
                           "there for or, where there is nothing to say, that and why.",
    [FINDING_TEXT_SHORT] =
        "Too few different words are in this text[: {value}, numbers counted as one][; by {whose} "
        "it has at least {limit}]. Say what is so in this case, and how it is known.",
    [FINDING_TEXT_COPIED] =
        "This text is a copy[: {value} percent of the shorter of the two stands in the other, and "
        "by "
        "{whose} it is at most {limit}]. Other names and dates do not make it another text: write "
        "what holds for this point of this case, and quote the rest by its place.",
    [FINDING_REASONS_COPIED] =
        "The court's reasons are a copy[: {value} percent of the shorter of the two texts stands "
        "in "
        "the other, and by {whose} it is at most {limit}]. They are to be its own: say what was "
        "examined, what speaks for and against, and what decided.",

    [FINDING_OFFENCE_UNKNOWN] =
        "The State's register of offences does not have {value|this offence}. Rest the measure on "
        "one that is registered, or have the State register it.",
    [FINDING_OFFENCE_NOT_IN_FORCE] =
        "{value|The offence} was not in force[ on {limit}]. Rest the measure on a law that was: "
        "nobody is measured under one that was not.",
    [FINDING_OFFENCE_CONTENT] =
        "L1: the offence punishes what somebody says or shows. No measure can rest on a content "
        "offence.",
    [FINDING_OFFENCE_MENTAL_ELEMENT] =
        "L2: the offence asks for less than intent[: {value}]. No measure can rest on it until the "
        "law asks for intent.",
    [FINDING_OFFENCE_NO_MALICE] =
        "L3: the offence asks for no dishonest or harmful purpose. The application has to show one "
        "in this case: unanswered refuses.",
    [FINDING_OFFENCE_TERMS_OF_USE] =
        "L4: breach of a contract or of terms of use is enough for the offence[ (authority: "
        "{value})]. No measure can rest on it until the law demands more.",
    [FINDING_OFFENCE_NO_PUBLIC_INTEREST] =
        "L5: the offence has no public-interest defence. The judge has to find that none would "
        "apply in this case: unanswered refuses.",
    [FINDING_OFFENCE_NO_RESEARCH] =
        "L6: the offence does not exclude security research[; it excludes {value}]. The judge has "
        "to find that no such exclusion would apply in this case: unanswered refuses.",
    [FINDING_OFFENCE_ICT_AGGRAVATION] =
        "L7: the offence is an old one with a computer added, which only raises the penalty. No "
        "measure can rest on it.",
    [FINDING_OFFENCE_VAGUE] =
        "L8: the law leaves terms of the offence undefined or vague[: {value}]. Malicious intent "
        "has to be shown and every exclusion ruled out in this case: unanswered refuses.",
    [FINDING_OFFENCE_NO_BARRIER] =
        "L9: the offence needs neither a barrier that was overcome nor harm. Malicious intent has "
        "to be shown and every exclusion ruled out in this case: unanswered refuses.",
    [FINDING_OFFENCE_PENALTY] =
        "L10: the maximum penalty[ of {value}] is four years or more, which opens cooperation as "
        "for serious crime. Weigh whether this case is serious.",
    [FINDING_OFFENCE_COVERED] =
        "L11: existing law protects the same already[: {value}]. The offence adds nothing; rest on "
        "that law where it is a core offence.",
    [FINDING_OFFENCE_OUTSIDE_CORE] =
        "L12: the offence lies outside the core set of offences[, by {value}]. No measure can rest "
        "on it.",
    [FINDING_OFFENCE_NO_INTERPRETATION] =
        "L13: no clause bars reading the offence against protected conduct. Malicious intent has "
        "to be shown and every exclusion ruled out in this case: unanswered refuses.",
    [FINDING_OFFENCE_POWERS] =
        "L14: the law attaches powers to the offence[: {value}]. They justify nothing here: an "
        "order reaches what it names and no more.",
    [FINDING_OFFENCE_MISSTATED] =
        "The offence is not stated as the State's register has it[: here stands {value}][, there "
        "{limit}]. State the class and the maximum penalty of the version in force on the day of "
        "the conduct; where a treaty leaves the penalty open, at most that of the State's own "
        "offence with the same act.",
    [FINDING_OFFENCE_READ_OTHERWISE] =
        "The text of the offence reads otherwise than its elements were typed[: it seems to fail "
        "{value}]. Malicious intent has to be shown and every exclusion ruled out in this case: "
        "unanswered refuses.",
    [FINDING_OFFENCE_REWRITTEN] =
        "A register that governed since the day of the conduct had {value|the offence} otherwise: "
        "narrower, with a lower maximum penalty, or not in force then. What a State adopts later "
        "makes no conduct of the past a crime, nor a graver one: rest the measure on the law as it "
        "stood.",
    [FINDING_CONDUCT_OUTSIDE] = "By the facts that the application states, this was not the "
                                "offence[: it fails in {value}]. "
                                "Rest the measure on an offence that these facts meet, or state "
                                "them as they are; leave out "
                                "what is not known.",
    [FINDING_PENALTY_UNSTATED] =
        "The treaty states no penalty[: {value} is this statement's word alone]. Look up the "
        "maximum in the State's own law before anything is decided on it.",
    [FINDING_NO_DUAL_CRIMINALITY] =
        "Nobody in the executing State has found that the conduct is a crime there as well[, by "
        "the offence {value}]. Its central authority or a court has to compare the two offences "
        "first.",
    [FINDING_DUAL_CRIMINALITY_MISSTATED] =
        "The two offences and the facts do not give the verdict that was stated[: it was "
        "\"{value}\"]"
        "[, and they give \"{limit}\"]. State what follows from them, or further facts.",
    [FINDING_DUAL_CRIMINALITY_NONE] =
        "The conduct is not a crime in both States[; it fails in {value}]. Without dual "
        "criminality the request is refused.",
    [FINDING_DUAL_CRIMINALITY_UNKNOWN] =
        "Whether the conduct is a crime in both States is not known[; it turns on {value}]. State "
        "the facts of the case for each of these elements.",

    [FINDING_WRIT_OTHER_PROVIDER] =
        "This provider is not the one that the order names[ (see {value})]. Only that one may "
        "execute or suspend it.",
    [FINDING_WRIT_OTHER_STATE] =
        "The order is not from the State where this provider is[ (see {value})]. Only a court "
        "of that State can approve it.",
    [FINDING_ACCOUNT_OUTSIDE] = "The order does not cover {value|this account}[; it covers "
                                "{limit}]. Leave it out: more takes a "
                                "new decision.",
    [FINDING_STATUS_MISSING] = "The signed status of {value|a State} is missing, so nobody can "
                               "tell whether the measure was "
                               "stopped. Ask that State's node for a fresh one.",
    [FINDING_STATUS_WRONG] =
        "The status is not validly signed, not of this matter, or not complete[ ({value})]. Ask "
        "the State's node for another, signed by a clerk of its deciding court.",
    [FINDING_STATUS_BEHIND] =
        "The status and the statements do not end at the same one of the State's chain[: these "
        "at {value}, the status at {limit}]. Ask the State's node for a fresh status and "
        "whatever is missing.",
    [FINDING_CHECKPOINT_BAD] =
        "The checkpoint is not signed and cosigned by those whom the trust file names[ "
        "({value})]. Get it again from the node, and compare the keys by another way.",
    [FINDING_CHECKPOINT_BACK] =
        "A checkpoint is older than one that was seen, or tells another history[: {value}]. If a "
        "newer order was read meanwhile, have this one built anew; otherwise keep both and tell "
        "the "
        "supervisor, since the ledger may have been changed.",
    [FINDING_PROOF_BAD] =
        "The proof does not show this statement in its State's ledger[ ({value})]. Ask the node "
        "for another; if that fails too, tell the supervisor.",
    [FINDING_REGISTER_BAD] =
        "The register does not hold together: an entry is left out, changed or wrongly signed[ "
        "({value})]. Get its ledger again from that State's node.",
    [FINDING_RULEBOOK_MISSING] =
        "No rulebook of the State that was in force is here and can be read[ ({value})]. Get it "
        "from that State's node: without it nobody knows the limits.",
    [FINDING_RULEBOOK_CHAIN] = "The rulebook does not follow the State's last one[ ({value})]. Its "
                               "\"from\" is after that of "
                               "the one before, on that one's \"to\" where it has one, and at most "
                               "a year ahead.",
    [FINDING_RULEBOOK_LOOSENS] =
        "A rulebook allows what the floor or another rulebook excludes[, in {rule}][ "
        "({value})][, not {limit}]. A State may add safeguards and remove none: it has to "
        "change this rulebook.",
    [FINDING_OFFENCES_MISSING] =
        "The text of a register of offences that the State adopted is not here[ ({value})]. Get it "
        "from that State's node: without it nobody knows what is an offence.",
    [FINDING_OFFENCES_BAD] =
        "A register of offences cannot become the State's law, or is not what its adoption says[ "
        "({value})]. It has to be a register without a mistake, the State's own or a treaty's, "
        "dated after the one before it.",
    [FINDING_FLOOR_OTHER] = "The floor is another one than the trust file names. Get the floor "
                            "that was agreed; pinning "
                            "another takes a new trust file, made by hand.",
    [FINDING_TRUST_LACKS_STATE] = "The trust file does not have the keys of {value|this State}. "
                                  "Add them by hand, compared by "
                                  "another way; until then nothing of that State can be checked.",
    [FINDING_LIST_OTHER] = "The list of privileged addresses is not the one that the court decided "
                           "on. Use the court's "
                           "own, byte for byte, with the salt from the writ.",
    [FINDING_RELEASE_REPEATED] = "This decision has been executed here before. A second run takes "
                                 "a new decision of the court.",
    [FINDING_SOURCE_CATEGORY] = "The source holds {value|data of a category} that the order does "
                                "not cover[; it covers {limit}]. "
                                "Leave that source out: more takes a new decision.",

    [FINDING_NOT_SERVED] =
        "This node does not serve such a chain[: {value}]. A forum's statements go to "
        "the forum's node, those of a matter to a State's.",
    [FINDING_SUBJECT_UNKNOWN] =
        "The forum's record does not have {value|what this names}. Check the "
        "name, the number or the hash; \"proviso forum\" lists what is there.",
    [FINDING_FORUM_TURN] =
        "This is not the turn of such an act[: it stands at \"{value}\"]. \"proviso "
        "forum status\" says who is next.",
    [FINDING_TOO_LATE] =
        "This is too late[: {value}][, and the time was over at {limit}]. What came in "
        "time and was signed in later says so in \"received\".",
    [FINDING_TOO_EARLY] =
        "This is too early[: {value}][, not before {limit}]. Others have time until "
        "then.",
    [FINDING_NOT_YOURS] =
        "The signer may not do this for {value|somebody else}. An organisation acts for "
        "itself, a delegation for its own State; the secretariat records for others.",
    [FINDING_NOT_ACCREDITED] =
        "{value|It} is not accredited at this time. Only what is accredited takes "
        "part; \"proviso forum register\" says where an application stands.",
    [FINDING_NAME_OTHER] =
        "{value|This} is no number for an applicant. A good one is un.applicant-17: names are "
        "attached, not signed.",
    [FINDING_TRACK_OTHER] =
        "The track[ \"{value}\"] and the status with ECOSOC do not fit. That track has "
        "a status, the others have none.",
    [FINDING_MISSING_UNSAID] =
        "Whoever is told that an application is incomplete is told what is missing; "
        "for a complete one nothing is[ ({value})]. Put one of the two right.",
    [FINDING_OVER_LIMIT] =
        "There are too many[: {value}][, and {limit} are allowed by the rules of "
        "procedure]. End one before another is entered.",
    [FINDING_ZONE_UNKNOWN] =
        "There is no time zone {value|of this name}. Give its IANA name, such as "
        "Europe/Paris.",
    [FINDING_MODERATED] =
        "{value|This person} is excluded at this time. The act of moderation has its "
        "reasons and can be appealed.",
    [FINDING_PROCEDURE_BOUND] =
        "A rule of procedure would be outside its bounds[: {value}][, the bound is "
        "{limit}]. No committee goes beyond them.",
    [FINDING_TEXT_OTHER] = "This is bound to another text than the one that stands[ ({value})]. A "
                           "signature counts for the text that was read: ask again for this one.",
    [FINDING_TEXT_FROZEN] =
        "Text and signatories are frozen[ since {limit}]. File a new submission.",
    [FINDING_NAMES_MISCOUNTED] =
        "Names and signatories differ[: names {value}][, signatories {limit}]. One a line, in "
        "their order.",
    [FINDING_TEXT_LONG] =
        "The text has {value|too many} words[, and {limit} are allowed]. Shorten it, or "
        "put the rest into an annex of its own.",
    [FINDING_FILE_OTHER] =
        "The file is not what the statement says[: {value}][, not {limit}]. Name its "
        "real format and count, or send the right file.",

    [FINDING_SHARE_BELOW_FLOOR] =
        "This kind of group has less of the speaking time than the floor leaves it[: {value} "
        "percent][, not {limit}]. Adopt other shares: no decision goes below.",
    [FINDING_INTERPRETATION_TOO_LONG] = "Interpreters work in meetings of three hours[; this one "
                                        "lasts {value}][, at most {limit}]. "
                                        "Make two sessions of it, or do without interpretation.",
    [FINDING_INTERPRETATION_REMOTE] =
        "Where there is interpretation, remote speaking has its limit[: {limit} here][; {value} is "
        "planned]. Have some of them speak in the room, or at another session.",
    [FINDING_INTERPRETATION_TWICE] =
        "{value|The team} is at work elsewhere at this time[: {limit}]. Assign another team.",
    [FINDING_INTERPRETATION_UNASSIGNED] = "A language was asked for and no team is assigned yet. "
                                          "Assign one, or say that there is none.",
    [FINDING_ROOM_TAKEN] =
        "{value|The room} is taken at this time[ by {limit}]. Choose another room or another time.",
    [FINDING_TOO_MANY] =
        "There is more here than can be listed or judged at once. Put right what is listed first: "
        "nothing is permitted before.",
};

#define OUTCOME_DIFFERS                                                                            \
    "The answers to the grounds come to \"{value}\", and the statement's outcome is another. "     \
    "The outcome follows from the answers: put one of the two right and sign anew."

const char *const finding_words_valued[FINDING_COUNT] = {
    [FINDING_GROUND_UNKNOWN] = OUTCOME_DIFFERS,
    [FINDING_RIGHTS] = OUTCOME_DIFFERS,
};
