#!/usr/bin/env bash
# Each folder of src/ includes only itself and folders above it in the order of ARCHITECTURE.md, and
# only as "folder/file.h". Arguments: the root of the source, then the folders in their order. TAP.
set -u
root=$1
shift
folders=("$@")
failed=0

echo "1..${#folders[@]}"
for i in "${!folders[@]}"; do
    folder=${folders[$i]}
    allowed=" ${folders[*]:0:$((i + 1))} "
    wrong=""
    while IFS=: read -r file line text; do
        name=${text#*\"}
        name=${name%%\"*}
        case $name in
        */*) [[ $allowed == *" ${name%%/*} "* && -f $root/src/$name ]] && continue ;;
        esac
        wrong+="# ${file#"$root"/}:$line includes \"$name\""$'\n'
    done < <(grep -nHE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' \
        "$root/src/$folder"/*.c "$root/src/$folder"/*.h 2>/dev/null)
    # Pure folders know no machine, and SQL is known to store/ alone.
    case $folder in
    terms | statement | ledger | register | rules | law | matter | forum | text)
        wrong+=$(grep -nHE '^ *# *include *<(unistd|fcntl|time|sys/[a-z]+|dirent|sqlite3)\.h>' \
            "$root/src/$folder"/*.[ch] 2>/dev/null | sed 's/^/# /') ;;
    store) ;;
    *) wrong+=$(grep -nHE '^ *# *include *<sqlite3\.h>' "$root/src/$folder"/*.[ch] 2>/dev/null |
        sed 's/^/# /') ;;
    esac
    if [ -n "$wrong" ]; then
        failed=1
        echo "not ok $((i + 1)) - $folder"
        printf '%s\n' "$wrong"
    else
        echo "ok $((i + 1)) - $folder"
    fi
done
exit $failed
