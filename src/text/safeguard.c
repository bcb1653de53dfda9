#include "text/title.h"

/* In short. The demands are those of a letter by organisations and academics (22 December 2021) and of
 * the UN human rights office's key messages on a convention against cybercrime. */
const struct safeguard safeguards[] = {
    {"D1", "Accreditation",
     "Experts and organisations are admitted to the negotiations transparently and in time."},
    {"D2", "Several representatives, from afar",
     "An organisation sends several representatives, and they can take part across time zones."},
    {"D3", "Speaking time",
     "Every group of stakeholders has adequate time, allotted by a fair rule."},
    {"D4", "Documents in time",
     "Documents come in time, with interpretation, in person, from afar and in writing."},
    {"D5", "A public page", "One current page has everything that a participant needs to know."},
    {"D6", "Safe participation", "Nobody is put at risk by taking part."},
    {"D7", "Accountable negotiation",
     "Every decision on participation and text is signed and public."},
    {"D8", "Letters by many", "A letter with many signatories is circulated and published."},
    {"D9", "Open drafting", "The text is drafted in the open, and the safeguards come from it."},
    {"D10", "All meetings", "Informal meetings are listed like others."},
    {"D11", "Accountable implementation", "Organisations file observations, and a reply is due."},
    {"O1", "Core offences only",
     "Only offences against confidentiality, integrity and availability, misuse of devices for "
     "them, "
     "computer fraud and forgery."},
    {"O2", "No content offences", "What somebody says is no offence here."},
    {"O3", "No old offence with a computer added",
     "That a computer was used is no ground for a heavier penalty."},
    {"O4", "Intent", "Malicious intent is demanded, and said in the law."},
    {"O5", "Terms of use", "A breach of terms of use or of a policy is no crime."},
    {"O6", "Public interest", "There is a clear and wide defence of public interest."},
    {"O7", "Protected work",
     "Security researchers, journalists, whistle-blowers and defenders of human rights are "
     "protected."},
    {"O8", "Clear law", "The law is clear, precise, accessible and foreseeable."},
    {"O9", "No misreading",
     "No reading of the law may restrict conduct that human rights protect."},
    {"P1", "Legality, necessity, proportionality",
     "A measure has a legal basis and a legitimate aim, is necessary and proportionate, and no "
     "gentler "
     "means would do."},
    {"P2", "Serious crime", "The most intrusive measures are for serious crime only."},
    {"P3", "Limits", "Scope and duration are limited, and the limits are enforced."},
    {"P4", "Suspicion",
     "Facts tie each named person to the offence. Nothing is collected in bulk."},
    {"P5", "A judge",
     "An independent judge authorises before, controls during and reviews after; in acute urgency "
     "the "
     "review follows within a strict time."},
    {"P6", "Metadata", "Metadata is protected like content."},
    {"P7", "Supervision",
     "A covert measure stays under the control of a court and of other independent bodies."},
    {"P8", "Devices", "The search of a device has additional safeguards."},
    {"P9", "Privilege",
     "Communications with lawyers, doctors, journalists and clergy never reach an investigator."},
    {"P10", "Never fewer", "A State may add safeguards to the floor, and take none away."},
    {"P11", "Notice and remedy",
     "The person concerned is told, can challenge the measure, and the data is destroyed when it "
     "is not "
     "needed."},
    {"P12", "A record that holds",
     "Every act is signed by the person who did it, logged before it has effect, and can be "
     "checked by "
     "anyone."},
    {"P13", "Privacy law", "Each State has a privacy law and an independent authority."},
    {"M1", "Dual criminality", "The conduct is an offence in both States, element by element."},
    {"M2", "Approval in both States", "The competent authorities of both States approve."},
    {"M3", "Safeguards of both States", "A request keeps the strictest rules of either State."},
    {"M4", "Human rights",
     "The executing State examines the risk to rights, and refuses where there is one."},
    {"M5", "Providers do not decide",
     "A provider checks an order and may object; the decision is the authority's."},
    {"M6", "No way round", "There is no direct route past mutual assistance."},
    {"M7", "Scrutiny in workable time",
     "Requests have deadlines, and can be questioned, granted in part, postponed or refused."},
    {"M8", "Transparency", "There are public statistics that point at nobody."},
    {0},
};

const struct safeguard *safeguard_find(const char *row)
{
    for (const struct safeguard *safeguard = safeguards; safeguard->row; safeguard++)
        if (strcmp(safeguard->row, row) == 0)
            return safeguard;
    return NULL;
}
