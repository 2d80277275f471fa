/* What the libbpf driver does with a program that is loaded: run it once, attach it and let go. */
#pragma once
#include "protocol.h"
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct wish {
	const char *object;
	bool attach;
	const char *run; /* the file with the input */
	void *input;
	size_t input_size;
};

enum { LOOPBACK = 1 };

static bool read_wish(struct wish *wish)
{
	FILE *file;
	struct stat stat;

	if (!wish->run)
		return true;
	file = fopen(wish->run, "rb");
	if (!file || fstat(fileno(file), &stat)) {
		fprintf(stderr, "%s: %s\n", wish->run, strerror(errno));
		return false;
	}
	wish->input_size = stat.st_size;
	wish->input = malloc(wish->input_size + 1);
	return wish->input && fread(wish->input, 1, wish->input_size, file) == wish->input_size && fclose(file) == 0;
}

static const char *why(int error)
{
	return error == 524 ? "not supported (ENOTSUPP)" : strerror(error); /* no C library knows this one */
}

static bool takes_context(enum bpf_prog_type type)
{
	return type == BPF_PROG_TYPE_RAW_TRACEPOINT || type == BPF_PROG_TYPE_SYSCALL || type == BPF_PROG_TYPE_SK_LOOKUP;
}

static void try_run(struct bpf_program *program, const struct wish *wish)
{
	static unsigned char output[1 << 16];
	static char hex[2 * sizeof output + 1];
	char returned[20], nanoseconds[20];
	const char *name = bpf_program__name(program);
	LIBBPF_OPTS(bpf_test_run_opts, opts);

	if (takes_context(bpf_program__type(program))) {
		opts.ctx_in = wish->input;
		opts.ctx_size_in = wish->input_size;
	} else {
		opts.data_in = wish->input;
		opts.data_size_in = wish->input_size;
		opts.data_out = output;
		opts.data_size_out = sizeof output;
	}
	if (bpf_prog_test_run_opts(bpf_program__fd(program), &opts)) {
		say("notran", name, why(errno), NULL);
		return;
	}
	size_t size = opts.data_out ? opts.data_size_out : 0;
	for (size_t i = 0; i < size; i++)
		sprintf(hex + 2 * i, "%02x", output[i]);
	hex[2 * size] = 0;
	snprintf(returned, sizeof returned, "%u", opts.retval);
	snprintf(nanoseconds, sizeof nanoseconds, "%u", opts.duration);
	say("ran", name, returned, hex, nanoseconds, NULL);
}

static struct bpf_link *attach_tc(struct bpf_program *program)
{
	LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = LOOPBACK, .attach_point = BPF_TC_INGRESS);
	LIBBPF_OPTS(bpf_tc_opts, opts, .prog_fd = bpf_program__fd(program));
	int error = bpf_tc_hook_create(&hook);

	if (!error || error == -EEXIST)
		error = bpf_tc_attach(&hook, &opts);
	bpf_tc_hook_destroy(&hook);
	errno = -error;
	return NULL;
}

static struct bpf_link *attach_to_file(
	struct bpf_program *program, const char *path, struct bpf_link *(*attach)(const struct bpf_program *, int))
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct bpf_link *link = file < 0 ? NULL : attach(program, file);
	int error = errno;

	if (file >= 0)
		close(file);
	errno = error;
	return link;
}

static struct bpf_link *attach_to_socket(struct bpf_program *program)
{
	int own = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), fd = bpf_program__fd(program);
	int error = own < 0 || setsockopt(own, SOL_SOCKET, SO_ATTACH_BPF, &fd, sizeof fd) ? errno : 0;

	if (own >= 0)
		close(own);
	errno = error;
	return NULL;
}

/* A structure is attached whole, with all programs in it; the caller has loaded one. */
static struct bpf_link *attach_structure(const char *path)
{
	struct bpf_object *object = bpf_object__open_file(path, NULL);
	struct bpf_link *link = NULL;
	struct bpf_program *program;
	struct bpf_map *map;
	int error = object ? 0 : errno;

	if (!object)
		return NULL;
	bpf_object__for_each_program(program, object)
		bpf_program__set_autoload(program, bpf_program__type(program) == BPF_PROG_TYPE_STRUCT_OPS);
	error = -bpf_object__load(object);
	bpf_object__for_each_map(map, object) {
		if (!error && !link && bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS) {
			link = bpf_map__attach_struct_ops(map);
			error = link ? 0 : errno;
		}
	}
	bpf_link__destroy(link);
	bpf_object__close(object);
	errno = error;
	return NULL;
}

/* The link; null and an errno of 0 for what knows no links and is detached already. */
static struct bpf_link *attach(struct bpf_program *program, const struct wish *wish)
{
	switch (bpf_program__type(program)) {
	case BPF_PROG_TYPE_XDP:
		return bpf_program__attach_xdp(program, LOOPBACK);
	case BPF_PROG_TYPE_SCHED_CLS:
		return attach_tc(program);
	case BPF_PROG_TYPE_SOCKET_FILTER:
		return attach_to_socket(program);
	case BPF_PROG_TYPE_FLOW_DISSECTOR:
	case BPF_PROG_TYPE_SK_LOOKUP:
		return attach_to_file(program, "/proc/self/ns/net", bpf_program__attach_netns);
	case BPF_PROG_TYPE_CGROUP_SKB:
	case BPF_PROG_TYPE_CGROUP_SOCK:
	case BPF_PROG_TYPE_CGROUP_DEVICE:
	case BPF_PROG_TYPE_CGROUP_SOCK_ADDR:
	case BPF_PROG_TYPE_CGROUP_SYSCTL:
	case BPF_PROG_TYPE_CGROUP_SOCKOPT:
	case BPF_PROG_TYPE_SOCK_OPS:
		return attach_to_file(program, "/sys/fs/cgroup", bpf_program__attach_cgroup);
	case BPF_PROG_TYPE_STRUCT_OPS:
		return attach_structure(wish->object);
	default:
		return bpf_program__attach(program);
	}
}

static void try_attach(struct bpf_program *program, const struct wish *wish)
{
	const char *name = bpf_program__name(program);
	struct bpf_link *link;

	errno = 0;
	link = attach(program, wish);
	if (link || errno == 0)
		say("attached", name, NULL);
	else
		say("notattached", name, why(errno), NULL);
	bpf_link__destroy(link);
}
