# What the story tests share: TAP output, a folder of their own, and checks of commands.
# shellcheck shell=bash
set -u
proviso=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PROVISO_NODE PROVISO_CLOCK
export LC_ALL=C.UTF-8
tests=0

# ok NAME CONDITION…: one test; what the last command wrote is shown where it fails.
ok() {
    local name=$1
    shift
    tests=$((tests + 1))
    if "$@"; then
        echo "ok $tests - $name"
    else
        echo "not ok $tests - $name"
        sed 's/^/#   /' "$work/out" "$work/err" 2>/dev/null | head -n 40
    fi
}

# ends CODE COMMAND…: runs it; true where it ends with that code. Output in $work/out and $work/err.
ends() {
    local wanted=$1 code=0
    shift
    "$@" >"$work/out" 2>"$work/err" || code=$?
    [ "$code" -eq "$wanted" ] || {
        echo "# ended with $code, not $wanted: $*"
        return 1
    }
}

# says TEXT: the last command wrote it.
says() {
    grep -qF -- "$1" "$work/out" "$work/err"
}

# gives CODE TEXT COMMAND…: both at once.
gives() {
    local code=$1 text=$2
    shift 2
    ends "$code" "$@" && says "$text"
}

# json EXPRESSION: a Python expression over `it`, the JSON that the last command wrote, holds.
json() {
    python3 -c 'import json, sys
it = json.load(open(sys.argv[1]))
codes = [f["code"] for f in it.get("findings", [])] if isinstance(it, dict) else []
sys.exit(0 if eval(sys.argv[2]) else 1)' "$work/out" "$1"
}

# sign KEY FILE: as an official does it.
sign() {
    rm -f "$2.sig"
    ssh-keygen -q -Y sign -n proviso -f "$1" "$2" 2>/dev/null
}

# accepts NAME FILE SIGNATURE: stock ssh-keygen accepts it under $signers.
accepts() {
    ssh-keygen -Y verify -f "$signers" -I "$1" -n proviso -s "$3" <"$2" >"$work/out" 2>"$work/err"
}

finish() {
    echo "1..$tests"
}
