/*
 * each [--own-places] SECONDS COUNT DRIVER ARGUMENT… OBJECT…: runs the driver (COUNT words) on one object after the other,
 * each time in a process of its own, so that an object on which a loader dies or hangs costs no other object its verdict;
 * if asked for, also in network and mount namespaces of its own, so that no object meets what another one left.
 */
#define _GNU_SOURCE
#include "places.h"
#include "protocol.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static bool with_places;

static _Noreturn void run(char **command, int complaints, pid_t parent)
{
	struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY}, none = {0, 0};
	sigset_t nothing;

	sigemptyset(&nothing);
	sigprocmask(SIG_SETMASK, &nothing, NULL);
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	setrlimit(RLIMIT_MEMLOCK, &all); /* kernels before 5.11 count maps against it */
	setrlimit(RLIMIT_CORE, &none);
	dup2(complaints, STDERR_FILENO);
	if (with_places && !own_places())
		_exit(126);
	execv(command[0], command);
	dprintf(STDERR_FILENO, "%s: %s\n", command[0], strerror(errno));
	_exit(127);
}

/* Whether the process ended in time. It and what it started are gone afterwards. */
static int ended(pid_t child, long seconds, int *status)
{
	struct timespec now, end;
	sigset_t children;
	siginfo_t info;

	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	for (;;) {
		info.si_pid = 0;
		waitid(P_PID, child, &info, WEXITED | WNOHANG | WNOWAIT); /* it keeps its number until its group is gone */
		clock_gettime(CLOCK_MONOTONIC, &now);
		long long left = (end.tv_sec - now.tv_sec) * 1000000000LL + end.tv_nsec - now.tv_nsec;
		if (info.si_pid == child || left <= 0)
			break;
		sigtimedwait(&children, NULL, &(struct timespec){left / 1000000000LL, left % 1000000000LL});
	}
	kill(-child, SIGKILL);
	kill(child, SIGKILL);
	waitpid(child, status, 0);
	return info.si_pid == child;
}

static void say_complaints(int complaints)
{
	off_t size = lseek(complaints, 0, SEEK_END);
	char *text = size > 0 ? calloc(1, size + 1) : NULL;

	if (text && pread(complaints, text, size, 0) > 0)
		say_log("-", text);
	free(text);
}

static void judge(char **command, long seconds)
{
	int complaints = memfd_create("complaints", MFD_CLOEXEC), status = 0;
	char reason[100] = "";
	pid_t parent = getpid(), child = fork();

	if (child == 0)
		run(command, complaints, parent);
	if (child < 0)
		snprintf(reason, sizeof reason, "no process for the loader: %s", strerror(errno));
	else if (!ended(child, seconds, &status))
		snprintf(reason, sizeof reason, "no verdict within %ld s", seconds);
	else if (WIFSIGNALED(status))
		snprintf(reason, sizeof reason, "the loader died of %s", strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) != 0)
		snprintf(reason, sizeof reason, "the loader ended with exit code %d", WEXITSTATUS(status));
	if (*reason) {
		fputs("\x18\n", stdout); /* CAN: the driver may have died in the middle of a line */
		say("died", reason, NULL);
		say_complaints(complaints);
	}
	close(complaints);
}

int main(int count, char **arguments)
{
	with_places = count > 1 && strcmp(arguments[1], "--own-places") == 0;
	count -= with_places, arguments += with_places;
	long seconds = count > 3 ? atol(arguments[1]) : 0;
	int words = count > 3 ? atoi(arguments[2]) : 0;
	static char buffer[1 << 16];
	sigset_t children;

	if (seconds < 1 || words < 1 || words > count - 3) {
		fprintf(stderr, "usage: each [--own-places] SECONDS COUNT DRIVER ARGUMENT… OBJECT…\n");
		return 2;
	}
	setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	sigprocmask(SIG_BLOCK, &children, NULL);

	char **command = calloc(words + 2, sizeof *command);
	memcpy(command, arguments + 3, words * sizeof *command);
	for (int i = 3 + words; i < count; i++) {
		say("object", arguments[i], NULL);
		command[words] = arguments[i];
		judge(command, seconds);
		say("end", arguments[i], NULL);
	}
	free(command);
	return 0;
}
