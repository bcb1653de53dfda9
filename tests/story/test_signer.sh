#!/usr/bin/env bash
# What proviso signer writes: five files that say the same as the program and name each other's digests.
. "$(dirname "$0")/tap.sh"
page=$work/page
ok "writes the page" ends 0 "$proviso" signer -o "$page"
ok "and prints what sha256sum prints" sh -c "cd '$page' && sha256sum -c --strict --quiet '$work/out'"
ok "five files" [ "$(find "$page" -type f | wc -l)" -eq 5 ]
ok "the same again" gives 0 "$(sha256sum "$page/index.html" | cut -d' ' -f1)" "$proviso" signer -o "$page" --json
ok "nothing from elsewhere" sh -c "! grep -rnE '(src|href|url|import|fetch)[ =(:]+.?(https?:)?//' '$page'"
ok "no inline script or style" sh -c "! grep -nE '<script>|<style|style=| on[a-z]+=' '$page'/*.html"
for name in acts.js signer.css signer.js; do
    digest=$(python3 -c 'import base64, hashlib, sys; print(base64.b64encode(hashlib.sha256(open(sys.argv[1], "rb").read()).digest()).decode())' "$page/$name")
    for html in index register; do
        ok "$html.html names the digest of $name" grep -qF "\"$name\" integrity=\"sha256-$digest\"" "$page/$html.html"
    done
done
ok "a strict policy" [ "$(grep -lF "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'" "$page"/*.html | wc -l)" -eq 2 ]
python3 - "$page/acts.js" >"$work/out" <<'PYTHON'
import json, sys
text = open(sys.argv[1]).read()
print(json.dumps(json.loads(text[text.index("{"):text.rindex(";")])))
PYTHON
ok "the acts are JSON, of every vocabulary" json '{t["chain"] for t in it["tables"]} >= {"register", "rules", None}'
cp "$work/out" "$work/acts.json"
ok "all acts are there" python3 - "$work/acts.json" "$(dirname "$0")/../../doc/acts.md" <<'PYTHON'
import json, re, sys
acts = {a["type"] for t in json.load(open(sys.argv[1]))["tables"] for a in t["acts"]}
manual = set(re.findall(r"^### (\S+)$", open(sys.argv[2]).read(), re.M))
sys.exit(0 if acts == manual else print(acts ^ manual) or 1)
PYTHON
python3 - "$work/acts.json" >"$work/kinds" <<'PYTHON'
import json, sys
def kinds(fields):
    for field in fields:
        yield field["kind"]
        yield from kinds(field.get("fields", []))
print("\n".join(sorted({k for t in json.load(open(sys.argv[1]))["tables"] for a in t["acts"] for k in kinds(a["fields"])})))
PYTHON
while read -r kind; do
    ok "the page knows the kind $kind" grep -qE "^    \"$kind\": " "$page/signer.js"
done <"$work/kinds"
ok "no folder is wrong usage" ends 2 "$proviso" signer
ok "a folder that cannot be is a failure" ends 3 "$proviso" signer -o "$page/index.html/x"
finish
