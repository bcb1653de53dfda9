/* Hiding places of a listed name, and messages that nobody can be sure about. */
#include "test.h"

#include "evidence.h"

struct hiding {
    const char *what;
    const char *message;
};

#define PLAIN "From: x@y.example\nSubject: s\n"
#define MIME  PLAIN "MIME-Version: 1.0\n"

static const struct hiding listed[] = {
    {"To", PLAIN "To: ann@law.example\n\nhello\n"},
    {"upper case", PLAIN "To: ANN@LAW.EXAMPLE\n\nhello\n"},
    {"case of the list", PLAIN "To: clerk@registry.example\n\nhello\n"},
    {"Bcc", PLAIN "Bcc: <ann@law.example>\n\nhello\n"},
    {"Resent-To", PLAIN "Resent-To: ann@law.example\n\nhello\n"},
    {"Resent-Bcc", PLAIN "Resent-Bcc: x@chambers.example\n\nhello\n"},
    {"Reply-To", PLAIN "Reply-To: ann@law.example\n\nhello\n"},
    {"unknown field", PLAIN "X-Original: ann@law.example\n\nhello\n"},
    {"Message-ID", PLAIN "Message-ID: <1@chambers.example>\n\nhello\n"},
    {"Received", PLAIN "Received: from mx.chambers.example by x\n\nhello\n"},
    {"display name", PLAIN "To: \"ann@law.example\" <z@y.example>\n\nhello\n"},
    {"display name with a comment", PLAIN "To: alice@a.example(<ann@law.example>\n\nhello\n"},
    {"comment", PLAIN "To: z@y.example (ann@law.example)\n\nhello\n"},
    {"comments inside", PLAIN "To: ann(x)@(y)law(z).example\n\nhello\n"},
    {"quoted local part", PLAIN "To: \"ann\"@law.example\n\nhello\n"},
    {"quoted pair", PLAIN "To: \"a\\nn\"@law.example\n\nhello\n"},
    {"group", PLAIN "To: counsel: bob@y.example, ann@law.example;\n\nhello\n"},
    {"route", PLAIN "To: <@relay.example:ann@law.example>\n\nhello\n"},
    {"folded", PLAIN "To: bob@y.example,\n ann@law.example\n\nhello\n"},
    {"folded inside", PLAIN "To: ann@law.\n example\n\nhello\n"},
    {"folded at the sign", PLAIN "To: ann@\r\n\tlaw.example\n\nhello\n"},
    {"spaces inside", PLAIN "To: ann @ law . example\n\nhello\n"},
    {"encoded word B", PLAIN "To: =?utf-8?B?YW5uQGxhdy5leGFtcGxl?= <z@y.example>\n\nhello\n"},
    {"encoded word Q", PLAIN "To: =?iso-8859-1?Q?ann=40law=2Eexample?= <z@y.example>\n\nhi\n"},
    {"two encoded words", PLAIN "To: =?utf-8?Q?ann=40l?=\n =?utf-8?Q?aw=2Eexample?= <z@y>\n\nhi\n"},
    {"parameter", MIME "Content-Type: text/plain;\n name*=utf-8''ann%40law.example\n\nhello\n"},
    {"parameter in pieces",
     MIME "Content-Type: text/plain; name*0=\"ann@la\";\n name*1=\"w.example\"\n\nhello\n"},
    {"parameter in encoded pieces",
     MIME "Content-Disposition: inline; filename*0*=utf-8''ann%40la; filename*1*=w%2Eexample\n"
          "\nhello\n"},
    {"calendar, folded",
     MIME "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\r\nATTENDEE;CN=x:mailto:ann@law.e\r\n"
          " xample\r\nEND:VCALENDAR\r\n"},
    {"calendar without its type, folded",
     MIME "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
          "QkVHSU46VkNBUkQNCkVNQUlMOmFubkBsYXcuZXgNCglhbXBsZQ0KRU5EOlZDQVJEDQo=\n"},
    {"flowed text with DelSp",
     MIME "Content-Type: text/plain; format=flowed; DelSp=yes\n\nann@law \n.example\n"},
    {"zero width space", PLAIN "\nann\xe2\x80\x8b@law.example\n"},
    {"word joiner", PLAIN "\nann@law\xe2\x81\xa0.example\n"},
    {"soft hyphen", PLAIN "\nann@\xc2\xadlaw.example\n"},
    {"plus tag", PLAIN "To: ann+case17@law.example\n\nhello\n"},
    {"subdomain", PLAIN "To: bob@mail.chambers.example\n\nhello\n"},
    {"deep subdomain", PLAIN "To: bob@a.b.c.d.chambers.example\n\nhello\n"},
    {"apostrophe", PLAIN "To: o'hara@firm.example\n\nhello\n"},
    {"single label", PLAIN "To: root@localhost\n\nhello\n"},
    {"U-label", PLAIN "To: x@b\xc3\xbc"
                      "cher-anwalt.example\n\nhello\n"},
    {"U-label in capitals", PLAIN "To: x@B\xc3\x9c"
                                  "CHER-ANWALT.EXAMPLE\n\nhello\n"},
    {"U-label, decomposed", PLAIN "To: x@bu\xcc\x88"
                                  "cher-anwalt.example\n\nhello\n"},
    {"A-label", PLAIN "To: x@xn--bcher-anwalt-dlb.example\n\nhello\n"},
    {"body", PLAIN "\nwrite to ann@law.example please\n"},
    {"body, end of sentence", PLAIN "\nwrite to ann@law.example.\n"},
    {"body, no space", PLAIN "\nsee chambers.example.Thanks\n"},
    {"body, mailto", PLAIN "\n<mailto:ann@law.example?subject=x>\n"},
    {"body, link", PLAIN "\nhttps://www.chambers.example/a?b=c\n"},
    {"body, bare domain", PLAIN "\nthe site chambers.example is down\n"},
    {"body, underscores", PLAIN "\n_chambers.example_\n"},
    {"body, hyphens", PLAIN "\n--chambers.example--\n"},
    {"body, hyphenated", PLAIN "\na chambers.example-hosted site\n"},
    {"body, quotation", PLAIN "\n> From: Ann <ann@law.example>\n"},
    {"body, equals sign", PLAIN "\nto=ann@law.example\n"},
    {"body, U-label", PLAIN "\nhttps://b\xc3\xbc"
                            "cher-anwalt.example/\n"},
    {"body, typographic quotes", PLAIN "\n\xe2\x80\x9c"
                                       "b\xc3\xbc"
                                       "cher-anwalt.example\xe2\x80\x9d\n"},
    {"body, beside Japanese", PLAIN "\n\xe3\x81\xaf"
                                    "ann@law.example\xe3\x81\xa7\n"},
    {"body, full width", PLAIN "\n\xef\xbd\x81\xef\xbd\x8e\xef\xbd\x8e\xef\xbc\xa0law.example\n"},
    {"body, percent", PLAIN "\nhttps://x.example/?to=ann%40law.example\n"},
    {"body, percent throughout", PLAIN "\nhttps://x.example/?to=%61nn%40l%61w%2eexample\n"},
    {"body, base64", MIME "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                          "d3JpdGUgdG8gYW5uQGxh\ndy5leGFtcGxlIHBsZWFzZQo=\n"},
    {"body, quoted-printable",
     MIME "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
          "write to ann=40law=2eexample\n"},
    {"body, soft break inside",
     MIME "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
          "write to ann@la=\nw.exam=\r\nple please\n"},
    {"HTML reference", MIME "Content-Type: text/html\n\n<p>ann&#64;law.example</p>\n"},
    {"HTML reference, hexadecimal",
     MIME "Content-Type: text/html\n\n<p>ann&#x40;law&#46;example\n"},
    {"HTML reference, named", MIME "Content-Type: text/html\n\nann&commat;law&period;example\n"},
    {"HTML reference, letter", MIME "Content-Type: text/html\n\nx@b&uuml;cher-anwalt.example\n"},
    {"HTML reference in a link",
     MIME "Content-Type: text/html\n\n<a href='mailto:ann&#64;law.example'>\n"},
    {"HTML tags inside", MIME "Content-Type: text/html\n\nann@<b>law</b>.exa<!-- x -->mple\n"},
    {"HTML and percent", MIME "Content-Type: text/html\n\n<a href=\"x?ann%4&#48;law.example\">\n"},
    {"UTF-16, base64",
     MIME "Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n"
          "YQBuAG4AQABsAGEAdwAuAGUAeABhAG0AcABsAGUACgA=\n"},
    {"nested message", MIME "Content-Type: message/rfc822\n\nFrom: b@c.example\nTo: =?utf-8?B?"
                            "YW5uQGxhdy5leGFtcGxl?=\n\nhi\n"},
    {"multipart, second part",
     MIME "Content-Type: multipart/mixed; boundary=b1\n\n--b1\n\nhello\n--b1\n"
          "Content-Transfer-Encoding: base64\n\nYW5uQGxhdy5leGFtcGxl\n--b1--\n"},
    {"multipart, preamble",
     MIME "Content-Type: multipart/mixed; boundary=b1\n\nann@law.example\n--b1\n\nhello\n--b1--\n"},
    {"multipart, epilogue",
     MIME "Content-Type: multipart/mixed; boundary=b1\n\n--b1\n\nhello\n--b1--\nann@law.example\n"},
    {"multipart, part's header",
     MIME "Content-Type: multipart/mixed; boundary=\"b 1\"\n\n--b 1\n"
          "Content-Description: =?utf-8?Q?ann=40law.example?=\n\nhello\n--b 1--\n"},
    {"picture with a name in it",
     MIME "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
          "iVBORw0KGgoAAAAAYW5uQGxhdy5leGFtcGxlAAA=\n"},
};

/* In these only the first reader looks so closely. */
static const char *const first_only[] = {
    "comments inside",
    "quoted pair",
    "body, full width",
    "HTML and percent",
    "comment inside",
    "parameter in pieces",
    "parameter in encoded pieces",
    "calendar, folded",
    "calendar without its type, folded",
    "flowed text with DelSp",
    "zero width space",
    "word joiner",
    "soft hyphen",
};

static void test_hidden_names_are_found(void **state)
{
    struct evidence evidence;

    (void)state;
    evidence_start(&evidence);
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
        struct slice message = slice_text(listed[i].message);
        bool exempt = false;

        if (evidence_judge(&evidence, message) != REASON_LISTED)
            fail_msg("not found: %s (%s)", listed[i].what,
                     reason_name(evidence_judge(&evidence, message)));
        for (size_t k = 0; k < sizeof first_only / sizeof *first_only; k++)
            exempt |= strcmp(first_only[k], listed[i].what) == 0;
        if (!exempt && evidence_second(&evidence, message))
            fail_msg("not found by the second reader: %s", listed[i].what);
    }
    evidence_end(&evidence);
}

static const struct hiding clear[] = {
    {"plain", PLAIN "To: bob@y.example\n\nhello\n"},
    {"another address of the domain", PLAIN "To: bob@law.example\n\nann is here\n"},
    {"another local part", PLAIN "To: joann@law.example\n\nhello\n"},
    {"another domain", PLAIN "To: ann@law.example2\n\nhello\n"},
    {"part of a label", PLAIN "To: bob@antechambers.example\n\nhello\n"},
    {"smiley in the subject", "Subject: sad :-(\nTo: bob@y.example\n\nhello :-)\n"},
    {"empty body", PLAIN "\n"},
    {"no empty line", PLAIN},
    {"CRLF", "From: x@y.example\r\nSubject: s\r\n\r\nhello\r\n"},
    {"quoted-printable",
     MIME "Content-Type: text/plain; charset=iso-8859-1\n"
          "Content-Transfer-Encoding: quoted-printable\n\nna=EFve caf=E9 =3D 100%\n"},
    {"alternative",
     MIME "Content-Type: multipart/alternative;\n boundary=\"=_x\"\n\n--=_x\nContent-Type: "
          "text/plain; charset=\"utf-8\"\n\nhello\n\n--=_x\nContent-Type: text/html\n\n"
          "<p>hello &amp; <b>bye</b></p>\n--=_x--\n"},
    {"picture",
     MIME "Content-Type: image/png; name=\"a.png\"\nContent-Transfer-Encoding: base64\n\n"
          "iVBORw0KGgoAAAAA\n"},
};

static void test_clear_messages_are_released(void **state)
{
    struct evidence evidence;

    (void)state;
    evidence_start(&evidence);
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++) {
        enum reason reason = evidence_judge(&evidence, slice_text(clear[i].message));

        if (reason != REASON_NONE)
            fail_msg("held: %s (%s)", clear[i].what, reason_name(reason));
        if (!evidence_second(&evidence, slice_text(clear[i].message)))
            fail_msg("held by the second reader: %s", clear[i].what);
    }
    evidence_end(&evidence);
}

static const struct {
    enum reason reason;
    const char *message;
} doubtful[] = {
    {REASON_ENCRYPTED, MIME "Content-Type: application/pkcs7-mime\n"
                            "Content-Transfer-Encoding: base64\n\nAAAA\n"},
    {REASON_ENCRYPTED, MIME "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n"},
    {REASON_ENCRYPTED, PLAIN "\n-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n"},
    {REASON_CONTAINER, MIME "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
                            "UEsDBA==\n"},
    {REASON_CONTAINER, MIME "Content-Type: application/octet-stream\n"
                            "Content-Transfer-Encoding: base64\n\nUEsDBAAA\n"},
    {REASON_CONTAINER, MIME "Content-Type: text/plain; name=a.docx\n\nx\n"},
    {REASON_CONTAINER, MIME "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
                            "H4sIAAAA\n"},
    {REASON_CONTAINER, MIME "Content-Type: application/pdf\n\n%PDF-1.4\n"},
    {REASON_CONTAINER, MIME "Content-Type: message/partial; id=1\n\nx\n"},
    {REASON_ENCODING, MIME "Content-Transfer-Encoding: base64\n\nabc\n"},
    {REASON_ENCODING, MIME "Content-Transfer-Encoding: base64\n\nYWJj*ZGVm\n"},
    {REASON_ENCODING, MIME "Content-Transfer-Encoding: base64\n\nYWI=\nlist footer\n"},
    {REASON_ENCODING, MIME "Content-Transfer-Encoding: quoted-printable\n\na=zz\n"},
    {REASON_ENCODING, MIME "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n"},
    {REASON_ENCODING, PLAIN "\nbegin 644 a.txt\n#86YN\n`\nend\n"},
    {REASON_CHARSET, MIME "Content-Type: text/plain; charset=utf-7\n\nann+AEA-law.example\n"},
    {REASON_CHARSET, MIME "Content-Type: text/plain; charset=x-unknown\n\nhello\n"},
    {REASON_STRUCTURE, "From: x@y.example\nthis is no field\n\nhello\n"},
    {REASON_STRUCTURE, MIME "Content-Type: text/plain\nContent-Type: text/html\n\nx\n"},
    {REASON_STRUCTURE, MIME "Content-Type: multipart/mixed; boundary=b\n\nno part\n"},
    {REASON_STRUCTURE, MIME "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n"},
    {REASON_STRUCTURE, MIME "Content-Type: multipart/mixed\n\n--b\n\nx\n--b--\n"},
    {REASON_STRUCTURE, "Subject: a\rTo: b\n\nx\n"},
};

static void test_doubtful_messages_are_held(void **state)
{
    struct evidence evidence;

    (void)state;
    evidence_start(&evidence);
    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++) {
        enum reason reason = evidence_judge(&evidence, slice_text(doubtful[i].message));

        if (reason != doubtful[i].reason)
            fail_msg("case %zu: %s instead of %s", i, reason_name(reason),
                     reason_name(doubtful[i].reason));
    }
    assert_int_equal(evidence_judge(&evidence, SLICE("Subject: a\n\nx\0y\n")), REASON_NUL);
    evidence_end(&evidence);
}

static void test_depth_is_bounded(void **state)
{
    struct evidence evidence;
    struct buffer message = {0};

    (void)state;
    evidence_start(&evidence);
    for (int i = 0; i < 100000; i++)
        buffer_text(&message, "Content-Type: message/rfc822\n\n");
    assert_int_equal(evidence_judge(&evidence, buffer_slice(&message)), REASON_DEPTH);
    evidence_second(&evidence, buffer_slice(&message));
    buffer_free(&message);
    evidence_end(&evidence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hidden_names_are_found),
        cmocka_unit_test(test_clear_messages_are_released),
        cmocka_unit_test(test_doubtful_messages_are_held),
        cmocka_unit_test(test_depth_is_bounded),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
