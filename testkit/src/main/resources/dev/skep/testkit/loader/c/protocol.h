/*
 * What every driver writes to standard output: one line for each fact, fields between tabs, a backslash before what would
 * break them. A line leaves in one write where it fits the buffer, so whoever dies leaves whole lines behind.
 */
#pragma once
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define LOG_LIMIT ((size_t)1 << 20)

static void escaped(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		switch (text[i]) {
		case '\\': fputs("\\\\", stdout); break;
		case '\t': fputs("\\t", stdout); break;
		case '\n': fputs("\\n", stdout); break;
		case '\r': fputs("\\r", stdout); break;
		default: putchar(text[i]);
		}
	}
}

/* say("accepted", "xp", "38", NULL): the fields end with NULL. */
static void say(const char *fact, ...)
{
	va_list fields;
	const char *text;

	fputs(fact, stdout);
	va_start(fields, fact);
	while ((text = va_arg(fields, const char *))) {
		putchar('\t');
		escaped(text, strlen(text));
	}
	va_end(fields);
	putchar('\n');
	fflush(stdout);
}

/* The middle of a log that is too long goes: verifiers say what they want at the start, loaders at the end. */
static void say_log(const char *program, const char *text)
{
	size_t size = strlen(text), half = LOG_LIMIT / 2;

	if (size == 0)
		return;
	fputs("log\t", stdout);
	escaped(program, strlen(program));
	putchar('\t');
	if (size <= LOG_LIMIT) {
		escaped(text, size);
	} else {
		escaped(text, half);
		escaped("\n[…]\n", strlen("\n[…]\n"));
		escaped(text + size - half, half);
	}
	putchar('\n');
	fflush(stdout);
}
