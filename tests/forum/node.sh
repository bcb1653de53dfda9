#!/usr/bin/env bash
# A forum's node through its commands: register, accreditation from the call to the appeal, and what it refuses.
. "$(dirname "$0")/../story/tap.sh"
. "$(dirname "$0")/forum.sh"
secretariat=un.secretariat.o1
committee="un.bureau.o1 un.bureau.o2"

ok "a forum is founded like a State" found_forum
at 0 1
ok "applications are called for" act call $secretariat call=session-1 opens="$PROVISO_CLOCK" closes=2026-03-01T00:00:00Z
for number in 1 2 3; do ok "application $number" apply_for $number; done
ok "the same number again is refused" eval 'wanted=1 apply_for 1 && says act-repeated'
ok "a matter is none of a forum's" eval 'wanted=1; act termination $secretariat "reasons=@$(text r because it is so and no other way, really)" --; says "which matter"; wanted=0'
"$proviso" init "$work/plain" --state UN --name Plain --demo >/dev/null
cp "$un/trust" "$un/floor.rules" "$work/plain"
ok "a State's node serves no forum" gives 1 not-served "$proviso" check "$work/act.json" --attach "$work/files" --node "$work/plain"
ok "a name in place of a number" eval 'wanted=1 apply_for 9 applicant=un.digital-rights && says name-other'
ok "an unknown call" refused accreditation-application $secretariat subject-unknown applicant=un.applicant-9 call=session-9 \
    received="$PROVISO_CLOCK" kind=organisation track=other field=academia region=africa "name=@$work/files/name-1" "text=@$work/files/text-1"
for number in 1 2 3; do ok "complete $number" act completeness $secretariat applicant=un.applicant-$number outcome=complete; done
ok "circulated" act circulation $secretariat 'applicants=["un.applicant-1","un.applicant-2","un.applicant-3"]'
at 1
ok "an objection without reasons" act accreditation-objection un.delegation-xa.o1 applicant=un.applicant-2
ok "the secretariat cannot object" refused accreditation-objection $secretariat signer-role applicant=un.applicant-3
ok "nobody objects twice" refused accreditation-objection un.delegation-xa.o1 act-repeated applicant=un.applicant-2
ok "a decision before the reply" refused accreditation-decision "$committee" too-early applicant=un.applicant-2 decision=refuse \
    "reasons=@$(text reasons We are not sure that this organisation follows the rules of the forum.)"
at 4
ok "the committee decides" act accreditation-decision "$committee" applicant=un.applicant-2 decision=refuse "reasons=@$work/files/reasons"
ok "an appeal" act accreditation-appeal $secretariat applicant=un.applicant-2 received="$PROVISO_CLOCK" \
    "grounds=@$(text grounds The reasons name no rule at all and nobody has asked us about it.)"
ok "who decided does not decide again" refused accreditation-decision "$committee" same-person applicant=un.applicant-2 decision=refuse "reasons=@$work/files/reasons"
ok "others do" act accreditation-decision "un.bureau.o4 un.bureau.o3" applicant=un.applicant-2 decision=approve "reasons=@$work/files/reasons"
at 12
ok "an objection after the silence" refused accreditation-objection un.delegation-xb.o1 too-late applicant=un.applicant-3
text rep "Alex" >/dev/null
ok "a representative" act representative $secretariat applicant=un.applicant-1 representative=un.applicant-1.r1 zone=Africa/Nairobi languages='["en","fr"]' attends=remote
ok "of no such zone" refused representative $secretariat zone-unknown applicant=un.applicant-1 representative=un.applicant-1.r2 zone=Africa/Atlantis languages='["en"]' attends=remote

# ---- documents ----
printf 'A text of eight words, no more than that.\n' >"$work/files/doc.md"
doc=$(sha256sum "$work/files/doc.md" | cut -c1-64)
later=$(date -u -d "@$((clock + 60 * 86400))" +%Y-%m-%dT%H:%M:%SZ)
ok "a document" act document $secretariat symbol=A/AC.291/22 title="Draft text" kind=draft meeting="$later" in_session=false \
    "expected=[{\"language\":\"en\",\"at\":\"$later\"},{\"language\":\"fr\",\"at\":\"$later\"}]"
ok "its revision" act document $secretariat symbol=A/AC.291/22/Rev.1 title="Draft text" kind=draft meeting="$later" in_session=false "expected=[{\"language\":\"en\",\"at\":\"$later\"}]"
ok "a revision of nothing" refused document $secretariat subject-unknown symbol=A/AC.291/23/Rev.1 title="Draft text" kind=draft meeting="$later" in_session=false "expected=[{\"language\":\"en\",\"at\":\"$later\"}]"
ok "what is no symbol" refused document $secretariat "column 9" symbol=A/AC.291-22 title="Draft text" kind=draft meeting="$later" in_session=false "expected=[{\"language\":\"en\",\"at\":\"$later\"}]"
ok "an unknown language" refused document $secretariat member-value symbol=A/AC.291/24 title="Draft text" kind=draft meeting="$later" in_session=false "expected=[{\"language\":\"de\",\"at\":\"$later\"}]"
version() { # CODE SETS…
    local code=$1
    shift
    if [ "$code" = 0 ]; then
        act document-version $secretariat symbol=A/AC.291/22 version=1 language=en received="$PROVISO_CLOCK" publish_at="$PROVISO_CLOCK" file="$doc" format=markdown words=9 "$@"
    else
        refused document-version $secretariat "$code" symbol=A/AC.291/22 version=1 language=en received="$PROVISO_CLOCK" publish_at="$PROVISO_CLOCK" file="$doc" format=markdown words=9 "$@"
    fi
}
ok "a file that is not what it says" version file-other format=pdf
ok "words that were not counted" version file-other words=8
ok "a language that was not announced" version subject-unknown language=ru
ok "a version that does not follow" version act-repeated version=2
ok "too many words" version text-long words=9000
ok "the version" version 0
ok "two languages, one public" eval 'ends 0 "$proviso" forum documents --json && json "[r[\"of_languages\"] for r in it[\"rows\"]][:2] == [\"1 of 2\"] * 2"'
at 20
ok "the other one is late by time alone" eval 'ends 0 "$proviso" forum documents --json && json "[r[\"late_days\"] for r in it[\"rows\"]][:2] == [0, 2]"'

# ---- the letter ----
cat >"$work/letter.txt" <<'LETTER'
We write to the committee about safeguards.

Signatories,*

1. Access Here – International
2. Rights of All -- Kenya
3

3. A long name that goes on
behind the page – South Korea
Individual Experts
1. Ann Example, University of Somewhere
*List of signatories as of February 14, 2022
LETTER
ok "a letter is read" eval 'ends 0 "$proviso" forum import-letter "$work/letter.txt" -o "$work/letter" --json && json "(it[\"organisations\"], it[\"individuals\"], it[\"countries\"], it[\"words\"]) == (3, 1, 2, 7)"'
cp "$work"/letter/text.md "$work"/letter/names-1.txt "$work/files"
letter=$(sha256sum "$work/files/text.md" | cut -c1-64)
closes=$(date -u -d "@$((clock + 10 * 86400))" +%Y-%m-%dT%H:%M:%SZ)
ok "filed" act submission $secretariat submission=1 title="A letter" language=en received="$PROVISO_CLOCK" closes="$closes" text="$letter" format=markdown words=7
ok "signed by others than it names" refused signatories $secretariat names-miscounted submission=1 text="$letter" 'signatories=[{"number":1,"kind":"organisation"}]' "names=@$work/files/names-1.txt" confirmed=true
ok "signed for another text" refused signatories $secretariat text-other submission=1 text="$doc" "signatories=$(cat "$work/letter/signatories-1.json")" "names=@$work/files/names-1.txt" confirmed=true
ok "signed" act signatories $secretariat submission=1 text="$letter" "signatories=$(cat "$work/letter/signatories-1.json")" "names=@$work/files/names-1.txt" confirmed=true
ok "twice by the same" refused signatories $secretariat act-repeated submission=1 text="$letter" "signatories=$(cat "$work/letter/signatories-1.json")" "names=@$work/files/names-1.txt" confirmed=true
counts() { # ORGANISATIONS INDIVIDUALS ASKED-AGAIN WITHDRAWN
    ends 0 "$proviso" forum submissions --json && json "[[r['organisations'], r['individuals'], r['asked_again'], r['withdrawn']] for r in it['rows']] == [[$1, $2, $3, $4]]"
}
ok "is counted" counts 3 1 0 0
ok "one withdraws" act signatory-withdrawal $secretariat submission=1 signatories=[2]
ok "and is not counted" counts 2 1 0 1
ok "nor named" eval 'ends 0 "$proviso" forum signatories --csv && says "not named" && ! says "Rights of All"'
printf 'We write to the committee about other safeguards.\n' >"$work/files/text2.md"
second=$(sha256sum "$work/files/text2.md" | cut -c1-64)
at 1
ok "an edit" act submission-edit $secretariat submission=1 text="$second" format=markdown words=8
ok "asks everybody again" counts 0 0 3 1
ok "a confirmation of the old text" refused signatory-confirmation $secretariat text-other submission=1 text="$letter" signatories=[1]
ok "of the new one" act signatory-confirmation $secretariat submission=1 text="$second" signatories=[1,4]
ok "who withdrew cannot confirm" refused signatory-confirmation $secretariat out-of-turn submission=1 text="$second" signatories=[2]
ok "counts again" counts 1 1 1 1
ok "circulated to a member" act submission-circulation $secretariat submission=1 text="$second" 'to=["un.delegation-xa","un.delegation-xb"]'
ok "not to a stranger" refused submission-circulation $secretariat subject-unknown submission=1 text="$second" 'to=["un.delegation-xc"]'
at 10
ok "an edit after the freeze" refused submission-edit $secretariat text-frozen submission=1 text="$letter" format=markdown words=7
ok "a confirmation after it" refused signatory-confirmation $secretariat text-frozen submission=1 text="$second" signatories=[3]

# ---- the letter of 122 organisations and 11 experts ----
ok "a real letter" eval 'ends 0 "$proviso" forum import-letter "$(dirname "$0")/letter.txt" -o "$work/real" --json && json "(it[\"organisations\"], it[\"individuals\"], it[\"countries\"], it[\"words\"], it[\"as_of\"]) == (122, 11, 50, 1440, \"2022-02-14T00:00:00Z\")"'
cp "$work/real/text.md" "$work/files/real.md"
cp "$work"/real/names-*.txt "$work/files"
real=$(sha256sum "$work/files/real.md" | cut -c1-64)
ok "is filed" act submission $secretariat submission=2 title="Civil society letter" language=en received="$PROVISO_CLOCK" \
    closes="$(date -u -d "@$((clock + 86400))" +%Y-%m-%dT%H:%M:%SZ)" text="$real" format=markdown words=1440
for part in 1 2; do
    ok "with its signatories, part $part" act signatories $secretariat submission=2 text="$real" \
        "signatories=$(cat "$work/real/signatories-$part.json")" "names=@$work/real/names-$part.txt" confirmed=true
done
ok "and is shown with exactly these" eval 'ends 0 "$proviso" forum submissions --json && json "[(r[\"organisations\"], r[\"individuals\"], r[\"countries\"]) for r in it[\"rows\"]][1] == (122, 11, 50)"'
ok "each by name" eval 'ends 0 "$proviso" forum signatories --csv && says "Electronic Frontier Foundation (EFF)" && says "Valerie Steeves, J.D., Ph.D., Full Professor, Department of Criminology University of Ottawa"'

# ---- observations ----
ok "an organisation gets its office" eval 'office un.applicant-1 organisation && appoint un.applicant-1.o1 un.p20 organisation && office un.applicant-9 organisation && appoint un.applicant-9.o1 un.p21 organisation'
observed="text=@$(text observed The rulebook of this State allows what its own act does not mention anywhere.)"
ok "who is not accredited observes nothing" refused observation un.applicant-9.o1 not-accredited observation=1 state=XA about=rulebook "$observed"
ok "an observation" act observation un.applicant-1.o1 observation=1 state=XA about=rulebook "$observed"
ok "another State does not reply" refused observation-reply un.delegation-xb.o1 not-yours observation=1 "$observed"
at 61
ok "overdue by time alone" eval 'ends 0 "$proviso" forum observations --json && json "it[\"rows\"][0][\"overdue\"]"'
ok "the State replies, late" act observation-reply un.delegation-xa.o1 observation=1 "text=@$(text answered We have changed the act and ask the forum to read the new rulebook.)"
ok "an organisation acts for itself alone" refused representative un.applicant-1.o1 not-yours applicant=un.applicant-2 representative=un.applicant-2.r1 zone=Europe/Paris languages='["en"]' attends=remote

# ---- reading ----
ok "a withdrawal" act application-withdrawal $secretariat applicant=un.applicant-3 received="$PROVISO_CLOCK"
ok "is no longer named" eval 'ends 0 "$proviso" forum register --csv && ! says "Organisation number 3" && says "Organisation number 2"'
ok "an objection without reasons says so" eval 'ends 0 "$proviso" forum show un.applicant-2 --json && json "it[\"objections\"][0][\"reasons\"] == \"none given\" and it[\"objections\"][0][\"state\"] == \"XA\""'
ok "zeros are shown" eval 'ends 0 "$proviso" forum participation --json && json "len(it[\"rows\"]) == 30 and sum(r[\"none\"] for r in it[\"rows\"]) == 29"'
for list in status register objections decisions participation representatives moderation documents submissions signatories observations procedure; do
    ok "forum $list" ends 0 "$proviso" forum $list
done
# ---- the public site ----
printf 'This text is not public before its time comes.\n' >"$work/files/later.md"
hidden=$(sha256sum "$work/files/later.md" | cut -c1-64)
ok "a version that is public later" act document-version $secretariat symbol=A/AC.291/22 version=2 language=en received="$PROVISO_CLOCK" \
    publish_at="$(date -u -d "@$((clock + 86400))" +%Y-%m-%dT%H:%M:%SZ)" file="$hidden" format=markdown words=9
ok "the site is written" ends 0 "$proviso" site "$un" -o "$work/site"
ok "with the names of those who stand" grep -q "Organisation number 2" "$work/site/en/register.html"
ok "and not of who withdrew" eval '! grep -rq "Organisation number 3" "$work/site/en" "$work/site/fr" "$work/site/lists"'
ok "with what is public to download" cmp "$work/files/doc.md" "$work/site/files/$doc"
ok "and nothing before its time" eval '! [ -e "$work/site/files/$hidden" ] && ! grep -rq "$hidden" "$work/site/en" "$work/site/lists"'
ok "in French" grep -q "Qui peut participer" "$work/site/fr/register.html"
ok "and its first page is under 60 KB" eval '[ "$(wc -c <"$work/site/en/index.html")" -lt 60000 ]'
at 1
ok "its time comes" eval '"$proviso" site "$un" -o "$work/site2" >/dev/null && cmp "$work/files/later.md" "$work/site2/files/$hidden"'
ok "a State's node has no forum" gives 2 "is no forum" "$proviso" forum status --node "$work/plain"
ok "the ledger is whole" ends 0 "$proviso" ledger audit
finish
