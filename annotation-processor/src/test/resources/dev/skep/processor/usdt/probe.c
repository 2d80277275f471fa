// Attaches the programs of an object to the probe below, calls it, and prints the entries of the map `results`: probe OBJECT
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

// A nop, and the note that names it and says where the arguments are: nameSize, contentSize, type 3, owner, address, base, semaphore, texts.
#define PROBE(provider, name, arguments, ...)                                              \
    __asm__ volatile("90: nop\n"                                                           \
                     ".pushsection .note.stapsdt,\"\",\"note\"\n"                          \
                     ".balign 4\n"                                                         \
                     ".4byte 92f-91f, 94f-93f, 3\n"                                        \
                     "91: .asciz \"stapsdt\"\n"                                            \
                     "92: .balign 4\n"                                                     \
                     "93: .8byte 90b, _.stapsdt.base, 0\n"                                 \
                     ".asciz \"" provider "\"\n"                                           \
                     ".asciz \"" name "\"\n"                                               \
                     ".asciz \"" arguments "\"\n"                                          \
                     "94: .balign 4\n"                                                     \
                     ".popsection\n"                                                       \
                     ".pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n" \
                     ".weak _.stapsdt.base\n"                                              \
                     ".hidden _.stapsdt.base\n"                                            \
                     "_.stapsdt.base: .space 1\n"                                          \
                     ".size _.stapsdt.base, 1\n"                                           \
                     ".popsection\n" ::__VA_ARGS__)

static volatile struct {
    long before;
    long long number;
    unsigned short small;
} memory = {1, -5000000000, 65535};

__attribute__((noinline)) static void call(int number, unsigned char small, unsigned int large) {
    PROBE("skep", "numbers", "-4@%0 1@%1 -8@8(%2) 2@16(%2) -2@16(%2) 4@%3 -4@$-7", "r"(number), "r"((int)small), "r"(&memory), "r"(large));
}

static int complain(enum libbpf_print_level level, const char *format, va_list arguments) {
    return level > LIBBPF_WARN ? 0 : vfprintf(stderr, format, arguments);
}

int main(int count, char **arguments) {
    libbpf_set_print(complain);
    struct bpf_object *object = bpf_object__open_file(arguments[count - 1], NULL);
    if (!object || bpf_object__load(object)) return 1;
    struct bpf_program *program;
    LIBBPF_OPTS(bpf_usdt_opts, options, .usdt_cookie = 0x123456789abcdef);
    bpf_object__for_each_program(program, object) {
        if (!bpf_program__attach_usdt(program, getpid(), "/proc/self/exe", "skep", "numbers", &options)) {
            perror("attach");
            return 1;
        }
    }
    call(-42, 200, 4000000000u);
    int results = bpf_object__find_map_fd_by_name(object, "results");
    for (unsigned int key = 0; key < 16; key++) {
        long value = 0;
        if (bpf_map_lookup_elem(results, &key, &value)) return 1;
        printf("%ld\n", value);
    }
    return 0;
}
