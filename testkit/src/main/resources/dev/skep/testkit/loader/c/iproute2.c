/*
 * iproute2 LD.SO LIBRARIES IP TC OBJECT: gives each XDP program of an object to ip and each tc program to tc, which load it
 * and attach it to the loopback device; the network namespace must be nobody else's. libbpf says which programs there are.
 */
#define _GNU_SOURCE
#include "protocol.h"
#include "tool.h"
#include <bpf/libbpf.h>

static const char *ld_so, *libraries, *ip, *tc, *path;

#define RUN(...) succeeds((const char *[]){ld_so, "--library-path", libraries, __VA_ARGS__, NULL})

static int silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	(void)level, (void)format, (void)arguments;
	return 0;
}

/* tc loads the program before it asks for its place, so this is no word on the program. */
static bool lacks_place(void)
{
	return strstr(said, "Failed to load TC action module") || strstr(said, "TC classifier not found");
}

static void report(const char *name, bool accepted)
{
	if (accepted) {
		say("accepted", name, "-", NULL);
	} else if (lacks_place()) {
		say("skipped", name, "this kernel has no act_bpf or no cls_bpf", NULL);
	} else {
		say("refused", name, exit_code, NULL);
		say_log(name, said);
	}
}

static void judge(const struct bpf_program *program)
{
	const char *name = bpf_program__name(program);

	switch (bpf_program__type(program)) {
	case BPF_PROG_TYPE_XDP:
		report(name, RUN(ip, "link", "set", "dev", "lo", "xdp", "obj", path, "program", name));
		RUN(ip, "link", "set", "dev", "lo", "xdp", "off");
		break;
	case BPF_PROG_TYPE_SCHED_CLS:
		RUN(tc, "qdisc", "add", "dev", "lo", "clsact");
		report(name, RUN(tc, "filter", "add", "dev", "lo", "ingress", "bpf", "da", "obj", path, "program", name));
		RUN(tc, "qdisc", "del", "dev", "lo", "clsact");
		break;
	case BPF_PROG_TYPE_SCHED_ACT:
		report(name, RUN(tc, "actions", "add", "action", "bpf", "obj", path, "program", name));
		RUN(tc, "actions", "flush", "action", "bpf");
		break;
	default:
		say("skipped", name, "ip and tc load XDP and tc programs only", NULL);
	}
}

int main(int count, char **arguments)
{
	LIBBPF_OPTS(bpf_object_open_opts, as_they_do, .relaxed_maps = true);
	struct bpf_object *object;
	struct bpf_program *program = NULL;

	if (count != 6)
		return 2;
	ld_so = arguments[1], libraries = arguments[2], ip = arguments[3], tc = arguments[4], path = arguments[5];
	libbpf_set_print(silent);
	object = bpf_object__open_file(path, &as_they_do);
	if (!object) { /* in their own words, and the verdict is theirs too */
		report("-", RUN(ip, "link", "set", "dev", "lo", "xdp", "obj", path));
		return 0;
	}
	if (!bpf_object__next_program(object, NULL))
		say("skipped", "-", "no program in the object", NULL);
	while ((program = bpf_object__next_program(object, program)))
		judge(program);
	bpf_object__close(object);
	return 0;
}
