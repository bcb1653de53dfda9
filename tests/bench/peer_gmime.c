/* What the release is measured against: GMime reading From, To and Date of every message. */
#include <gmime/gmime.h>
#include <stdio.h>

static size_t read_fields(GMimeMessage *message)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddressList *to = g_mime_message_get_to(message);
    GDateTime *date = g_mime_message_get_date(message);

    return (size_t)internet_address_list_length(from) + (size_t)internet_address_list_length(to) +
           (date != NULL);
}

int main(int argc, char **argv)
{
    GMimeStream *stream;
    GMimeParser *parser;
    size_t messages = 0, fields = 0;

    if (argc != 2)
        return 2;
    g_mime_init();
    stream = g_mime_stream_file_open(argv[1], "r", NULL);
    if (!stream)
        return 3;
    parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
    while (!g_mime_parser_eos(parser)) {
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

        if (!message)
            break;
        fields += read_fields(message);
        messages++;
        g_object_unref(message);
    }
    printf("%zu messages, %zu fields\n", messages, fields);
    g_object_unref(parser);
    g_object_unref(stream);
    g_mime_shutdown();
    return 0;
}
