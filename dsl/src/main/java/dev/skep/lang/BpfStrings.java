package dev.skep.lang;

/**
 * Texts that the kernel looks at for a program, wherever they are: {@code kernel/bpf/helpers.c}. For licenses of the GPL.
 *
 * <p>A text ends with a NUL. It is a literal; an array of bytes of the program; a field or an array of a struct of the kernel, such as {@code
 * task.comm}, whether or not the verifier trusts what leads there; or the number of an address in the kernel. Results are what is said below, or
 * negative: -2 ({@code -ENOENT}) for what is nowhere, -7 ({@code -E2BIG}) for a text without a NUL in 4096 bytes, -14 ({@code -EFAULT}) for
 * memory that cannot be read, -34 ({@code -ERANGE}) for an address of user space.
 */
public final class BpfStrings {
    private BpfStrings() {}

    /** Returns the length of a text without its NUL: {@code bpf_strlen}. Kernel 6.17. */
    @Kfunc("bpf_strlen")
    public static int strlen(Object text) {
        throw KernelOnly.here();
    }

    /** Returns the length of a text without its NUL, {@code most} when there is none before: {@code bpf_strnlen}. Kernel 6.17. */
    @Kfunc("bpf_strnlen")
    public static int strnlen(Object text, @Unsigned long most) {
        throw KernelOnly.here();
    }

    /** Compares two texts: 0 for the same, -1 or 1 for a first one that is smaller or larger: {@code bpf_strcmp}. Kernel 6.17. */
    @Kfunc("bpf_strcmp")
    public static int strcmp(Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Compares two texts, upper and lower case of ASCII being the same: {@code bpf_strcasecmp}. Kernel 6.18. */
    @Kfunc("bpf_strcasecmp")
    public static int strcasecmp(Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Compares {@code most} bytes of two texts, upper and lower case of ASCII being the same: {@code bpf_strncasecmp}. Kernel 7.0. */
    @Kfunc("bpf_strncasecmp")
    public static int strncasecmp(Object one, Object other, @Unsigned long most) {
        throw KernelOnly.here();
    }

    /** Returns where a byte is first in a text: {@code bpf_strchr}. Kernel 6.17. */
    @Kfunc("bpf_strchr")
    public static int strchr(Object text, int wanted) {
        throw KernelOnly.here();
    }

    /** Returns where a byte is first in a text, the length of the text when it is nowhere: {@code bpf_strchrnul}. Kernel 6.17. */
    @Kfunc("bpf_strchrnul")
    public static int strchrnul(Object text, int wanted) {
        throw KernelOnly.here();
    }

    /** Returns where a byte is first among {@code most} bytes of a text: {@code bpf_strnchr}. Kernel 6.17. */
    @Kfunc("bpf_strnchr")
    public static int strnchr(Object text, @Unsigned long most, int wanted) {
        throw KernelOnly.here();
    }

    /** Returns where a byte is last in a text: {@code bpf_strrchr}. Kernel 6.17. */
    @Kfunc("bpf_strrchr")
    public static int strrchr(Object text, int wanted) {
        throw KernelOnly.here();
    }

    /** Returns how many bytes a text begins with that are among {@code accepted}: {@code bpf_strspn}. Kernel 6.17. */
    @Kfunc("bpf_strspn")
    public static int strspn(Object text, Object accepted) {
        throw KernelOnly.here();
    }

    /** Returns how many bytes a text begins with that are not among {@code rejected}: {@code bpf_strcspn}. Kernel 6.17. */
    @Kfunc("bpf_strcspn")
    public static int strcspn(Object text, Object rejected) {
        throw KernelOnly.here();
    }

    /** Returns where another text is first in a text: {@code bpf_strstr}. Kernel 6.17. */
    @Kfunc("bpf_strstr")
    public static int strstr(Object text, Object wanted) {
        throw KernelOnly.here();
    }

    /** Returns where another text is first among {@code most} bytes of a text: {@code bpf_strnstr}. Kernel 6.17. */
    @Kfunc("bpf_strnstr")
    public static int strnstr(Object text, Object wanted, @Unsigned long most) {
        throw KernelOnly.here();
    }

    /**
     * Returns where another text is first in a text, upper and lower case of ASCII being the same: {@code bpf_strcasestr}. Kernel
     * 6.19.
     */
    @Kfunc("bpf_strcasestr")
    public static int strcasestr(Object text, Object wanted) {
        throw KernelOnly.here();
    }

    /**
     * Returns where another text is first among {@code most} bytes of a text, upper and lower case of ASCII being the same: {@code
     * bpf_strncasestr}. Kernel 6.19.
     */
    @Kfunc("bpf_strncasestr")
    public static int strncasestr(Object text, Object wanted, @Unsigned long most) {
        throw KernelOnly.here();
    }
}
