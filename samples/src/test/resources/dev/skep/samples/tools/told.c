// Attaches the programs of an object, runs a command, and prints what they have told meanwhile, a line each: the records in ring buffers,
// with the name of the map in front, and the sums of numbers that each CPU has, with their index. Maps have entries before, in hexadecimal:
// told OBJECT [MAP=KEY=VALUE...] COMMAND...
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int complain(enum libbpf_print_level level, const char *format, va_list arguments) {
    return level > LIBBPF_WARN ? 0 : vfprintf(stderr, format, arguments);
}

static int print_record(void *name, void *data, size_t size) {
    printf("%s ", (char *)name);
    for (size_t i = 0; i < size; i++) printf("%02x", ((unsigned char *)data)[i]);
    putchar('\n');
    return 0;
}

static int print_sums(struct bpf_map *map) {
    unsigned long long numbers[libbpf_num_possible_cpus()];
    for (unsigned int key = 0; key < bpf_map__max_entries(map); key++) {
        unsigned long long sum = 0;
        if (bpf_map_lookup_elem(bpf_map__fd(map), &key, numbers)) return 1;
        for (int cpu = 0; cpu < libbpf_num_possible_cpus(); cpu++) sum += numbers[cpu];
        if (sum) printf("%s %u %llu\n", bpf_map__name(map), key, sum);
    }
    return 0;
}

static int print(struct bpf_map *map) {
    if (bpf_map__type(map) == BPF_MAP_TYPE_PERCPU_ARRAY) return print_sums(map);
    if (bpf_map__type(map) != BPF_MAP_TYPE_RINGBUF) return 0;
    struct ring_buffer *records = ring_buffer__new(bpf_map__fd(map), print_record, (void *)bpf_map__name(map), NULL);
    return !records || ring_buffer__consume(records) < 0;
}

static const unsigned char *bytes(char *hex) {
    unsigned char *made = calloc(1, strlen(hex));
    for (size_t i = 0; hex[2 * i]; i++) sscanf(hex + 2 * i, "%2hhx", made + i);
    return made;
}

static int fill(struct bpf_object *object, char *entry) {
    char *name = strtok(entry, "="), *key = strtok(NULL, "="), *value = strtok(NULL, "=");
    struct bpf_map *map = bpf_object__find_map_by_name(object, name);
    return !map || bpf_map_update_elem(bpf_map__fd(map), bytes(key), bytes(value), BPF_ANY);
}

int main(int count, char **arguments) {
    struct bpf_program *program;
    struct bpf_map *map;
    char **next = arguments + 2;

    libbpf_set_print(complain);
    struct bpf_object *object = bpf_object__open_file(arguments[1], NULL);
    if (!object || bpf_object__load(object)) return 1;
    for (; strchr(*next, '='); next++) {
        if (fill(object, *next)) return 1;
    }
    bpf_object__for_each_program(program, object) {
        if (!bpf_program__attach(program)) return 1;
    }
    pid_t command = fork();
    if (command == 0) {
        execvp(*next, next);
        _exit(127);
    }
    int status;
    if (command < 0 || waitpid(command, &status, 0) < 0 || status) return 1;
    bpf_object__for_each_map(map, object) {
        if (print(map)) return 1;
    }
    return 0;
}
