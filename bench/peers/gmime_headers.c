/* Reads an mbox with GMime and touches what Tandem reads: date, addresses, decoded subject, identifiers.
   cc -O2 gmime_headers.c $(pkg-config --cflags --libs gmime-3.0) -o gmime_headers */
#include <gmime/gmime.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static long addresses(GMimeMessage *message, GMimeAddressType type)
{
    InternetAddressList *list = g_mime_message_get_addresses(message, type);
    return list ? internet_address_list_length(list) : 0;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    g_mime_init();
    double started = now();
    int file = open(argv[1], O_RDONLY);
    GMimeStream *stream = g_mime_stream_fs_new(file);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
    long messages = 0, touched = 0;
    while (!g_mime_parser_eos(parser)) {
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
        if (!message)
            continue;
        messages++;
        GDateTime *date = g_mime_message_get_date(message);
        touched += date ? g_date_time_to_unix(date) & 1 : 0;
        touched += addresses(message, GMIME_ADDRESS_TYPE_FROM) + addresses(message, GMIME_ADDRESS_TYPE_TO) + addresses(message, GMIME_ADDRESS_TYPE_CC);
        const char *subject = g_mime_message_get_subject(message);
        const char *id = g_mime_message_get_message_id(message);
        touched += (subject != NULL) + (id != NULL);
        const char *references = g_mime_object_get_header(GMIME_OBJECT(message), "References");
        if (references) {
            GMimeReferences *list = g_mime_references_parse(NULL, references);
            touched += g_mime_references_length(list);
            g_mime_references_free(list);
        }
        g_object_unref(message);
    }
    double seconds = now() - started;
    printf("GMime\t%ld\t%.0f\t%ld\n", messages, messages / seconds, touched);
    return 0;
}
