/*
 * verdict COMMAND… OBJECT: runs a tool whose exit code is its verdict on the object as a whole. The tool may write to
 * /proc/self/fd/3, which nobody reads.
 */
#define _GNU_SOURCE
#include "protocol.h"
#include "tool.h"

int main(int count, char **arguments)
{
	int output = memfd_create("output", 0);

	if (count < 3 || output < 0 || (output != 3 && dup2(output, 3) != 3))
		return 2;
	if (succeeds((const char *const *)arguments + 1)) {
		say("accepted", "-", "-", NULL);
	} else {
		say("refused", "-", exit_code, NULL);
		say_log("-", said);
	}
	return 0;
}
