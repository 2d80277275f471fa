// Attaches programs to probes of a process until standard input ends, then prints maps of 64-bit numbers, one a line:
// usdt OBJECT PROCESS FILE PROVIDER PROGRAM=PROBE... -- MAP...
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int complain(enum libbpf_print_level level, const char *format, va_list arguments) {
    return level > LIBBPF_WARN ? 0 : vfprintf(stderr, format, arguments);
}

int main(int count, char **arguments) {
    libbpf_set_print(complain);
    struct bpf_object *object = bpf_object__open_file(arguments[1], NULL);
    if (!object || bpf_object__load(object)) return 1;
    char **next = arguments + 5;
    for (; *next && strcmp(*next, "--"); next++) {
        char *probe = strchr(*next, '=');
        *probe++ = 0;
        struct bpf_program *program = bpf_object__find_program_by_name(object, *next);
        if (!program || !bpf_program__attach_usdt(program, atoi(arguments[2]), arguments[3], arguments[4], probe, NULL)) {
            perror(probe);
            return 1;
        }
    }
    puts("attached");
    fflush(stdout);
    char byte;
    while (read(0, &byte, 1) > 0) {}
    for (next++; *next; next++) {
        struct bpf_map *map = bpf_object__find_map_by_name(object, *next);
        for (unsigned int key = 0; key < bpf_map__max_entries(map); key++) {
            unsigned long long value = 0;
            if (bpf_map_lookup_elem(bpf_map__fd(map), &key, &value)) return 1;
            printf("%llu\n", value);
        }
    }
    return 0;
}
