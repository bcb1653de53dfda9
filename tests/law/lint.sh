#!/usr/bin/env bash
# `proviso law lint` as a user runs it: exit codes, places, bad input. Prints TAP.
set -u
proviso=$1
folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# ok NAME CODE PATTERN: the last run ended with CODE and printed PATTERN somewhere.
ok() {
    count=$((count + 1))
    if [ "$code" -eq "$2" ] && grep -qE -- "$3" "$work/out" "$work/err"; then
        echo "ok $count - $1"
    else
        echo "not ok $count - $1 (exit $code)"
        sed 's/^/# /' "$work/out" "$work/err" | head -n 20
    fi
}

run() {
    "$proviso" law lint "$@" >"$work/out" 2>"$work/err"
    code=$?
}

echo 1..12
cat >"$work/bill.txt" <<'BILL'
## section 3: Insult
A person who posts an offensive message on a website commits an offence and is liable to imprisonment for five years.

## section 4: Name
This Act may be cited as the Act.
BILL
run "$work/bill.txt"
ok "a finding has file, line, column, code, words, row" 0 'bill.txt:2:[0-9]+: L1 content offence: "[^"]*offensive message": .* \[O2\]$'
ok "a section that is neither is named as not judged" 0 'bill.txt:4:1: no finding in section 4: neither an offence nor a power'
run --strict "$work/bill.txt"
ok "--strict ends with 1" 1 'L2 mental element'
run --json "$work/bill.txt"
ok "JSON" 0 '"code": "L1"'
run "$work/bill.txt" --sarif "$work/out.sarif" --html "$work/out.html"
grep -q '"version": "2.1.0"' "$work/out.sarif" && grep -q '</html>' "$work/out.html"
code=$?
ok "SARIF and HTML are written" 0 'L1'
run "$folder/arcadia.offences"
ok "a register" 0 'arcadia.offences:[0-9]+:[0-9]+: L[0-9]+ '
head -c 3000 /dev/urandom >"$work/binary"
printf 'text\n\0more' >>"$work/binary"
run "$work/binary"
ok "binary is refused" 1 'binary:[0-9]+:[0-9]+'
printf 'flour, water, salt\n' >"$work/bread.txt"
run "$work/bread.txt"
ok "nothing recognised is refused" 1 'nothing was recognised'
sed 's/offensive/offens\xefve offensive/' "$work/bill.txt" >"$work/latin.txt"
run "$work/latin.txt"
ok "Latin-1 is read, and said so with its place" 0 'latin.txt:2:[0-9]+: note: not UTF-8'
run "$work/missing.txt"
ok "a missing file" 3 'missing.txt'
run
ok "no file" 2 'usage'
printf '[intent]\nIntent\n' >"$work/wrong.lint"
run --lexicon "$work/wrong.lint" "$work/bill.txt"
ok "a wrong lexicon is refused with its place" 1 'wrong.lint:2:1'
