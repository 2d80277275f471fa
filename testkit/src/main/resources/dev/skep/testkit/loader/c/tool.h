/* A judge that is a program: run with what it says caught. */
#pragma once
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* What the last command said, both streams together. */
static char *said;

static char exit_code[20];

static bool read_said(int file)
{
	off_t size = lseek(file, 0, SEEK_END);

	free(said);
	said = calloc(1, size + 1);
	return said && pread(file, said, size, 0) == size;
}

/* Whether the command ended with exit code 0. A death by signal is passed on: the loader died, it did not refuse. */
static bool succeeds(const char *const *command)
{
	int file = memfd_create("said", MFD_CLOEXEC), status = 0, error;
	posix_spawn_file_actions_t actions;
	pid_t child;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, file, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, file, STDERR_FILENO);
	error = posix_spawn(&child, command[0], &actions, NULL, (char *const *)command, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error || waitpid(child, &status, 0) != child || !read_said(file)) {
		fprintf(stderr, "%s: %s\n", command[0], strerror(error ? error : errno));
		exit(1);
	}
	close(file);
	if (WIFSIGNALED(status)) {
		fputs(said, stderr);
		raise(WTERMSIG(status));
	}
	snprintf(exit_code, sizeof exit_code, "exit code %d", WEXITSTATUS(status));
	return WEXITSTATUS(status) == 0;
}
