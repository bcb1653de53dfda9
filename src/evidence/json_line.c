#include "evidence/json_line.h"
enum reason json_line_scope(struct slice line, const struct json_names *names, const struct scope *scope){(void)line,(void)names,(void)scope;return REASON_JSON;}
void json_line_judge(struct message *message, struct slice line){(void)message,(void)line;}
size_t json_line_read(struct slice window, uint64_t position, bool final, json_line_sink *sink, void *context){(void)window,(void)position,(void)final,(void)sink,(void)context;return window.size;}
