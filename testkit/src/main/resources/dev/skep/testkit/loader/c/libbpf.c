/*
 * libbpf [--attach] [--run FILE] OBJECT: loads each program of an object alone, by whatever libbpf.so.1 it runs with. Only
 * what libbpf 1.1 has is called.
 */
#define _GNU_SOURCE
#include "protocol.h"
#include "try.h"
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>

enum { STATISTICS = 4, PATHS = 1 };

static char *messages;
static size_t messages_size;
static FILE *messages_stream;
static char *verifier;
static const size_t verifier_size = 64 << 20; /* touched only as far as it is written */

static int hear(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return level == LIBBPF_WARN ? vfprintf(messages_stream, format, arguments) : 0;
}

static void forget(void)
{
	rewind(messages_stream);
	fflush(messages_stream);
	verifier[0] = 0;
}

/* Makes a text of what was heard. */
static void heard(void)
{
	fflush(messages_stream);
	messages[messages_size] = 0;
}

static void refuse(const char *program, int error)
{
	char *text = NULL, reason[200];

	libbpf_strerror(error, reason, sizeof reason);
	say("refused", program, reason, NULL);
	if (asprintf(&text, "%s%s", messages, verifier) >= 0)
		say_log(program, text);
	free(text);
}

/* Programs with which a map is filled before it is of use: they are loaded along with whichever is judged. */
static char *needed[64];
static size_t needed_count;

static bool is_needed(const char *program)
{
	for (size_t i = 0; i < needed_count; i++)
		if (strcmp(needed[i], program) == 0)
			return true;
	return false;
}

/* Whether libbpf has just complained about the lack of a program that was not known to be needed. */
static bool learn_need(void)
{
	const char *slot = strstr(messages, "failed to initialize slot"), *name = slot ? strstr(slot, "to prog '") : NULL;
	char *program = name ? strdup(name + strlen("to prog '")) : NULL;

	if (!program || !strchr(program, '\'') || needed_count == sizeof needed / sizeof *needed)
		return false;
	*strchr(program, '\'') = 0;
	if (is_needed(program))
		return false;
	needed[needed_count++] = program;
	return true;
}

static bool is_of_structure(const struct bpf_program *program)
{
	return bpf_program__type(program) == BPF_PROG_TYPE_STRUCT_OPS;
}

/*
 * The object with this program switched on and no other; without a name none is. But structures keep their programs unless
 * it is one of these that is judged: libbpf 1.1 dies of a structure whose programs are all off.
 */
static struct bpf_object *opened(const char *path, const char *only, int detail)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_program *judged = object && only ? bpf_object__find_program_by_name(object, only) : NULL;
	struct bpf_program *program;

	if (!object)
		return NULL;
	bpf_object__for_each_program(program, object) {
		bool along = is_needed(bpf_program__name(program)) ||
			     (is_of_structure(program) && !(judged && is_of_structure(judged)));
		bpf_program__set_autoload(program, program == judged || along);
	}
	if (judged) {
		bpf_program__set_log_buf(judged, verifier, verifier_size);
		bpf_program__set_log_level(judged, detail);
	}
	return object;
}

/* The verifier's own sum stands in a line of its own; since 7.2 it also counts for each function. */
static const char *instructions(void)
{
	static char count[20];
	static const char start[] = "\nprocessed ";
	const char *line = strncmp(verifier, start + 1, strlen(start) - 1) == 0 ? verifier - 1 : strstr(verifier, start);

	snprintf(count, sizeof count, "%ld", line ? atol(line + strlen(start)) : 0);
	return line ? count : "-";
}

static void accepted(struct bpf_object *object, const char *name, const struct wish *wish)
{
	struct bpf_program *program = bpf_object__find_program_by_name(object, name);

	say("accepted", name, instructions(), NULL);
	say_log(name, messages); /* what it does without, BTF for one */
	if (wish->run)
		try_run(program, wish);
	if (wish->attach)
		try_attach(program, wish);
}

/* 0, or why the object does not load. */
static int attempt(const char *path, const char *program, int detail, const struct wish *wish)
{
	int error;

	forget();
	struct bpf_object *object = opened(path, program, detail);
	heard();
	if (!object)
		return errno ? errno : EINVAL;
	error = bpf_object__load(object);
	heard();
	if (!error && program && wish)
		accepted(object, program, wish);
	bpf_object__unpin_maps(object, NULL);
	bpf_object__close(object);
	return error;
}

/* Whether another program, which is loaded along with this one, was refused. */
static bool blames_another(const char *program)
{
	const char *end = strstr(messages, "': BPF program load failed"), *name = end;
	char *reason = NULL;

	while (name && name > messages && name[-1] != '\'')
		name--;
	if (!name || ((size_t)(end - name) == strlen(program) && strncmp(name, program, end - name) == 0))
		return false;
	if (asprintf(&reason, "it loads only along with %.*s, which is refused", (int)(end - name), name) >= 0)
		say("skipped", program, reason, NULL);
	free(reason);
	return true;
}

static void judge(const char *path, const char *program, const struct wish *wish)
{
	int error = attempt(path, program, STATISTICS, wish), detailed;

	if (!error || blames_another(program))
		return;
	if (verifier[0]) { /* once more, for the path that led there */
		detailed = attempt(path, program, STATISTICS | PATHS, NULL);
		if (detailed)
			error = detailed;
	}
	refuse(program, error);
}

/* What is wrong without any program is the object's fault. */
static bool loads_bare(const char *path, struct bpf_object *object)
{
	struct bpf_program *program;
	int error;

	bpf_object__for_each_program(program, object)
		if (is_of_structure(program))
			return true; /* there is no such thing */
	do
		error = attempt(path, NULL, 0, NULL);
	while (error && learn_need());
	if (error && needed_count == 0)
		refuse("-", error);
	return !error || needed_count > 0;
}

static void judge_all(const char *path, const struct wish *wish)
{
	struct bpf_program *program;
	struct bpf_object *object;

	forget();
	object = opened(path, NULL, 0);
	heard();
	if (!object) {
		refuse("-", errno ? errno : EINVAL);
		return;
	}
	if (loads_bare(path, object)) {
		if (!bpf_object__next_program(object, NULL))
			say("skipped", "-", "no program in the object", NULL);
		bpf_object__for_each_program(program, object)
			judge(path, bpf_program__name(program), wish);
	}
	bpf_object__close(object);
}

int main(int count, char **arguments)
{
	static char buffer[1 << 16];
	struct wish wish = {0};
	int i = 1;

	for (; i < count - 1; i++) {
		if (strcmp(arguments[i], "--attach") == 0)
			wish.attach = true;
		else if (strcmp(arguments[i], "--run") == 0)
			wish.run = arguments[++i];
		else
			break;
	}
	if (i != count - 1) {
		fprintf(stderr, "usage: libbpf [--attach] [--run FILE] OBJECT\n");
		return 2;
	}
	setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	messages_stream = open_memstream(&messages, &messages_size);
	verifier = calloc(1, verifier_size);
	if (!messages_stream || !verifier || !read_wish(&wish))
		return 1;
	libbpf_set_print(hear);
	wish.object = arguments[i];
	judge_all(wish.object, &wish);
	return 0;
}
