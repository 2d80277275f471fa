package dev.skep.lang;

/** A sample of an infrared receiver. Kernel 4.18. */
@KernelContext
public final class LircMode2Context {
    private LircMode2Context() {}

    /** Returns the sample: its kind in the highest byte, and its length in microseconds. */
    public @Unsigned int sample() {
        throw KernelOnly.here();
    }

    /**
     * Says that the last key is still held down and returns 0 or a negative error: {@code bpf_rc_repeat}. For the GPL only. Kernel 4.18.
     */
    @CallsHelper("bpf_rc_repeat")
    public long repeat() {
        throw KernelOnly.here();
    }

    /** Says that a key is held down and returns 0 or a negative error: {@code bpf_rc_keydown}. For the GPL only. Kernel 4.18. */
    @CallsHelper("bpf_rc_keydown")
    public long keydown(@Unsigned int protocol, @Unsigned long scancode, @Unsigned int toggle) {
        throw KernelOnly.here();
    }

    /** Says that a pointer has moved and returns 0 or a negative error: {@code bpf_rc_pointer_rel}. For the GPL only. Kernel 5.0. */
    @CallsHelper("bpf_rc_pointer_rel")
    public long pointerRel(int x, int y) {
        throw KernelOnly.here();
    }
}
