#!/usr/bin/env bash
# A forum's meetings through its commands and pages: announced, changed, closed, interpreted; shares; the live floor of
# a session from its opening to the report.
# shellcheck source=../story/tap.sh
. "$(dirname "$0")/../story/tap.sh"
# shellcheck source=forum.sh
. "$(dirname "$0")/forum.sh"
secretariat=un.secretariat.o1
chair=un.bureau.o1
committee="un.bureau.o1 un.bureau.o2"

ok 'a forum is founded' found_forum
at 0 1
ok 'a meeting' act meeting $secretariat meeting=ahc-7 title="Seventh session" kind=formal
ok 'an informal one' act meeting $secretariat meeting=inf-1 title="Informal consultations" kind=informal
ok 'its agenda' act agenda-item $secretariat meeting=ahc-7 item='"4"' title="Chapter IV: procedural measures"
day=$(date -u -d "@$((clock + 10 * 86400))" +%Y-%m-%d)
ok 'a session' act session $secretariat session=ahc-7-1 meeting=ahc-7 starts="${day}T09:00:00Z" minutes=180 \
    zone=Europe/Vienna room="Boardroom D" remote=true 'items=["4"]'
ok 'an informal session' act session $secretariat session=inf-1-1 meeting=inf-1 starts="${day}T14:00:00Z" minutes=90 \
    zone=Europe/Vienna remote=true
ok 'a zone that there is not' refused session $secretariat zone-unknown session=ahc-7-2 meeting=ahc-7 \
    starts="${day}T09:00:00Z" minutes=180 zone=Europe/Atlantis remote=true
ok 'a room that is taken' refused session $secretariat room-taken session=ahc-7-2 meeting=ahc-7 \
    starts="${day}T10:00:00Z" minutes=180 zone=Europe/Vienna room="Boardroom D" remote=true
ok 'a delegation asks for a language' act interpretation un.delegation-xa.o1 session=ahc-7-1 into=fr
ok 'and cannot assign the team' refused interpretation un.delegation-xa.o1 signer-role session=ahc-7-1 into=fr team=F1
ok 'the secretariat does' act interpretation $secretariat session=ahc-7-1 into=fr team=F1
ok 'more remote speaking than interpreters bear' refused session $secretariat interpretation-remote \
    session=ahc-7-1 meeting=ahc-7 starts="${day}T09:00:00Z" minutes=180 zone=Europe/Vienna room="Boardroom D" \
    remote=true remote_minutes=60
ok 'closed only by the chair' refused meeting-closing $secretariat signer-role session=inf-1-1 \
    "reasons=@$(text closing Delegations discuss advice of their lawyers which is privileged at home.)"
ok 'with reasons' act meeting-closing $chair session=inf-1-1 "reasons=@$work/files/closing"
groups() {
    echo "[{\"name\":\"States\",\"kind\":\"states\",\"weight\":70},{\"name\":\"Civil society\",\"kind\":\"civil-society\",\"weight\":$1},{\"name\":\"Industry\",\"kind\":\"private-sector\",\"weight\":9},{\"name\":\"Academia\",\"kind\":\"academia\",\"weight\":9}]"
}
text shares "The committee has heard every group and finds these shares to be fair." >/dev/null
ok 'shares below the floor' refused shares "$committee" share-below-floor "groups=$(groups 4)" "reasons=@$work/files/shares"
ok 'shares' act shares "$committee" "groups=$(groups 12)" "reasons=@$work/files/shares"

# ---- the floor, and what the public sees ----
mkdir "$un/floor"
record=$un/floor/ahc-7-1.floor
at 10 10
groups 12 >"$work/groups.json"
step=0
floor() {
    step=$((step + 20))
    "$proviso" forum floor "$record" "$@" --at "$(date -u -d "${day}T09:00:00Z + $step seconds" +%Y-%m-%dT%H:%M:%SZ)"
}
ask() {
    floor inscribe item=4 "speaker=$1" "group=$2" "organisation=$1" region=africa capacity=own planned_s=180 remote=no
}
ok 'the floor opens' ends 0 floor open session=ahc-7-1 zone=Europe/Vienna --groups "$work/groups.json"
ok 'an item' ends 0 floor agenda item=4 "title=Chapter IV" length_s=5400
for who in Arcadia Belmora Cordova; do ok "$who asks" ends 0 ask $who States; done
ok 'so does an organisation' ends 0 ask 'Open Net' 'Civil society'
ok 'the item is taken up' ends 0 floor begin item=4
for turn in 1 2; do
    ok "call $turn" ends 0 floor call
    ok "start $turn" ends 0 floor start
    ok "stop $turn" ends 0 floor stop
done
ok 'the session ends' ends 0 floor close
ok 'its record is fixed' act floor-record $secretariat session=ahc-7-1 \
    "record=\"$(sha256sum "$record" | cut -c -64)\"" lines="$(wc -l <"$record")"
ok 'once' refused floor-record $secretariat act-repeated session=ahc-7-1 \
    "record=\"$(sha256sum "$record" | cut -c -64)\"" lines=1
ok 'a ruling is noted' act ruling $secretariat session=ahc-7-1 ruled="${day}T09:05:00Z" \
    "text=@$(text ruling The chair rules that the amendment is receivable.)"
ok 'the report is compiled' ends 0 "$proviso" forum report "$record" --node "$un" -o "$work/report.md"
ok 'with the ruling, not countersigned' grep -q 'not countersigned' "$work/report.md"
{ echo report | sha256sum | cut -c -64; cat "$work/report.md"; } >"$work/files/report"
ok 'filed as a draft' act report $secretariat session=ahc-7-1 stage=draft \
    "record=\"$(sha256sum "$record" | cut -c -64)\"" "report=@$work/files/report"
ok 'not final within the week' refused report $secretariat too-early session=ahc-7-1 stage=final \
    "record=\"$(sha256sum "$record" | cut -c -64)\"" "report=@$work/files/report"
at 7
ok 'final after it' act report $secretariat session=ahc-7-1 stage=final \
    "record=\"$(sha256sum "$record" | cut -c -64)\"" "report=@$work/files/report"
ok 'the public site as files' ends 0 "$proviso" site "$un" -o "$work/site"
ok 'with the programme' grep -q 'Informal consultations' "$work/site/en/meetings.html"
ok 'in French' grep -q 'Une réunion informelle' "$work/site/fr/meetings.html"
ok 'the closed one said' grep -q 'not public' "$work/site/en/meetings.html"
ok 'the ruling that the chair did not sign' grep -q 'overdue' "$work/site/en/meetings.html"
ok 'the floor' grep -q 'Who was called, and why then' "$work/site/en/sessions/ahc-7-1.html"
ok 'its record' cmp "$record" "$work/site/sessions/ahc-7-1/record"
ok 'the calendar' grep -q 'UID:ahc-7-1@UN-meetings' "$work/site/meetings.ics"
ok 'no page of the chair' eval '! ls "$work/site/en/sessions" | grep -q chair'
finish
