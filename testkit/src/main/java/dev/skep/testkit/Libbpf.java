package dev.skep.testkit;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libbpf 1.x that the kit calls, under their own names. {@code size_t} is a {@code long}: every machine
 * that runs BPF programs from Java has 64 bits. Functions that return a number return {@code -errno} on failure; those that
 * return a pointer return null and leave the number in errno.
 */
interface Libbpf extends Library {
    /** The shared object that every libbpf 1.x installs. */
    String NAME = "libbpf.so.1";

    /** {@code void libbpf_set_print(libbpf_print_fn_t)}. */
    @Nullable
    Pointer libbpf_set_print(Print print);

    int libbpf_num_possible_cpus();

    int bpf_btf_load(Pointer bytes, long size, Pointer options);

    @Nullable
    Pointer bpf_object__open_mem(Pointer bytes, long size, Pointer options);

    int bpf_object__load(Pointer object);

    void bpf_object__close(Pointer object);

    @Nullable
    Pointer bpf_object__next_program(Pointer object, @Nullable Pointer previous);

    @Nullable
    Pointer bpf_object__next_map(Pointer object, @Nullable Pointer previous);

    @Nullable
    Pointer bpf_object__find_map_by_name(Pointer object, String name);

    String bpf_program__name(Pointer program);

    int bpf_program__fd(Pointer program);

    long bpf_program__insn_cnt(Pointer program);

    int bpf_program__set_attach_target(Pointer program, int targetDescriptor, String function);

    int bpf_program__set_type(Pointer program, int type);

    int bpf_program__set_expected_attach_type(Pointer program, int type);

    void bpf_program__set_ifindex(Pointer program, int device);

    int bpf_program__set_flags(Pointer program, int flags);

    int bpf_program__set_autoload(Pointer program, boolean autoload);

    int bpf_program__set_log_level(Pointer program, int level);

    int bpf_program__set_log_buf(Pointer program, Pointer buffer, long size);

    String bpf_map__name(Pointer map);

    int bpf_map__fd(Pointer map);

    @Nullable
    Pointer bpf_map__attach_struct_ops(Pointer map);

    int bpf_link__destroy(Pointer link);

    int bpf_map__set_pin_path(Pointer map, @Nullable String path);

    int bpf_map__type(Pointer map);

    long bpf_map__map_extra(Pointer map);

    int bpf_map__set_map_extra(Pointer map, long extra);

    int bpf_map__key_size(Pointer map);

    int bpf_map__value_size(Pointer map);

    int bpf_map__max_entries(Pointer map);

    @Nullable
    Pointer bpf_map__initial_value(Pointer map, Pointer size);

    int bpf_map_lookup_elem(int map, @Nullable Pointer key, Pointer value);

    int bpf_map_update_elem(int map, @Nullable Pointer key, Pointer value, long flags);

    int bpf_map_delete_elem(int map, Pointer key);

    int bpf_map_get_next_key(int map, @Nullable Pointer key, Pointer next);

    @Nullable
    Pointer ring_buffer__new(int map, Sample callback, @Nullable Pointer context, @Nullable Pointer options);

    int ring_buffer__consume(Pointer ringBuffer);

    void ring_buffer__free(Pointer ringBuffer);

    /** Since libbpf 1.1, as the others of its kind. */
    @Nullable
    Pointer user_ring_buffer__new(int map, @Nullable Pointer options);

    @Nullable
    Pointer user_ring_buffer__reserve(Pointer ringBuffer, int size);

    void user_ring_buffer__submit(Pointer ringBuffer, Pointer sample);

    void user_ring_buffer__free(Pointer ringBuffer);

    int bpf_prog_load(int type, String name, String license, Pointer instructions, long count, Pointer options);

    int bpf_link_create(int program, int target, int attachType, @Nullable Pointer options);

    int bpf_prog_test_run_opts(int program, Pointer options);

    int bpf_obj_get_info_by_fd(int descriptor, Pointer info, Pointer size);

    /** What libbpf has to say: a format of C and its {@code va_list}, which every ABI we know passes as an address. */
    interface Print extends Callback {
        int print(int level, Pointer format, Pointer arguments);
    }

    /** One record of a ring buffer. */
    interface Sample extends Callback {
        int accept(@Nullable Pointer context, Pointer data, long size);
    }

    /** The functions of the C library that the kit calls. */
    interface C extends Library {
        int vsnprintf(Pointer buffer, long size, Pointer format, Pointer arguments);

        int open(String path, int flags);

        int close(int descriptor);

        Pointer mmap(@Nullable Pointer address, long size, int protection, int flags, int descriptor, long offset);

        int munmap(Pointer address, long size);

        int setns(int descriptor, int type);

        String strerror(int errno);

        long syscall(long number, Object... arguments);

        int ioctl(int descriptor, long request, Object... arguments);

        static C load() {
            return Native.load("c", C.class);
        }
    }
}
