#!/bin/sh
# run.sh TEST PROVISO: runs a browser test where there is a node to run it.
if ! command -v node >/dev/null; then
    echo "1..0 # SKIP node is not installed"
    exit 0
fi
exec node "$@"
