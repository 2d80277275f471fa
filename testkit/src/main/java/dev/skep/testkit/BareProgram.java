package dev.skep.testkit;

/**
 * What the kernel has to know of bare instructions, by its own numbers.
 *
 * @param type of {@code enum bpf_prog_type}
 * @param attachType of {@code enum bpf_attach_type}; of struct_ops the index of the member
 * @param flags {@code BPF_F_SLEEPABLE} and the like
 * @param attachTypeId which of the kernel's BTF types it belongs to; 0 for none
 */
public record BareProgram(int type, int attachType, int flags, long attachTypeId) {}
