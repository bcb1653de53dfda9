#include "evidence/second_json.h"

#include "evidence/domain.h"

enum { DEPTH_MAX = 40, NAMES_OPEN_MAX = 1100 };

/* What may come next. */
enum expect {
    EXPECT_VALUE,
    EXPECT_NAME,
    EXPECT_NAME_OR_END,
    EXPECT_ITEM_OR_END,
    EXPECT_COLON,
    EXPECT_COMMA_OR_END,
    EXPECT_NOTHING
};

struct machine {
    const uint8_t *at;
    const uint8_t *end;
    enum expect expect;
    char open[DEPTH_MAX];
    size_t depth;
    uint32_t names[NAMES_OPEN_MAX]; /* offsets in out->text of the names of open objects */
    uint32_t sizes[NAMES_OPEN_MAX];
    size_t name_count;
    size_t first_name[DEPTH_MAX];
    int wanted; /* the value that follows is: 1 the account, 2 the receipt time */
    const char *members[3];
    struct second_line *out;
};

static bool unit_at(const uint8_t *at, const uint8_t *end, uint32_t *unit)
{
    *unit = 0;
    if (end - at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        uint8_t c = at[i];
        unsigned digit = c >= '0' && c <= '9'   ? c - (unsigned)'0'
                         : c >= 'a' && c <= 'f' ? c - (unsigned)'a' + 10u
                         : c >= 'A' && c <= 'F' ? c - (unsigned)'A' + 10u
                                                : 99u;

        if (digit == 99)
            return false;
        *unit = *unit << 4 | digit;
    }
    return true;
}

static void put_utf8(struct buffer *out, uint32_t point)
{
    uint8_t bytes[4];
    int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const uint8_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

    for (int i = size - 1; i > 0; i--) {
        bytes[i] = (uint8_t)(0x80 | (point & 0x3f));
        point >>= 6;
    }
    bytes[0] = (uint8_t)(lead[size] | point);
    buffer_append(out, slice_of(bytes, (size_t)size));
}

/* `\uXXXX`, with its second half where it is a high surrogate; `at` stands behind the `u`. */
static bool take_unit(struct machine *machine)
{
    uint32_t unit, low;

    if (!unit_at(machine->at, machine->end, &unit))
        return false;
    machine->at += 4;
    if (unit >= 0xdc00 && unit <= 0xdfff)
        return false;
    if (unit >= 0xd800 && unit <= 0xdbff) {
        if (machine->end - machine->at < 6 || machine->at[0] != '\\' || machine->at[1] != 'u' ||
            !unit_at(machine->at + 2, machine->end, &low) || low < 0xdc00 || low > 0xdfff)
            return false;
        machine->at += 6;
        unit = 0x10000 + (unit - 0xd800) * 0x400 + (low - 0xdc00);
    }
    put_utf8(&machine->out->text, unit);
    return true;
}

static bool take_escape(struct machine *machine)
{
    struct buffer *out = &machine->out->text;

    if (machine->at == machine->end)
        return false;
    switch (*machine->at++) {
    case '"':
    case '\\':
    case '/':
        buffer_byte(out, machine->at[-1]);
        return true;
    case 'b':
    case 'f':
        buffer_byte(out, ' ');
        return true;
    case 'n':
    case 'r':
        buffer_byte(out, '\n');
        return true;
    case 't':
        buffer_byte(out, '\t');
        return true;
    case 'u':
        return take_unit(machine);
    default:
        return false;
    }
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Whether any of eight bytes is less than `limit`, which is at most 0x80. */
static bool any_below(uint64_t bytes, uint64_t limit)
{
    return ((bytes - EACH(limit)) & ~bytes & EACH(0x80)) != 0;
}

/* The end of a string's plain bytes: its quote, an escape, a control character, or `end`. */
static const uint8_t *plain_end(const uint8_t *at, const uint8_t *end)
{
    for (; end - at >= 8; at += 8) {
        uint64_t bytes;

        memcpy(&bytes, at, sizeof bytes);
        if (any_below(bytes, 0x20) || any_below(bytes ^ EACH('"'), 1) ||
            any_below(bytes ^ EACH('\\'), 1))
            break;
    }
    while (at < end && *at != '"' && *at != '\\' && *at >= 0x20)
        at++;
    return at;
}

/* A string, behind its opening quote, appended to out->text. */
static bool take_string(struct machine *machine)
{
    struct buffer *out = &machine->out->text;

    for (;;) {
        const uint8_t *run = machine->at;

        machine->at = plain_end(run, machine->end);
        buffer_append(out, slice_of(run, (size_t)(machine->at - run)));
        if (machine->at == machine->end || *machine->at < 0x20)
            return false;
        if (*machine->at++ == '"')
            return true;
        if (!take_escape(machine))
            return false;
    }
}

static bool is_new_name(const struct machine *machine, uint32_t offset, uint32_t size)
{
    const uint8_t *texts = machine->out->text.data;

    for (size_t i = machine->name_count; i-- > machine->first_name[machine->depth - 1];)
        if (machine->sizes[i] == size &&
            memcmp(texts + machine->names[i], texts + offset, size) == 0)
            return false;
    return true;
}

static bool take_name(struct machine *machine, uint32_t offset)
{
    uint32_t size = (uint32_t)machine->out->text.size - offset;
    struct slice name = slice_of(machine->out->text.data + offset, size);

    if (machine->name_count == NAMES_OPEN_MAX || !is_new_name(machine, offset, size))
        return false;
    machine->names[machine->name_count] = offset;
    machine->sizes[machine->name_count++] = size;
    machine->wanted = 0;
    for (int i = 1; machine->depth == 1 && i <= 2; i++)
        if (slice_is(name, machine->members[i]))
            machine->wanted = i;
    machine->expect = EXPECT_COLON;
    return true;
}

static void after_value(struct machine *machine)
{
    machine->expect = machine->depth ? EXPECT_COMMA_OR_END : EXPECT_NOTHING;
    machine->wanted = 0;
}

static bool take_quoted(struct machine *machine)
{
    struct second_line *out = machine->out;
    uint32_t offset;
    struct slice text;

    buffer_byte(&out->text, '\n');
    offset = (uint32_t)out->text.size;
    if (!take_string(machine))
        return false;
    if (machine->expect == EXPECT_NAME || machine->expect == EXPECT_NAME_OR_END)
        return take_name(machine, offset);
    if (machine->expect != EXPECT_VALUE && machine->expect != EXPECT_ITEM_OR_END)
        return false;
    text = slice_of(out->text.data + offset, out->text.size - offset);
    if (machine->wanted == 1 && machine->depth == 1) {
        buffer_append(&out->account, text);
        out->has_account = true;
    } else if (machine->wanted == 2 && machine->depth == 1) {
        buffer_append(&out->received, text);
        out->has_received = true;
    }
    after_value(machine);
    return true;
}

static bool take_open(struct machine *machine, char bracket)
{
    if ((machine->expect != EXPECT_VALUE && machine->expect != EXPECT_ITEM_OR_END) ||
        machine->depth == DEPTH_MAX || (machine->depth == 0 && bracket != '{'))
        return false;
    machine->first_name[machine->depth] = machine->name_count;
    machine->open[machine->depth++] = bracket;
    machine->expect = bracket == '{' ? EXPECT_NAME_OR_END : EXPECT_ITEM_OR_END;
    return true;
}

static bool take_close(struct machine *machine, char bracket)
{
    char open = bracket == '}' ? '{' : '[';
    enum expect empty = bracket == '}' ? EXPECT_NAME_OR_END : EXPECT_ITEM_OR_END;

    if (machine->depth == 0 || machine->open[machine->depth - 1] != open ||
        (machine->expect != EXPECT_COMMA_OR_END && machine->expect != empty))
        return false;
    machine->name_count = machine->first_name[--machine->depth];
    after_value(machine);
    return true;
}

/* Everything that is no string and no structure: a word or a number, up to what ends it. */
static bool take_atom(struct machine *machine)
{
    static const char *const words[] = {"true", "false", "null"};
    const uint8_t *from = --machine->at;
    struct slice atom;
    size_t at = 0, digits = 0;

    if (machine->depth == 0 ||
        (machine->expect != EXPECT_VALUE && machine->expect != EXPECT_ITEM_OR_END))
        return false;
    while (machine->at<machine->end && * machine->at> ' ' && !strchr(",]}:\"[{", *machine->at))
        machine->at++;
    atom = slice_of(from, (size_t)(machine->at - from));
    after_value(machine);
    for (size_t i = 0; i < 3; i++)
        if (slice_is(atom, words[i]))
            return true;
    at = atom.size && atom.data[0] == '-';
    for (; at < atom.size && atom.data[at] >= '0' && atom.data[at] <= '9'; at++)
        digits++;
    if (digits == 0 || (digits > 1 && atom.data[at - digits] == '0'))
        return false;
    for (int part = 0; part < 2; part++) {
        if (at == atom.size || (part == 0 ? atom.data[at] != '.' : (atom.data[at] | 0x20) != 'e'))
            continue;
        at++;
        at += part == 1 && at < atom.size && (atom.data[at] == '+' || atom.data[at] == '-');
        for (digits = 0; at < atom.size && atom.data[at] >= '0' && atom.data[at] <= '9'; at++)
            digits++;
        if (digits == 0)
            return false;
    }
    return at == atom.size;
}

static bool take_separator(struct machine *machine, char sign)
{
    if (sign == ':' ? machine->expect != EXPECT_COLON : machine->expect != EXPECT_COMMA_OR_END)
        return false;
    machine->expect = sign == ':'                                ? EXPECT_VALUE
                      : machine->open[machine->depth - 1] == '{' ? EXPECT_NAME
                                                                 : EXPECT_VALUE;
    return true;
}

static bool take_token(struct machine *machine)
{
    uint8_t byte = *machine->at++;

    switch (byte) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return true;
    case '{':
    case '[':
        return take_open(machine, (char)byte);
    case '}':
    case ']':
        return take_close(machine, (char)byte);
    case ':':
    case ',':
        return take_separator(machine, (char)byte);
    case '"':
        return take_quoted(machine);
    default:
        return take_atom(machine);
    }
}

bool second_json_read(struct slice line, const char *account_member, const char *received_member,
                      struct second_line *out)
{
    struct machine machine;

    /* The tables of names are large and need no beginning. */
    machine.at = line.data;
    machine.end = line.data + line.size;
    machine.expect = EXPECT_VALUE;
    machine.depth = 0;
    machine.name_count = 0;
    machine.wanted = 0;
    machine.out = out;
    machine.members[1] = account_member;
    machine.members[2] = received_member;
    buffer_clear(&out->text);
    buffer_clear(&out->account);
    buffer_clear(&out->received);
    out->has_account = out->has_received = false;
    if (line.size > UINT32_MAX / 2 || !domain_is_utf8(line))
        return false;
    while (machine.at < machine.end)
        if (!take_token(&machine))
            return false;
    return machine.expect == EXPECT_NOTHING;
}

void second_line_free(struct second_line *line)
{
    buffer_wipe_free(&line->text);
    buffer_wipe_free(&line->account);
    buffer_wipe_free(&line->received);
}
