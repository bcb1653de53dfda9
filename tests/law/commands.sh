#!/bin/sh
# The law commands from outside: exit codes, and what a reader looks for. commands.sh PROVISO LAW_FOLDER
proviso=$1
law=$2
out=$(mktemp)
failed=0
number=0

# expect CODE TEXT ARGUMENTS…: the exit code, and a text in the output (standard output and error).
expect() {
    code=$1 text=$2
    shift 2
    number=$((number + 1))
    "$proviso" law "$@" >"$out" 2>&1 </dev/null
    got=$?
    if [ $got -eq "$code" ] && grep -qF -- "$text" "$out"; then
        echo "ok $number - law $*" | sed "s|$law|law|g"
    else
        echo "not ok $number - law $* (exit $got)"
        sed 's/^/# /' "$out"
        failed=1
    fi
}

expect 2 'usage: proviso law'
expect 0 'example:' --help
expect 0 'example:' compare --help
expect 0 '"usage"' compare --help --json
expect 2 'there is no command' guess
expect 0 'computer-fraud' show XA
expect 0 'data-espionage 2' show belmora
expect 0 'article-8' show "$law/budapest.offences"
expect 2 'has no offence' show XA:none-such
expect 0 'ETS 185 article 6' show budapest:article-6
expect 0 '"penalty": "life"' show XA:election-systems --json
expect 0 'A measure cannot rest on it.' show "$law/arcadia.offences#false-news"
expect 2 'in force then' show XB:rumours-in-a-crisis --at 2024-01-01
expect 1 'refuse O2 offence-content [false-news]' check "$law/arcadia.offences"
expect 1 'ask O8 offence-read-otherwise [false-news]' check "$law/arcadia.offences"
expect 0 'L13, text' show arcadia
expect 0 'ask O8 offence-read-otherwise: ' show arcadia:false-news
expect 0 '"offence-read-otherwise"' show arcadia:false-news --json
expect 0 '7 offences: a measure can rest on 0 of them as it stands, on 7 with answers' check budapest
expect 1 '"findings"' check XB --json
expect 3 'file-missing' check "$law/none.offences"
expect 1 'key-missing' check "$law/hospital.facts"
expect 1 'key-missing' check /dev/null
expect 0 'Dual criminality: yes.' compare XA:computer-fraud XB:computer-fraud
expect 0 '"verdict": "yes"' compare XA:computer-fraud XB:computer-fraud --json
expect 0 'Whatever the first punishes' compare XB:grave-data-espionage XB:data-espionage --at 2026-01-01
expect 1 'It turns on authority' compare XA:unlawful-access XB:data-espionage --at 2026-01-01
expect 0 'They meet the second: yes.' compare XA:unlawful-access XB:data-espionage \
    --facts "$law/hospital.facts"
expect 1 'They have no act' compare XA:false-news XB:computer-fraud
expect 1 'refuse M1 dual-criminality-none' compare XA:false-news XB:computer-fraud
expect 1 '"relation": "apart"' compare XA:false-news XB:computer-fraud --json
expect 1 'offence-not-in-force' compare XA:false-news XB:rumours-in-a-crisis --at 2024-01-01
expect 2 'FILE#ID or STATE:ID' compare XA XB:computer-fraud
expect 2 'has no offence "fraud"; it has data-espionage' compare XA:computer-fraud XB:fraud
expect 2 'usage: proviso law compare' compare XA:computer-fraud
expect 3 'file-missing' compare ZZ:a XB:computer-fraud
expect 1 'key-missing' compare XA:computer-fraud XB:computer-fraud --facts "$law/budapest.offences"
expect 0 'mens-rea = unknown' facts
"$proviso" law facts >"$out.facts"
expect 1 'It turns on act' compare XA:computer-fraud XB:computer-fraud --facts "$out.facts"
expect 1 'the verdict is: yes.' compare XA:computer-fraud XB:computer-fraud --facts "$out.facts"
expect 1 '"in_a_matter": "yes"' compare XA:computer-fraud XB:computer-fraud --facts "$out.facts" --json
echo "1..$number"
rm -f "$out" "$out.facts"
exit $failed
