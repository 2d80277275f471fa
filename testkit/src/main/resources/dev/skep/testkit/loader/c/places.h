/* A mount namespace with a BPF file system of its own, and a network namespace: both go with the process. */
#pragma once
#include <errno.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>

static bool own_places(void)
{
	const char *failed = NULL;

	if (unshare(CLONE_NEWNS | CLONE_NEWNET))
		failed = "no namespaces";
	else if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL))
		failed = "no private mounts";
	else if (mount("bpf", "/sys/fs/bpf", "bpf", 0, NULL))
		failed = "no BPF file system";
	if (failed)
		fprintf(stderr, "%s: %s\n", failed, strerror(errno));
	return !failed;
}
