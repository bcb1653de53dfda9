# What the stories of a forum share: a node of the forum UN, a witness, its officials' keys, and how each of
# them acts. After tests/story/tap.sh.
# shellcheck shell=bash
un=$work/un
clock=1770000000 # 2026-02-02T02:40:00Z
export PROVISO_NODE=$un
mkdir "$work/keys" "$work/files"

# at DAYS [HOURS]: the clock moves.
at() {
    clock=$((clock + $1 * 86400 + ${2:-0} * 3600))
    PROVISO_CLOCK=$(date -u -d "@$clock" +%Y-%m-%dT%H:%M:%SZ)
    export PROVISO_CLOCK
}

key() {
    ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$work/keys/$1"
}

# text NAME WORDS…: an attachment.
text() {
    local name=$1
    shift
    { printf '%s' "$name" | sha256sum | cut -c1-64; printf '%s\n' "$*"; } >"$work/files/$name"
    echo "$work/files/$name"
}

# signed FILE WHO…: signed by each of them.
signed() {
    local file=$1 number=1
    shift
    rm -f "$file".sig*
    for who; do
        ssh-keygen -q -Y sign -n proviso -f "$work/keys/$who" "$file" 2>/dev/null
        [ $number -eq 1 ] || mv "$file.sig" "$file.sig.$number.tmp"
        [ $number -gt 1 ] || mv "$file.sig" "$file.first"
        number=$((number + 1))
    done
    mv "$file.first" "$file.sig"
    for extra in "$file".sig.*.tmp; do
        [ -e "$extra" ] && mv "$extra" "${extra%.tmp}"
    done
    return 0
}

# act TYPE "WHO…" SETS…: drafts, signs and submits; `wanted` is the exit code (0).
wanted=0
act() {
    local type=$1 who=($2) file=$work/act.json sets=()
    shift 2
    for set; do sets+=(--set "$set"); done
    for other in "${who[@]:1}"; do sets+=(--set "with.$((${#with[@]}))=$other"); with+=("$other"); done
    with=()
    "$proviso" draft "$type" --by "${who[0]}" "${sets[@]}" -o "$file" >"$work/out" 2>"$work/err" || return 1
    signed "$file" "${who[@]}"
    ends "$wanted" "$proviso" submit "$file" --attach "$work/files"
}
with=()

# refused TYPE "WHO…" CODE SETS…: it is refused with that code.
refused() {
    local type=$1 who=$2 code=$3
    shift 3
    wanted=1 act "$type" "$who" "$@" && says "$code"
}

# roots FILE: two roots sign a register act and it goes in.
roots() {
    signed "$1" un.root-1 un.root-2
    ends 0 "$proviso" submit "$1"
}

office() {
    "$proviso" register office "$1" --roles "$2" --by un.root-1 --with un.root-2 -o "$work/office.json" &&
        roots "$work/office.json"
}

# appoint OFFICIAL PERSON ROLES
appoint() {
    key "$1"
    "$proviso" register appoint "$1" --person "$2" --roles "$3" --key "$work/keys/$1.pub" --by un.root-1 \
        --with un.root-2 -o "$work/appoint.json" && roots "$work/appoint.json"
}

# A forum with its register, founded and cosigned by nobody yet: founding appointments count at once.
found_forum() {
    local floor witness keys
    at 0
    "$proviso" init "$un" --state UN --name "The Committee" --forum --demo >/dev/null &&
        "$proviso" init "$work/xa" --state XA --name Arcadia --demo >/dev/null || return 1
    for root in 1 2 3; do key "un.root-$root"; done
    "$proviso" rules show floor --text >"$un/floor.rules" || return 1
    floor=$(sha256sum "$un/floor.rules" | cut -c1-64)
    witness=$("$proviso" ledger key --node "$work/xa" | sed -n 3p)
    keys=$("$proviso" ledger key --node "$un" | sed -n '1s/^/matters = /p;2s/^/register = /p')
    {
        printf '[self]\nrole = node\nname = un.node\nstate = UN\n[floor]\nsha256 = %s\n' "$floor"
        printf '[state UN]\nname = The Committee\n'
        for root in 1 2 3; do
            printf 'root-%s = %s\n' "$root" "$(cut -d' ' -f1,2 "$work/keys/un.root-$root.pub")"
        done
        echo "$keys"
        printf '[witness proviso.xa/witness]\nkey = %s\nstate = XA\n[quorum]\ncount = 1\n' "$witness"
    } >"$un/trust"
    "$proviso" register found --name "The Committee" --root "$work/keys/un.root-1.pub" \
        --root "$work/keys/un.root-2.pub" --root "$work/keys/un.root-3.pub" --by un.root-1 \
        --with un.root-2 -o "$work/found.json" && roots "$work/found.json" &&
        office un.secretariat secretariat && office un.bureau chair,committee &&
        office un.delegation-xa delegation && office un.delegation-xb delegation &&
        appoint un.secretariat.o1 un.p1 secretariat && appoint un.bureau.o1 un.p2 chair &&
        appoint un.bureau.o2 un.p3 committee && appoint un.bureau.o3 un.p4 committee &&
        appoint un.bureau.o4 un.p5 chair && appoint un.delegation-xa.o1 un.p6 delegation &&
        appoint un.delegation-xb.o1 un.p7 delegation
}

# What the secretariat signs in for an applicant.
apply_for() {
    local number=$1 received
    shift
    received=$PROVISO_CLOCK
    text "name-$number" "Organisation number $number" >/dev/null
    text "text-$number" "We defend the rights of people who use networks and wish to speak about safeguards." >/dev/null
    act accreditation-application un.secretariat.o1 "applicant=un.applicant-$number" call=session-1 \
        "received=$received" kind=organisation track=other field=civil-society region=africa \
        "name=@$work/files/name-$number" "text=@$work/files/text-$number" "$@"
}
